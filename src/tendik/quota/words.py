"""What a finding asks for and leads to, in sentences: shared by protocol, page and command line."""

from __future__ import annotations

from collections.abc import Mapping

from tendik.errors import N_, Message
from tendik.quota.check import Finding
from tendik.quota.margins import PersonMargin
from tendik.values import Percent

BREACHES: Mapping[str, str] = {
    "refuse": N_("Otherwise the registration of the list is refused."),
    "publish": N_("The breach is made public."),
    "fine": N_("The breach is fined; the list stands."),
    "none": N_("No consequence is named in the data of the law."),
}
"""What a breach leads to, by the word of the law file."""

_REMEDIES: Mapping[str, str] = {
    "replace": N_("Replace persons outside the groups: {count}."),
    "add": N_("Or add persons from the groups: {count}."),
    "remove": N_("Take names off the list: {count}."),
    "state": N_("Fill in what is missing for persons: {count}."),
}


def remedies(finding: Finding) -> list[Message]:
    """The least change that makes the list comply, one sentence a way."""
    return [
        Message(f"remedy.{way}", template, {"count": count})
        for way, template in _REMEDIES.items()
        if (count := getattr(finding.remedy, way))
    ]


def sanctions(finding: Finding) -> list[Message]:
    """Days that the law gives for correction, and the money that the breach costs."""
    found = []
    if finding.days:
        found.append(Message("sanction.days", N_("days to correct: {count}"), {"count": finding.days}))
    if finding.cost:
        values = {"share": Percent(finding.cost)}
        found.append(Message("sanction.cost", N_("public funding lost: {share}"), values))
    return found


def consequence(finding: Finding) -> Message:
    """What the breach leads to; an undecided finding leads to nothing yet."""
    if finding.verdict == "undecided":
        return Message("breach.undecided", N_("Not decided: data is missing."))
    if finding.days:
        template = N_(
            "The list may be corrected within days: {count}. Otherwise the registration of the list is refused."
        )
        return Message("breach.days", template, {"count": finding.days})
    if finding.formula is not None:
        return finding.formula
    return Message("breach.named", BREACHES.get(finding.breach, finding.breach))


def how_close(one: PersonMargin, name: str) -> Message:
    """By how many votes a person was elected, or was not, through a quota."""
    values = {"name": name, "votes": one.margin.votes}
    if one.margin.votes is None and one.elected:
        template = N_("{name}, elected through the quota, no loss of votes would have changed that")
    elif one.margin.votes is None:
        template = N_("{name}, who gave way, no gain of votes would have changed that")
    elif one.elected:
        template = N_("{name}, elected through the quota, not elected with votes fewer: {votes}")
    else:
        template = N_("{name}, who gave way, elected with votes more: {votes}")
    return Message("margins.person", template, values)


def runs(places: tuple[int, ...]) -> str:
    """Row numbers with runs drawn together: ``2, 5–9``."""
    joined: list[list[int]] = []
    for row in sorted(places):
        if joined and row == joined[-1][-1] + 1:
            joined[-1][1:] = [row]
        else:
            joined.append([row])
    return ", ".join("–".join(map(str, run)) for run in joined)
