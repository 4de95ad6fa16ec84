"""What if an economy had other figures: its score, its rank, and the ranks of all others."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tendik.indices import intervals
from tendik.indices.intervals import RankInterval
from tendik.indices.whatif import WhatIf, what_if
from tendik.values import Percent
from tendik_web.countries.registry import Country
from tendik_web.ranking import choices, pictures, words
from tendik_web.ranking.answer import Edition
from tendik_web.ranking.asked import Asked
from tendik_web.ranking.figures import Figure, change, figure, womens_share
from tendik_web.ranking.names import name
from tendik_web.ranking.result import Result
from tendik_web.site.table import Cell, Column, Row, Table
from tendik_web.site.templatetags.tendik import show


def build(request: HttpRequest, country: Country) -> Result:
    """The answer for the figures asked about; those not asked about stay as they are."""
    asked = Asked(request.GET)
    shown = choices.of_edition(asked, inputs=True)
    economy = choices.of_scored(asked, country, shown)
    assert shown.scores is not None  # noqa: S101  (only editions with indicators are asked for)
    there = shown.scores.table.cells(economy)
    changes = {}
    for key, one in shown.index.file.indicators.items():
        most = max(one.cap or Fraction(1), there.get(key, Fraction(0)))
        value = asked.number(
            key,
            words.indicator(shown.index, key),
            there.get(key),
            most,
            hint=_hint(there.get(key), women=one.form == "shares"),
            pillar=one.pillar,
            most=float(most),
        )
        field = asked.fields[key]
        field["at"] = float(value) if value is not None else 0.0
        if value != there.get(key):
            changes[key] = value
    found = what_if(shown.scores, {economy: changes})
    allowed = _allowed(shown, found, economy)
    pillars, moved = _pillars(shown, found, economy), _moved(found, economy)
    tables = [pillars, *([_changed(shown, there, changes)] if changes else []), moved]
    heading = _heading(shown, found, economy, changed=bool(changes))
    # While a slider moves only the answer is put into the page; the sliders stay as they are.
    moving = request.headers.get("HX-Target") == "answer"
    return Result(
        heading=heading,
        tables=tables,
        data=_data(shown, found, economy, allowed),
        picture=pictures.before_after(shown, found, economy),
        name=f"gggi-{shown.id}-{economy.lower()}-what-if",
        query={
            "economy": economy,
            "edition": shown.id,
            **{key: _plain(value) for key, value in changes.items() if value is not None},
        },
        asked=asked,
        replay=str(found.after.replay),
        sources=words.sources(shown),
        licence=shown.figures.licence,
        context={
            "edition": shown,
            "economy": economy,
            "name": name(economy),
            "fields": [asked.fields[key] for key in ("economy", "edition")],
            "groups": [
                (
                    words.pillar(shown.index, node),
                    [field for field in asked.fields.values() if field.get("pillar") == node],
                )
                for node in sorted(shown.pillars, key=lambda node: shown.pillar(economy, node) or 0)
            ],
            "figures": _figures(shown, found, economy, allowed),
            "said": _said(found, economy),
            "tables": tables,
            "moving": moving,
            "base": "ranking/bare.html" if moving else "labs/base.html",
        },
    )


def _plain(value: Fraction) -> str:
    """A figure in an address: a decimal point in every language."""
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def _hint(value: Fraction | None, *, women: bool) -> str:
    if value is None:
        return _("No figure in the edition")
    values = {"figure": str(Figure(value)), "share": show(Percent(womens_share(value)))}
    if women:
        return _("In the edition: %(figure)s, or %(share)s women") % values
    return _("In the edition: %(figure)s") % values


def _allowed(shown: Edition, found: WhatIf, economy: str) -> RankInterval | None:
    """The ranks that the rounding of the figures allows with the changed figures."""
    table = found.after.table
    own = intervals.scores(shown.index, shown.index.prepare({economy: table.cells(economy)}))
    bounds = {code: one.score for code, one in shown.bounds.items()}
    bounds |= {code: one.score for code, one in own.items()}
    return intervals.ranks(shown.index, bounds).get(economy)


def _heading(shown: Edition, found: WhatIf, economy: str, *, changed: bool) -> str:
    one = found[economy]
    values = {
        "economy": name(economy),
        "before": show(one.rank_before),
        "after": show(one.rank_after),
        "count": show(len(found.after)),
        "edition": shown.id,
    }
    if not changed:
        return (
            _(
                "What if the figures of %(economy)s were others? Recomputed, it ranks %(before)s of %(count)s in %(edition)s"
            )
            % values
        )
    if one.rank_before == one.rank_after:
        return (
            _("With these figures %(economy)s would keep rank %(before)s of %(count)s in %(edition)s")
            % values
        )
    return (
        _(
            "With these figures %(economy)s would rank %(after)s instead of %(before)s of %(count)s in %(edition)s"
        )
        % values
    )


def _said(found: WhatIf, economy: str) -> str:
    one = found[economy]
    return _("Rank %(after)s, before %(before)s. Score %(score)s, before %(old)s.") % {
        "after": show(one.rank_after),
        "before": show(one.rank_before),
        "score": str(figure(one.score_after, 4)),
        "old": str(figure(one.score_before, 4)),
    }


def _figures(
    shown: Edition, found: WhatIf, economy: str, allowed: RankInterval | None
) -> list[dict[str, Any]]:
    one = found[economy]
    published = shown.rank(economy)
    scope = _("Recomputed before: %(rank)s; published: %(published)s") % {
        "rank": show(one.rank_before),
        "published": show(published),
    }
    return [
        {
            "label": _("New rank"),
            "number": one.rank_after,
            "of": _("of %(count)s economies") % {"count": show(len(found.after))},
            "scope": scope,
            "status": "computed",
            "emphasised": True,
        },
        {
            "label": _("New score"),
            "number": figure(one.score_after, 4),
            "of": str(change(one.score_before, one.score_after)) if found.changes[economy] else "",
            "scope": _("Recomputed before: %(score)s") % {"score": str(figure(one.score_before, 4))},
            "status": "computed",
        },
        {
            "label": _("Ranks that rounding allows"),
            "number": words.ranks(allowed),
            "of": "",
            "scope": _("If every figure, also of the others, lies within its rounding"),
            "status": "computed",
        },
    ]


def _pillars(shown: Edition, found: WhatIf, economy: str) -> Table:
    before, after = found.before.subindices[economy], found.after.subindices[economy]
    one = found[economy]
    rows = [
        Row(
            [
                words.pillar(shown.index, node),
                figure(before[node], 4),
                figure(after[node], 4),
                change(before[node], after[node]),
            ],
            "emphasised" if before[node] != after[node] else "",
        )
        for node in shown.pillars
    ]
    return Table(
        "pillars",
        _("%(economy)s by pillar") % {"economy": name(economy)},
        [
            Column(_("Pillar")),
            Column(_("Before"), numeric=True),
            Column(_("After"), numeric=True),
            Column(_("Change"), numeric=True),
        ],
        rows,
        foot=[
            _("Score"),
            figure(one.score_before, 4),
            figure(one.score_after, 4),
            change(one.score_before, one.score_after),
        ],
    )


def _changed(shown: Edition, there: Any, changes: Any) -> Table:
    rows = []
    for key, value in changes.items():
        women = shown.index.file.indicators[key].form == "shares" and value is not None
        note = _("%(share)s women") % {"share": show(Percent(womens_share(value)))} if women else ""
        rows.append(
            [words.indicator(shown.index, key), figure(there.get(key)), Cell(figure(value), note=note)]
        )
    return Table(
        "changed",
        _("Figures that were changed"),
        [Column(_("Indicator")), Column(_("Before"), numeric=True), Column(_("After"), numeric=True)],
        rows,
    )


def _moved(found: WhatIf, economy: str) -> Table:
    rows = [
        Row(
            [
                name(one.economy),
                one.rank_before,
                one.rank_after,
                figure(one.score_after, 4),
            ],
            "emphasised" if one.economy == economy else "",
        )
        for one in sorted(found.moved, key=lambda one: one.rank_after or 0)
    ]
    return Table(
        "moved",
        _("Economies whose rank or score changes: %(count)s") % {"count": show(len(rows))},
        [
            Column(_("Economy")),
            Column(_("Rank before"), numeric=True),
            Column(_("Rank after"), numeric=True),
            Column(_("Score after"), numeric=True),
        ],
        rows,
        empty=_("None: no figure was changed."),
    )


def _data(shown: Edition, found: WhatIf, economy: str, allowed: RankInterval | None) -> dict[str, Any]:
    return {
        "index": shown.index.specification(),
        "edition": shown.id,
        "economy": economy,
        "changes": dict(found.changes[economy]),
        "pillars": {"before": found.before.subindices[economy], "after": found.after.subindices[economy]},
        "ranks_allowed": None if allowed is None else [allowed.best, allowed.worst],
        "moved": [vars(one) for one in found.moved],
    }
