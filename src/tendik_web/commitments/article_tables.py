"""Articles as tables: each judgement a line of its own, side by side, never merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tendik_web.commitments import words
from tendik_web.commitments.law_layer import Force, LawOnDay, Resting, amendments, article_force
from tendik_web.commitments.law_tables import force_cell, law_names
from tendik_web.commitments.models.laws import Judgement
from tendik_web.site.table import Cell, Column, Row, Table
from tendik_web.site.templatetags.tendik import show

MOST = 60
"""How many promises that rest on repealed articles a page shows."""


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
        by = law_names(amendments(article, day), "")
        said = [_("Last amended on %(day)s") % {"day": show(when)}] if when else []
        said += [_("Amended by: %(laws)s") % {"laws": by}] if by else []
        note = ". ".join(said)
    elif begins := max(filter(None, (article.in_force, article.law.in_force)), default=None):
        words_of = _("In force since %(day)s") if force == Force.IN_FORCE else _("In force from %(day)s")
        note = words_of % {"day": show(begins)}
    return force_cell(force, note)


def _end(article: Any) -> date:
    return min(filter(None, (article.repealed, article.law.repealed)))


def _promise(promise: Any) -> Cell:
    return Cell(words.named(promise.title), url=_address(promise))


def _provision(provision: Any) -> Cell:
    name = f"{words.plain(provision.instrument.title)}, {provision.code} {words.plain(provision.title)}"
    return Cell(name, url=_address(provision))


def _address(record: Any) -> str:
    return reverse("permanent", args=[record.pk])
