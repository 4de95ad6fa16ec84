"""Messages kept in the database, to be said in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tendik.errors import Message


def kept(message: Message) -> dict[str, Any]:
    """``message`` in plain values."""
    values = {
        name: value if isinstance(value, int | str) else str(value) for name, value in message.values.items()
    }
    return {"code": message.code, "template": message.template, "values": values}


def message(found: Mapping[str, Any]) -> Message:
    """The message that was kept."""
    return Message(found["code"], found["template"], found["values"])
