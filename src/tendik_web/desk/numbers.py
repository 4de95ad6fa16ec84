"""Numbers that addresses and forms carry."""

from __future__ import annotations


def whole(sent: str) -> int:
    """A whole number of at most eight digits; nought for anything else."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 9 else 0
