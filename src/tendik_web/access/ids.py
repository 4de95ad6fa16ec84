"""Identifiers: short, sortable by time, and saying nothing about what they name."""

from ulid import ULID


def new_id() -> str:
    """A new ULID, 26 characters."""
    return str(ULID())
