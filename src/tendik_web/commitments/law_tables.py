"""Laws and articles as tables: each judgement a line of its own, side by side, never merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tendik import laws as electoral_laws
from tendik_web.commitments import words
from tendik_web.commitments.frame import country_name
from tendik_web.commitments.law_layer import (
    Force,
    LawOnDay,
    Overview,
    Resting,
    article_force,
    law_force,
)
from tendik_web.commitments.law_layer import (
    amendments as amendments_of,
)
from tendik_web.commitments.models.laws import Judgement
from tendik_web.site.table import Cell, Column, Row, Table
from tendik_web.site.templatetags.tendik import show

TAGS = {
    Force.IN_FORCE: "kept",
    Force.PENDING: "on-time",
    Force.REPEALED: "broken",
    Force.UNRECORDED: "unrecorded",
}
MOST = 60
"""How many promises that rest on repealed articles a page shows."""


def force_cell(force: Force, note: str = "") -> Cell:
    """How a law or an article stands, as a tag; amended in words alone."""
    return Cell(str(force.label), tag=TAGS.get(force, ""), note=note)


def laws(country: Any, found: Overview, day: date, query: str) -> Table:
    """The laws of a page with their dates, amendments and the state of their articles."""
    return Table(
        "laws",
        _("Laws"),
        [
            Column(_("Law")),
            Column(_("State")),
            Column(_("Adopted")),
            Column(_("In force since")),
            Column(_("Repealed")),
            Column(_("Amended by")),
            Column(_("Articles recorded here")),
        ],
        [
            [
                Cell(
                    words.named(law.title),
                    url=f"{reverse('promises-law', args=[country, law.pk])}?{query}",
                    status="unconfirmed" if law.status == "unconfirmed" else None,
                    note=law.number,
                ),
                force_cell(law_force(law, day)),
                law.adopted or "–",
                law.in_force or "–",
                law.repealed or "–",
                _names(law.seen_amending),
                "; ".join(
                    f"{force.label}: {show(found.articles[law.pk][force])}"
                    for force in Force
                    if law.pk in found.articles and found.articles[law.pk][force]
                )
                or "–",
            ]
            for law in found.laws
        ],
        empty=_("No laws are recorded here yet."),
    )


def laws_file(country: Any, found: Iterable[Any], day: date) -> tuple[list[str], list[list[Any]]]:
    """Headings and lines of all laws."""
    headings = [
        _("Country"),
        _("Law"),
        _("Number"),
        _("State"),
        _("As of"),
        _("Adopted"),
        _("In force since"),
        _("Repealed"),
        _("Amends"),
        _("Amended by"),
        _("Confirmation"),
        _("Source"),
        _("Address of the source"),
    ]
    return headings, [
        [
            country_name(country),
            words.plain(law.title),
            law.number,
            str(law_force(law, day).label),
            day,
            law.adopted or "",
            law.in_force or "",
            law.repealed or "",
            _names(law.seen_amended, ""),
            _names(law.seen_amending, ""),
            law.get_status_display(),
            law.source.get("title", ""),
            law.source.get("url", ""),
        ]
        for law in found
    ]


def facts(law: Any) -> list[dict[str, Any]]:
    """Number and dates of a law."""
    return [
        {"term": _("Number"), "value": law.number or _("Not recorded here")},
        {"term": _("Adopted"), "value": law.adopted or _("Not recorded here")},
        {"term": _("In force since"), "value": law.in_force or _("Not recorded here")},
        {"term": _("Repealed"), "value": law.repealed or _("No repeal is recorded here")},
    ]


def electoral(country: Any, law: Any, day: date) -> tuple[str, date] | None:
    """Where the law of elections stands as data, in the version in force on ``day``, and the day shown.

    Before its first version that one is shown; nothing where the law is none of elections.
    """
    name = law.tendik_law
    if name not in electoral_laws.available():
        return None
    shown = max(day, electoral_laws.history(name)[0].version.in_force)
    return f"{reverse('law', args=[country, name])}?on={shown.isoformat()}", shown


def articles(country: Any, found: LawOnDay, day: date) -> Table:
    """The articles of the law in the order of their numbers, a line for each judgement."""
    return _judged(
        "articles",
        _("Articles, and how far each fulfils what was promised"),
        found,
        found.articles,
        day,
        country,
    )


def touched(found: LawOnDay, day: date) -> Table:
    """The articles of other laws that the amendment changed."""
    return _judged("touched", _("Articles that this amendment touches"), found, found.touched, day)


def concerned(found: LawOnDay) -> Table:
    """The promises and provisions that the changed articles concern."""
    promises, provisions, instruments = found.touches()
    return Table(
        "concerned",
        _("What is concerned through them"),
        [Column(_("Title")), Column(_("What it is"))],
        [
            *([_promise(one), _("Promise")] for one in promises),
            *([_provision(one), _("Provision")] for one in provisions),
            *([Cell(words.named(one.title), url=_address(one)), _("Instrument")] for one in instruments),
        ],
        empty=_("No judgement connects these articles with a promise or a provision here."),
    )


def amendments(country: Any, found: LawOnDay, day: date, query: str) -> Table:
    """Laws that this law amends, and laws that amend it."""

    def line(law: Any, how: str, count: int) -> list[Any]:
        url = f"{reverse('promises-law', args=[country, law.pk])}?{query}"
        return [
            Cell(words.named(law.title), url=url, note=law.number),
            how,
            law.adopted or "–",
            force_cell(law_force(law, day)),
            count or "–",
        ]

    return Table(
        "amendments",
        _("Laws that it amends, and laws that amend it"),
        [
            Column(_("Law")),
            Column(_("How they are connected")),
            Column(_("Adopted")),
            Column(_("State")),
            Column(_("Articles changed, as recorded here"), numeric=True),
        ],
        [
            *(
                line(law, _("Amended by this law"), sum(one.law_id == law.pk for one in found.touched))
                for law in found.law.seen_amended
            ),
            *(
                line(
                    law,
                    _("Amends this law"),
                    sum(law.pk in {by.pk for by in one.seen_amending} for one in found.articles),
                )
                for law in found.law.seen_amending
            ),
        ],
        empty=_("No amendments are recorded here."),
    )


def resting(found: Sequence[Resting]) -> Table:
    """Promises that rest on repealed articles, the first of them."""
    return Table(
        "resting",
        _("Promises that rest on repealed articles"),
        [
            Column(_("Promise")),
            Column(_("Repealed article")),
            Column(_("Repealed on")),
            Column(_("Is there another article in force?")),
        ],
        [
            Row(
                [
                    _promise(one.promise),
                    Cell(words.article(one.judgement.article), url=_address(one.judgement.article)),
                    _end(one.judgement.article),
                    _("Yes, another article in force fulfils it")
                    if one.answered
                    else Cell(_("None is recorded here"), tag="unrecorded"),
                ]
            )
            for one in found[:MOST]
        ],
    )


def _judged(
    id: str, caption: str, found: LawOnDay, shown: Sequence[Any], day: date, own: Any = None
) -> Table:
    """The articles ``shown``; ``own`` is the country where they are those of the law of the page."""
    lines: list[list[Any]] = []
    for article in shown:
        name = Cell(
            f"{article.number} {words.plain(article.title)}" if own else words.article(article),
            url=reverse("record", args=[own, "article", article.pk]) if own else _address(article),
            note=words.plain(article.summary if own else article.title),
            anchor=article.pk if own else "",
        )
        head = [name, _state(article, day)]
        judgements = found.judgements[article.pk]
        for one in judgements:
            lines.append([*head, *_judgement(one)])
            head[0] = replace(name, anchor="")
        if not judgements:
            none = Cell(_("No judgement is recorded here"), tag="unrecorded")
            lines.append([*head, "–", none, "–", "–", words.source_cell(article)])
    return Table(
        id,
        caption,
        [
            Column(_("Article")),
            Column(_("State")),
            Column(_("What it implements")),
            Column(_("How far it fulfils this")),
            Column(_("Judged by")),
            Column(_("Judged on")),
            Column(_("Source")),
        ],
        lines,
        empty=_("No articles are recorded here."),
    )


def _judgement(one: Any) -> list[Any]:
    """What was judged, how, by whom, when and where it was read."""
    if one.commitment_id and one.sees_commitment:
        target = Cell(words.named(one.commitment.title), url=_address(one.commitment))
    elif one.provision_id and one.sees_provision:
        target = _provision(one.provision)
    else:
        target = Cell(words.named(one.instrument.title), url=_address(one.instrument))
    return [
        target,
        Cell(
            one.get_judgement_display(),
            tag="broken" if one.judgement == Judgement.CONTRARY else "",
            note=words.plain(one.reasons) or words.plain(one.note),
        ),
        words.named(one.assessor.title) if one.sees_assessor else "–",
        one.judged_on or "–",
        words.source_cell(one),
    ]


def _state(article: Any, day: date) -> Cell:
    force = article_force(article, day)
    note = ""
    if force == Force.REPEALED:
        note = _("Repealed on %(day)s") % {"day": show(_end(article))}
    elif force == Force.AMENDED:
        when = article.amended if article.amended and article.amended <= day else None
        by = _names(amendments_of(article, day), "")
        said = [_("Last amended on %(day)s") % {"day": show(when)}] if when else []
        said += [_("Amended by: %(laws)s") % {"laws": by}] if by else []
        note = ". ".join(said)
    elif begins := max(filter(None, (article.in_force, article.law.in_force)), default=None):
        words_of = _("In force since %(day)s") if force == Force.IN_FORCE else _("In force from %(day)s")
        note = words_of % {"day": show(begins)}
    return force_cell(force, note)


def _end(article: Any) -> date:
    return min(filter(None, (article.repealed, article.law.repealed)))


def _names(laws: Sequence[Any], nothing: str = "–") -> str:
    return "; ".join(words.plain(law.title) for law in laws) or nothing


def _promise(promise: Any) -> Cell:
    return Cell(words.named(promise.title), url=_address(promise))


def _provision(provision: Any) -> Cell:
    name = f"{words.plain(provision.instrument.title)}, {provision.code} {words.plain(provision.title)}"
    return Cell(name, url=_address(provision))


def _address(record: Any) -> str:
    return reverse("permanent", args=[record.pk])
