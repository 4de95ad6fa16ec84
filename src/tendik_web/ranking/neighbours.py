"""The five countries of Central Asia side by side, by pillar and by indicator, with what to keep in mind."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tendik_web.countries.registry import Country
from tendik_web.ranking import choices, pictures, words
from tendik_web.ranking.answer import CENTRAL_ASIA, Edition, edition, editions
from tendik_web.ranking.asked import Asked
from tendik_web.ranking.figures import figure
from tendik_web.ranking.names import alphabetical, name
from tendik_web.ranking.result import Result
from tendik_web.site.table import Column, Row, Table
from tendik_web.site.templatetags.tendik import show


def build(request: HttpRequest, country: Country) -> Result:
    """Those of the five that are in the edition; the others are named."""
    asked = Asked(request.GET)
    shown = choices.of_edition(asked)
    there = sorted(
        (code for code in CENTRAL_ASIA if code in shown.figures.published),
        key=lambda code: -(shown.score(code) or 0),
    )
    absent = alphabetical(code for code in CENTRAL_ASIA if code not in there)
    pillars, indicators, trend = _pillars(shown, there), _indicators(shown, there), _trend()
    picture = pictures.of_pillars(shown, there, country.iso3)
    lines = pictures.of_several(CENTRAL_ASIA, country.iso3)
    return Result(
        heading=_heading(shown, there, absent),
        tables=[one for one in (pillars, indicators, trend) if one is not None],
        data={
            "index": shown.index.specification(),
            "edition": shown.id,
            "economies": {
                code: {
                    "rank": shown.rank(code),
                    "score": shown.published(code).score,
                    "pillars": {node: shown.pillar(code, node) for node in shown.pillars},
                    "figures": shown.scores.table.cells(code)
                    if shown.scores is not None and code in shown.scores
                    else None,
                }
                for code in there
            },
            "absent": absent,
            "caveats": _caveats(shown, there, absent),
        },
        picture=picture or lines,
        name=f"gggi-{shown.id}-central-asia",
        query={"edition": shown.id},
        asked=asked,
        replay=str(shown.scores.replay) if shown.scores is not None else "",
        sources=words.sources(shown),
        licence=shown.figures.licence,
        context={
            "edition": shown,
            "bars": picture,
            "lines": lines,
            "pillars": pillars,
            "indicators": indicators,
            "trend": trend,
            "caveats": _caveats(shown, there, absent),
        },
    )


def _rank(shown: Edition, code: str) -> str:
    rank = shown.rank(code)
    return show(rank) if rank is not None else words.ranks(shown.allowed.get(code)) or _("not known")


def _heading(shown: Edition, there: list[str], absent: list[str]) -> str:
    values = {
        "edition": shown.id,
        "ranks": ", ".join(f"{name(code)} {_rank(shown, code)}" for code in there),
        "absent": ", ".join(name(code) for code in absent),
    }
    if absent:
        return _("Central Asia by rank in %(edition)s: %(ranks)s; not ranked: %(absent)s") % values
    return _("Central Asia by rank in %(edition)s: %(ranks)s") % values


def _columns(first: str, there: list[str]) -> list[Column]:
    return [Column(first), *(Column(name(code), numeric=True) for code in there)]


def _pillars(shown: Edition, there: list[str]) -> Table:
    rows: list[Any] = [
        [_("Rank"), *(_rank(shown, code) for code in there)],
        Row([_("Score"), *(figure(shown.score(code), shown.decimals) for code in there)], "emphasised"),
    ]
    if shown.has_pillars:
        rows += [
            [words.pillar(shown.index, node), *(figure(shown.pillar(code, node)) for code in there)]
            for node in shown.pillars
        ]
    return Table(
        "pillars", _("By pillar, %(edition)s") % {"edition": shown.id}, _columns(_("Pillar"), there), rows
    )


def _indicators(shown: Edition, there: list[str]) -> Table | None:
    if shown.scores is None:
        return None
    figures = {code: shown.scores.table.cells(code) for code in there if code in shown.scores.table.place}
    return Table(
        "indicators",
        _("By indicator, %(edition)s: women's figure over men's") % {"edition": shown.id},
        _columns(_("Indicator"), list(figures)),
        [
            [words.indicator(shown.index, key), *(figure(cells.get(key)) for cells in figures.values())]
            for key in shown.index.indicators
        ],
    )


def _trend() -> Table:
    codes = alphabetical(CENTRAL_ASIA)
    rows = []
    for year in editions():
        shown = edition(year)
        cells = [_rank(shown, code) if code in shown.figures.published else "–" for code in codes]
        rows.append([year, *cells, shown.count])
    return Table(
        "trend",
        _("Ranks in every edition; a dash: not in the edition"),
        [
            Column(_("Edition")),
            *(Column(name(code), numeric=True) for code in codes),
            Column(_("Economies ranked"), numeric=True),
        ],
        rows,
    )


def _caveats(shown: Edition, there: list[str], absent: list[str]) -> list[str]:
    told = []
    if absent:
        template = _("Not in the edition: %(economies)s. Nothing can be said of them here.")
        told.append(template % {"economies": ", ".join(map(name, absent))})
    for one, other in combinations(there, 2):
        a, b = shown.allowed.get(one), shown.allowed.get(other)
        if a and b and a.best <= b.worst and b.best <= a.worst:
            template = _("The order of %(one)s and %(other)s is not certain: rounding allows both.")
            told.append(template % {"one": name(one), "other": name(other)})
    for code in there:
        told += [f"{name(code)}: {text}" for text in words.remarks(shown, code)]
        if shown.scores is not None and code in shown.scores:
            missing = [key for key in shown.index.indicators if key not in shown.scores.table.cells(code)]
            if missing:
                template = _(
                    "%(economy)s has no figure for: %(indicators)s. The weights of the others are scaled up."
                )
                names = ", ".join(words.indicator(shown.index, key) for key in missing)
                told.append(template % {"economy": name(code), "indicators": names})
    return [*told, *words.changes(shown)]
