"""``--protocol FILE``: the result as a protocol to sign, PDF or DOCX by the ending of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tendik.errors import N_, BadInput, Message, Problem

if TYPE_CHECKING:
    from tendik.reports import Page

Protocol = Annotated[
    Path | None,
    typer.Option("--protocol", metavar="FILE", help="Also write a protocol to sign: FILE.pdf or FILE.docx."),
]


def form_of(file: Path | None) -> str:
    """The form that the ending of ``file`` names; asked before any work is done, and empty without a file.

    Raises
    ------
    BadInput
        If the ending is another one.
    """
    if file is None:
        return ""
    from tendik.reports import FORMS

    form = file.suffix.lower().lstrip(".")
    if form not in FORMS:
        template = N_("A protocol is written as one of: {forms}. This name ends otherwise: {file}.")
        values = {"forms": [f".{form}" for form in FORMS], "file": file.name}
        raise BadInput([Problem(Message("protocol.form", template, values), column="--protocol")])
    return form


def write(file: Path, page: Page) -> None:
    """Write ``page`` to ``file`` in the form of its ending.

    Raises
    ------
    BadInput
        If the file cannot be written there.
    """
    from tendik.reports import FORMS

    content, _ = FORMS[form_of(file)]
    save(file, content(page), "--protocol")


def save(file: Path, content: bytes, option: str) -> None:
    """Write ``content`` to ``file``, which an ``option`` of the command names.

    Raises
    ------
    BadInput
        If the file cannot be written there.
    """
    try:
        file.write_bytes(content)
    except (OSError, ValueError):
        template = N_(
            "This file cannot be written: {file}. Check that its folder is there and yours to write."
        )
        message = Message("protocol.unwritable", template, {"file": str(file)})
        raise BadInput([Problem(message, column=option)]) from None
