"""What would this reform change, all the way? Two laws in; seats, women, SDG 5.5.1, index and rank out."""

from tendik.reform.chain import Chain, Link, Side, compare

__all__ = ["Chain", "Link", "Side", "compare"]
