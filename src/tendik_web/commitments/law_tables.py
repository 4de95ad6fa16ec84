"""Laws as tables: their dates, how they stand, what they amend, and the state of their articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tendik import laws as electoral_laws
from tendik_web.commitments import words
from tendik_web.commitments.frame import country_name
from tendik_web.commitments.law_layer import Force, LawOnDay, Overview, law_force
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import cited, number_of_law, show

TAGS = {
    Force.IN_FORCE: "kept",
    Force.PENDING: "on-time",
    Force.REPEALED: "broken",
    Force.UNRECORDED: "unrecorded",
}


def force_cell(force: Force, note: str = "") -> Cell:
    """How a law or an article stands, as a tag; amended in words alone."""
    return Cell(str(force.label), tag=TAGS.get(force, ""), note=note)


def law_names(laws: Sequence[Any], nothing: str = "–") -> str:
    """The titles of laws in one line, or ``nothing`` where there is none."""
    return "; ".join(words.plain(law.title) for law in laws) or nothing


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
                    note=number_of_law(law.number),
                ),
                force_cell(law_force(law, day)),
                law.adopted or "–",
                law.in_force or "–",
                law.repealed or "–",
                law_names(law.seen_amending),
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
            number_of_law(law.number),
            str(law_force(law, day).label),
            day,
            law.adopted or "",
            law.in_force or "",
            law.repealed or "",
            law_names(law.seen_amended, ""),
            law_names(law.seen_amending, ""),
            law.get_status_display(),
            cited(law.source.get("title", "")),
            law.source.get("url", ""),
        ]
        for law in found
    ]


def facts(law: Any) -> list[dict[str, Any]]:
    """Number and dates of a law."""
    return [
        {"term": _("Number"), "value": number_of_law(law.number) or _("Not recorded here")},
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


def amendments(country: Any, found: LawOnDay, day: date, query: str) -> Table:
    """Laws that this law amends, and laws that amend it."""

    def line(law: Any, how: str, count: int) -> list[Any]:
        url = f"{reverse('promises-law', args=[country, law.pk])}?{query}"
        return [
            Cell(words.named(law.title), url=url, note=number_of_law(law.number)),
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
