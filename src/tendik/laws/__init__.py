"""What does the law say, on that day? Dated YAML in, :class:`Law` out."""

from tendik.laws.law import Law
from tendik.laws.loading import available, cases, day, history, load

__all__ = ["Law", "available", "cases", "day", "history", "load"]
