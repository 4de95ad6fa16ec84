"""Messages as JSON, so that a job can say in any language what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from tendik.errors import Message, Problem
from tendik.values import Percent


def pack(message: Message) -> dict[str, Any]:
    """``message`` as JSON holds it."""
    values = {name: _pack(value) for name, value in message.values.items()}
    return {"code": message.code, "template": message.template, "values": values}


def unpack(packed: Mapping[str, Any]) -> Message:
    """The message that was packed."""
    values = {name: _unpack(value) for name, value in packed["values"].items()}
    return Message(packed["code"], packed["template"], values)


def pack_problem(problem: Problem) -> dict[str, Any]:
    """``problem`` as JSON holds it."""
    place = {"file": problem.file, "row": problem.row, "column": problem.column}
    return {"message": pack(problem.message)} | place


def unpack_problem(packed: Mapping[str, Any]) -> Problem:
    """The problem that was packed."""
    return Problem(unpack(packed["message"]), packed["file"], packed["row"], packed["column"])


def _pack(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Message):
        return {"message": pack(value)}
    if isinstance(value, Percent):
        return {"percent": str(value.share)}
    if isinstance(value, Fraction):
        return {"fraction": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Mapping):
        return {"text": dict(value)}
    if isinstance(value, Sequence):
        return [_pack(item) for item in value]
    raise TypeError(f"a message of a job cannot hold {value!r}")


UNPACK = {
    "message": unpack,
    "percent": lambda text: Percent(Fraction(text)),
    "fraction": Fraction,
    "date": date.fromisoformat,
    "text": dict,
}


def _unpack(packed: Any) -> Any:
    if isinstance(packed, list):
        return [_unpack(item) for item in packed]
    if isinstance(packed, Mapping):
        ((form, value),) = packed.items()
        return UNPACK[form](value)
    return packed
