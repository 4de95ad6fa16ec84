"""What is linked to a promise, as tables: each record with its source and how far it is confirmed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tendik_web.commitments import words
from tendik_web.commitments.chain import Chain
from tendik_web.commitments.frame import record_url
from tendik_web.commitments.state import Link, State
from tendik_web.countries.registry import Country
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import show


def facts(chain: Chain) -> list[dict[str, Any]]:
    """Who leads, when it was promised and is due, where it stands in which instrument."""
    promise = chain.promise

    def names(records: Any) -> str:
        return "; ".join(words.plain(one.title) for one in records)

    rows = [
        (_("Responsible body"), words.plain(chain.body.title) if chain.body else _("Not recorded here")),
        (_("With other bodies"), names(chain.co_leads)),
        (_("How it was promised"), promise.get_type_display()),
        (_("Promised on"), promise.made_on or _("Not recorded here")),
        (_("Due"), promise.due or _("No due date is recorded")),
        (_("Declared done on"), promise.done_on),
        (
            _("Target value"),
            None if promise.target_value is None else words.amount(promise.target_value, promise.unit),
        ),
        (_("Unit"), promise.get_unit_display() if promise.unit and promise.unit != "percent" else ""),
        (_("Instrument"), words.plain(chain.instrument.title) if chain.instrument else ""),
        (
            _("Provisions"),
            "; ".join(
                f"{words.plain(one.instrument.title)}, {one.code} {words.plain(one.title)}"
                for one in chain.provisions
            ),
        ),
        (_("Plan"), words.plain(chain.plan.title) if chain.plan else ""),
        (_("Reference"), promise.reference),
    ]
    return [{"term": term, "value": value} for term, value in rows if value not in ("", None)]


def laws(chain: Chain, country: Country) -> Table:
    """Articles and how far each was judged to fulfil the promise."""
    return Table(
        "t-laws",
        _("Articles of laws, and how far each fulfils the promise"),
        [
            Column(_("Article")),
            Column(_("How far it fulfils the promise")),
            Column(_("Judged by")),
            Column(_("Judged on")),
            Column(_("Source")),
        ],
        [
            [
                Cell(
                    words.article(one.article),
                    url=_address(chain, country, one.article),
                    note=_force(one),
                ),
                Cell(one.get_judgement_display(), tag="broken" if one.contradicts else ""),
                words.named(one.assessor.title) if one.sees_assessor else "–",
                one.judged_on or "–",
                words.source_cell(one),
            ]
            for one in chain.laws
        ],
    )


def _force(judged: Any) -> Any:
    repealed = judged.article.repealed or judged.article.law.repealed
    if repealed:
        return _("Repealed on %(day)s") % {"day": show(repealed)}
    begins = judged.article.in_force or judged.article.law.in_force
    return _("In force since %(day)s") % {"day": show(begins)} if begins else ""


def actions(chain: Chain, country: Country, day: date) -> Table:
    """Actions, who leads each, and whether each is done."""
    return Table(
        "t-actions",
        _("Actions that answer the promise"),
        [
            Column(_("Action")),
            Column(_("Responsible body")),
            Column(_("Deadline")),
            Column(_("State")),
            Column(_("Source")),
        ],
        [
            [
                Cell(words.named(one.title), url=_address(chain, country, one)),
                words.named(one.body.title) if one.sees_body else "–",
                one.deadline or "–",
                _action_state(one, day),
                words.source_cell(one),
            ]
            for one in chain.actions
        ],
    )


def _action_state(action: Any, day: date) -> Cell:
    if action.done_on and action.done_on <= day:
        return Cell(_("Done on %(day)s") % {"day": show(action.done_on)}, tag="kept")
    if action.deadline is None:
        return Cell(_("No deadline"), tag="unrecorded")
    late = action.deadline < day
    return Cell(str((State.LATE if late else State.ON_TIME).label), tag="late" if late else "on-time")


def money(chain: Chain, country: Country) -> Table:
    """Budget lines of the actions, year by year; amounts in whole units of their currency."""
    titles = {one.pk: one.title for one in chain.actions}
    return Table(
        "t-money",
        _("Funding of the actions"),
        [
            Column(_("Action")),
            Column(_("Year"), numeric=True),
            Column(_("Currency")),
            Column(_("Planned"), numeric=True),
            Column(_("Approved"), numeric=True),
            Column(_("Executed"), numeric=True),
            Column(_("Source of funding")),
            Column(_("Source")),
        ],
        [
            [
                Cell(words.named(titles[one.action_id]), url=_address(chain, country, one)),
                str(one.year),
                one.currency,
                words.amount(one.planned),
                words.amount(one.approved),
                words.amount(one.executed),
                one.funded_by or "–",
                words.source_cell(one),
            ]
            for one in chain.lines
        ],
    )


def absences(chain: Chain, country: Country) -> Table:
    """What was declared absent, by whom and when."""
    return Table(
        "t-absences",
        _("What was declared absent"),
        [Column(_("Link")), Column(_("Declared by")), Column(_("Declared on")), Column(_("Source"))],
        [
            [
                Cell(words.link_titles()[Link(one.link)], url=_address(chain, country, one)),
                one.declared_by,
                one.declared_on,
                words.source_cell(one),
            ]
            for one in chain.absences
        ],
    )


def evidence(chain: Chain, country: Country) -> list[dict[str, Any]]:
    """Evidence by who assesses: side by side, never merged."""
    by_assessor = defaultdict(list)
    for one in chain.evidence:
        by_assessor[one.assessor].append(one)
    if not chain.evidence:
        return []
    field = chain.evidence[0]._meta.get_field("assessor")
    return [
        {
            "title": str(label),
            "items": [
                {
                    "record": one,
                    "url": one.url if one.url.startswith(("https://", "http://")) else "",
                    "address": _address(chain, country, one),
                    "source": words.source_of(one),
                }
                for one in by_assessor[assessor]
            ],
        }
        for assessor, label in field.choices
    ]


def _address(chain: Chain, country: Country, record: Any) -> str:
    return record_url(country, record, chain.known_on)
