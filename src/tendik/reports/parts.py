"""What protocols share: the facts at the head, how a rule is known, the lines to sign on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from tendik.errors import N_, Message
from tendik.language import article, day, number_of_law, pick, render, show
from tendik.laws import Law
from tendik.reports.page import Part
from tendik.values import Replay, Status

SIGNERS = 3
"""Lines to sign on: a chair, a secretary, a member."""

KNOWN: Mapping[Status, str] = {
    "interpretation": N_("interpretation"),
    "unconfirmed": N_("unconfirmed"),
}
"""The states that a protocol names beside an article; what was read needs no word."""


class Say(Protocol):
    """Says a template in the language of the protocol."""

    def __call__(self, template: str, **values: Any) -> str: ...


def speaker(language: str) -> Say:
    """The voice of a protocol in ``language``."""

    def say(template: str, **values: Any) -> str:
        return render(Message("", template, values), language)

    return say


def facts(title: str, rows: Sequence[tuple[str, str]]) -> Part:
    """A section of terms and values; a term without a value is left out."""
    return Part(
        title, rows=[row for row in rows if row[1]], widths=(1, 2.4), numeric=(False, False), headings=()
    )


def law_facts(law: Law, language: str) -> list[tuple[str, str]]:
    """Law, version and days, as every protocol names them."""
    say, version = speaker(language), law.version
    return [
        (say(N_("Law")), pick(law.title, language)),
        (say(N_("Chamber")), pick(law.chamber, language)),
        (say(N_("Version")), f"{version.id} {number_of_law(version.number, language)}".strip()),
        (say(N_("Adopted")), day(version.adopted, language)),
        (say(N_("In force since")), cited(day(version.in_force, language), version.in_force_status, say)),
        (say(N_("Source")), show(law.source(version.source), language)),
    ]


def unconfirmed(law: Law, language: str) -> list[str]:
    """The sentence that a law is not confirmed, where it is not."""
    if law.status != "unconfirmed":
        return []
    return [speaker(language)(N_("The law applied is a scenario that nobody has confirmed."))]


def cited(text: str, status: Status, say: Say) -> str:
    """``text``, and in brackets how it is known where it was not simply read."""
    return f"{text} ({say(KNOWN[status])})" if text and status in KNOWN else text


def place_in_law(reference: str, status: Status, language: str) -> str:
    """The article as the language writes it, with how the rule is known."""
    return cited(article(reference, language), status, speaker(language))


def signatures(language: str) -> Part:
    """Lines for name, position, signature and date, to be filled in by hand."""
    say = speaker(language)
    return Part(
        title=say(N_("Signatures")),
        headings=[say(N_("Name")), say(N_("Position")), say(N_("Signature")), say(N_("Date"))],
        rows=(),
        widths=(2.2, 2.2, 1.4, 1),
        numeric=(False,) * 4,
        blank=SIGNERS,
    )


def foot(replay: Replay | None, printed: date | None, language: str) -> str:
    """The line on every page: the day of printing, and what repeats the result."""
    return " · ".join(
        [*([day(printed, language)] if printed else []), *([str(replay)] if replay is not None else [])]
    )
