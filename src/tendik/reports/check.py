"""The protocol of a check of lists of candidates, ready to sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tendik.errors import N_
from tendik.language import day, number, pick, render
from tendik.laws import Law
from tendik.quota import Finding
from tendik.quota.words import consequence, remedies, runs
from tendik.reports.page import Page, Part
from tendik.reports.parts import (
    facts,
    foot,
    law_facts,
    place_in_law,
    signatures,
    speaker,
    unconfirmed,
)
from tendik.values import PartyList, Replay


def check_page(
    law: Law,
    lists: Sequence[PartyList],
    findings: Sequence[Finding],
    replay: Replay,
    language: str,
    *,
    printed: date | None = None,
) -> Page:
    """The protocol of :func:`tendik.quota.check`, in ``language``.

    Parameters
    ----------
    law : Law
        As it was loaded for the check; ``law.on`` is the day on which age was measured.
    lists : sequence of PartyList
        Every list that was checked.
    findings : sequence of Finding
        What the check found; empty if nothing.
    replay : Replay
        What repeats the check; ``replay.data`` names the file.
    language : str
        ``kk``, ``ru`` or ``en``.
    printed : date, optional
        The day that stands on the protocol.
    """
    say = speaker(language)
    measured = day(law.on, language) if law.on else say(N_("not stated, so age was not measured"))
    checked = facts(
        say(N_("What was checked")),
        [
            (say(N_("File")), replay.data),
            (say(N_("Digest of the file")), replay.data_digest),
            *law_facts(law, language),
            (say(N_("Day on which age is measured")), measured),
        ],
    )
    return Page(
        language=language,
        eyebrow=pick(law.title, language),
        title=say(N_("Protocol of the check of lists of candidates")),
        lead=[_answer(lists, findings, language), *unconfirmed(law, language)],
        parts=[
            checked,
            _overview(lists, findings, language),
            *_details(law, lists, findings, language),
            signatures(language),
        ],
        foot=foot(replay, printed, language),
    )


def _answer(lists: Sequence[PartyList], findings: Sequence[Finding], language: str) -> str:
    say = speaker(language)
    breaches = sum(finding.verdict == "breach" for finding in findings)
    undecided = len(findings) - breaches
    if breaches:
        template = N_("Breaches found: {breaches}. Lists checked: {count}. Not decided: {undecided}.")
        return say(template, breaches=breaches, count=len(lists), undecided=undecided)
    if undecided:
        template = N_("Whether the lists comply is not known, because data is missing. Not decided: {count}.")
        return say(template, count=undecided)
    return say(N_("No breach was found. Lists checked: {count}."), count=len(lists))


def _overview(lists: Sequence[PartyList], findings: Sequence[Finding], language: str) -> Part:
    say = speaker(language)

    def count(party: PartyList, verdict: str) -> str:
        return number(sum(f.list == party.id and f.verdict == verdict for f in findings), language)

    return Part(
        title=say(N_("Lists checked")),
        headings=[say(N_("List")), say(N_("Names")), say(N_("Breaches")), say(N_("Not decided"))],
        rows=[
            [
                pick(party.name, language),
                number(len(party.candidates), language),
                count(party, "breach"),
                count(party, "undecided"),
            ]
            for party in lists
        ],
        widths=(3, 1, 1, 1),
        numeric=(False, True, True, True),
    )


def _details(law: Law, lists: Sequence[PartyList], findings: Sequence[Finding], language: str) -> list[Part]:
    """One section a finding; a list without one says so."""
    say = speaker(language)
    parts = []
    for party in lists:
        name = pick(party.name, language)
        mine = [finding for finding in findings if finding.list == party.id]
        if not mine:
            parts.append(Part(title=name, items=[say(N_("No breach was found in this list."))]))
        for order, finding in enumerate(mine, start=1):
            title = say(N_("{list}: finding {number}"), list=name, number=order)
            parts.append(facts(title, _finding(law, finding, language)))
    return parts


def _finding(law: Law, finding: Finding, language: str) -> list[tuple[str, str]]:
    say = speaker(language)
    rule = next((rule for rule in law.rules if rule.id == finding.rule), None)
    return [
        (say(N_("Finding")), render(finding.message, language)),
        (say(N_("Article")), place_in_law(finding.article, finding.status, language)),
        (say(N_("Rule")), pick(rule.says, language) if rule else ""),
        (say(N_("Required")), number(finding.required, language)),
        (say(N_("Found")), "–".join(dict.fromkeys(number(n, language) for n in finding.found))),
        (say(N_("Rows of the file")), runs(finding.places)),
        (say(N_("Least remedy")), " ".join(render(way, language) for way in remedies(finding))),
        (say(N_("What a breach leads to")), render(consequence(finding), language)),
    ]
