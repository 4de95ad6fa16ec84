"""Why the rank of an economy changed between two editions: its own figures, the others, coverage, definition."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tendik.indices.attribution import Attribution
from tendik_web.ranking import words
from tendik_web.ranking.answer import Edition
from tendik_web.ranking.asked import Asked
from tendik_web.ranking.figures import Figure
from tendik_web.ranking.names import alphabetical, name
from tendik_web.site.table import Column, Table
from tendik_web.site.templatetags.tendik import show


def compared(asked: Asked, inputs: list[str], shown: Edition) -> tuple[str, str]:
    """The two editions whose ranks are compared; only those with indicators can be."""
    if len(inputs) < 2:
        return "", ""
    last = shown.id if shown.id in inputs[1:] else inputs[-1]
    options = [(year, year) for year in inputs]
    before = inputs[inputs.index(last) - 1]
    since = asked.choice("since", _("From the edition"), options, before)
    until = asked.choice("until", _("To the edition"), options, last)
    if since == until:
        asked.fields["until"]["error"] = _("Choose two different editions.")
        return "", ""
    return since, until


def _places(share: Any) -> str:
    """Places lost or gained, in words."""
    lost = float(share)
    shown = str(Figure(abs(lost), 0 if lost == int(lost) else 1))
    if not lost:
        return _("no place")
    return (
        _("places lost: %(count)s") % {"count": shown}
        if lost > 0
        else _("places gained: %(count)s") % {"count": shown}
    )


def because(cause: Attribution, since: str, until: str) -> str:
    """The two recomputed ranks, in words."""
    values = {
        "before": show(cause.rank_before),
        "after": show(cause.rank_after),
        "since": since,
        "until": until,
    }
    return _("Recomputed rank %(before)s in %(since)s, %(after)s in %(until)s") % values


def causes(cause: Attribution, since: str, until: str) -> Table:
    """The share of each cause in the change of rank."""
    labels = {
        "own": _("Its own figures"),
        "others": _("Figures of the others"),
        "coverage": _("Which economies are ranked"),
        "definition": _("How the index is defined"),
    }
    total = cause.rank_after - cause.rank_before
    return Table(
        "causes",
        _("What the change of rank from %(since)s to %(until)s is made of")
        % {"since": since, "until": until},
        [Column(_("Cause")), Column(_("Change of rank"), numeric=True)],
        [[labels[key], _places(share)] for key, share in cause.ranks.items()],
        foot=[_("Together"), _places(total)],
    )


def parts(shown: Edition, cause: Attribution, since: str, until: str) -> Table:
    """What each of its own figures did to the score."""
    moved = {key: part for key, part in cause.indicators.items() if part}
    ordered = sorted(moved, key=lambda key: -abs(moved[key]))
    return Table(
        "parts",
        _("What its own figures did to the score from %(since)s to %(until)s")
        % {"since": since, "until": until},
        [Column(_("Indicator")), Column(_("Change of score"), numeric=True)],
        [[words.indicator(shown.index, key), Figure(moved[key], 4, signed=True)] for key in ordered],
        foot=[_("Score"), Figure(cause.score_after - cause.score_before, 4, signed=True)],
        empty=_("No figure of its own changed."),
    )


def coverage(cause: Attribution) -> list[str]:
    """Which economies are ranked in one of the two editions only."""
    told = []
    for template, codes in (
        (_("Ranked only in the later edition: %(economies)s."), cause.entered),
        (_("Ranked only in the earlier edition: %(economies)s."), cause.left),
    ):
        if codes:
            told.append(template % {"economies": ", ".join(name(code) for code in alphabetical(codes))})
    return told
