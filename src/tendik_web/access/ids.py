"""Identifiers: short, sortable by time, and saying nothing about what they name."""

import re

from ulid import ULID

ID = r"[0-9A-HJKMNP-TV-Z]{26}"


def new_id() -> str:
    """A new ULID, 26 characters."""
    return str(ULID())


def is_id(text: str) -> bool:
    """Whether ``text`` can be an identifier; what cannot is not even asked for."""
    return re.fullmatch(ID, text) is not None
