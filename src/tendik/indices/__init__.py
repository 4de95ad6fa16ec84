"""How does the country score and rank? Indicator tables in, scores, ranks and what-if out."""

from tendik.indices.index import Index
from tendik.indices.loading import available, load
from tendik.indices.scores import Scores

__all__ = ["Index", "Scores", "available", "load"]
