"""What tests of imports share: people, records to lead to, files, and the way through."""

from __future__ import annotations

from django.utils import translation

from tendik_web.access.actors import Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.imports import sheet
from tendik_web.imports.actions.preview import preview
from tendik_web.imports.actions.send import send
from tendik_web.imports.models import ImportBatch
from tendik_web.records import kinds, rows
from tendik_web.records.actions.create import create
from tendik_web.records.text import plain_text


def actor(
    name: str, role: str = Role.SECRETARIAT, country: str | None = "KAZ", body: str | None = None
) -> Actor:
    return Actor(f"user:{name}", frozenset({Grant(role, country, body)}))


SECRETARY, SECOND = actor("secretary"), actor("second")
STATISTICIAN = actor("statistician", Role.STATISTICIAN)


def body(title: str = "Ministry of Labour", **values):
    return create(SECRETARY, "KAZ", "body", {"title": plain_text(title), "type": "ministry"} | values)


def commitment(title: str = "A promise", **values):
    return create(SECRETARY, "KAZ", "commitment", {"title": plain_text(title), "type": "pledge"} | values)


def csv(headings: str, *lines: str) -> bytes:
    """A file cut by semicolons, as a spreadsheet in Kazakh or Russian saves it."""
    return "\n".join([headings, *lines]).encode()


def sent(content: bytes, kind: str = "action", name: str = "plan.csv", by: Actor = SECRETARY) -> ImportBatch:
    """The import of a file, previewed."""
    return preview(by, "KAZ", send(by, "KAZ", kind, name, content).pk)


def outcomes(batch: ImportBatch) -> list[str]:
    return list(batch.rows.order_by("number").values_list("outcome", flat=True))


def problems(batch: ImportBatch) -> list[tuple[int, str, str]]:
    """Row, column and code of every problem."""
    return [
        (row.number, column, message["code"])
        for row in batch.rows.order_by("number")
        for column, message in row.problems
    ]


def exported(kind: str, form: str = "csv", language: str = "en", by: Actor = SECRETARY) -> bytes:
    """What a list gives out."""
    of = kinds.find(kind)
    with translation.override(language):
        return sheet.file(of, form, *sheet.table(by, "KAZ", of, rows.visible_to(by, "KAZ", kind)))
