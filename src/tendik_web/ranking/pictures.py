"""The pictures of the ranking: pillars beside others, score and rank over the editions."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from django.utils.translation import gettext as _

from tendik.charts import Bar, Line, Picture, Pillar, Point, pillars, trend
from tendik.indices.whatif import WhatIf
from tendik_web.ranking import words
from tendik_web.ranking.answer import Edition, edition, editions
from tendik_web.ranking.figures import Figure
from tendik_web.ranking.names import name
from tendik_web.site.templatetags.tendik import show


def of_pillars(
    shown: Edition, economies: Sequence[str], emphasised: str, *, middle: bool = False
) -> Picture | None:
    """The pillars of economies side by side; with ``middle`` the median of all below them."""
    if not shown.has_pillars or not any(
        shown.pillar(economy, node) is not None for economy in economies for node in shown.pillars
    ):
        return None
    groups = []
    for node in shown.pillars:
        bars = [_bar(name(one), shown.pillar(one, node), emphasised=one == emphasised) for one in economies]
        if middle:
            known = [
                value for one in shown.figures.published if (value := shown.pillar(one, node)) is not None
            ]
            bars.append(_bar(_("middle of all"), median(known) if known else None))
        groups.append(Pillar(words.pillar(shown.index, node), tuple(bars)))
    about = {"economies": ", ".join(name(one) for one in economies), "edition": shown.id}
    return pillars(
        groups,
        parity=_("parity"),
        title=_("Four pillars, %(edition)s: %(economies)s") % about,
        description=_("Bars from 0 to parity; the table beside it holds the same numbers."),
    )


def _bar(label: str, value: float | None, *, emphasised: bool = False) -> Bar:
    text = str(Figure(value)) if value is not None else _("not known")
    return Bar(label, value, text, emphasised)


def before_after(shown: Edition, found: WhatIf, economy: str) -> Picture:
    """The pillars of an economy with the changed figures, above what they were."""
    before, after = found.before.subindices[economy], found.after.subindices[economy]
    return pillars(
        [
            Pillar(
                words.pillar(shown.index, node),
                (_bar(_("after"), after[node], emphasised=True), _bar(_("before"), before[node])),
            )
            for node in shown.pillars
        ],
        parity=_("parity"),
        title=_("Four pillars of %(economy)s, before and after") % {"economy": name(economy)},
        description=_("Bars from 0 to parity; the table beside it holds the same numbers."),
    )


def of_ranks(economy: str) -> Picture | None:
    """The rank over the editions, above the number of economies that were ranked."""
    points, counts = [], []
    for year in reversed(editions()):
        shown = edition(year)
        rank = shown.rank(economy)
        counts.append(Point(int(year), shown.count, show(shown.count)))
        if rank is not None:
            points.append(Point(int(year), rank, show(rank)))
    if not points:
        return None
    return trend(
        [Line(_("rank"), tuple(points), True), Line(_("economies ranked"), tuple(counts))],
        title=_("%(economy)s: rank by edition, and how many economies were ranked")
        % {"economy": name(economy)},
        description=_(
            "Two lines over the years, broken where there was no edition; the table beside it holds the same numbers."
        ),
        downwards=True,
    )


def of_several(economies: Sequence[str], emphasised: str) -> Picture:
    """The ranks of several economies over the editions."""
    lines = []
    for economy in economies:
        points = [
            Point(int(year), rank, show(rank))
            for year in reversed(editions())
            if (rank := edition(year).rank(economy)) is not None
        ]
        if points:
            lines.append(Line(name(economy), tuple(points), economy == emphasised))
    return trend(
        lines,
        title=_("Ranks by edition"),
        description=_(
            "A line for each economy, broken where it has no rank; the table beside it holds the same numbers."
        ),
        downwards=True,
    )


def of_scores(economy: str) -> Picture | None:
    """The published score over the editions."""
    points = []
    for year in reversed(editions()):
        score = edition(year).score(economy)
        if score is not None:
            points.append(Point(int(year), float(score), str(Figure(score))))
    if not points:
        return None
    return trend(
        [Line(_("score"), tuple(points), True)],
        title=_("%(economy)s: score by edition") % {"economy": name(economy)},
        description=_(
            "A line over the years, broken where there was no edition; the table beside it holds the same numbers."
        ),
    )
