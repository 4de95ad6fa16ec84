"""An index of our own over the regions of the country, with changes of territory flagged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tendik import indices
from tendik.charts import Bar, Picture, Pillar, pillars
from tendik.indices import packages, regions
from tendik.language import pick
from tendik_web.countries.registry import Country
from tendik_web.ranking import words
from tendik_web.ranking.asked import Asked
from tendik_web.ranking.figures import Figure, figure
from tendik_web.ranking.frame import regional
from tendik_web.ranking.names import collated
from tendik_web.ranking.result import Result
from tendik_web.site.table import Cell, Column, Table
from tendik_web.site.templatetags.tendik import reader, show


def build(request: HttpRequest, country: Country) -> Result:
    """The regions in a year, best first; those without a score stand below, with the reason."""
    asked = Asked(request.GET)
    years = sorted(regions.years(), reverse=True)
    year = asked.choice("edition", _("Year"), [(one, one) for one in years], years[0])
    index = indices.load(regional(country) or "")
    found = regions.figures(year)
    scores, whole = index.score(found.table), index.score({country.iso3: found.country})
    ranks, names = (
        scores.rank(),
        {code: pick(one.names, reader()) for code, one in regions.territories().items()},
    )
    order = sorted(ranks, key=lambda code: ranks[code])
    rest = sorted(set(found.table) - set(ranks), key=lambda code: collated(names[code], reader()))
    own = whole.get(country.iso3)

    def line(name: Any, rank: Any, score: Any, figures: Mapping[str, Any]) -> list[Any]:
        return [
            name,
            rank,
            figure(score) or "–",
            *(figure(figures.get(key)) or "–" for key in index.indicators),
        ]

    table = Table(
        "regions",
        _("Regions, %(year)s: women's figure over men's") % {"year": year},
        [
            Column(_("Region")),
            Column(_("Rank"), numeric=True),
            Column(_("Score"), numeric=True),
            *(Column(words.indicator(index, key), numeric=True) for key in index.indicators),
        ],
        [
            line(
                Cell(names[code], note=" ".join(show(flag) for flag in found.flags.get(code, ()))),
                ranks.get(code, "–"),
                scores.get(code),
                found.table[code],
            )
            for code in (*order, *rest)
        ],
        foot=line(country.name, "", own, found.country),
    )
    values = {
        "count": show(len(order)),
        "year": year,
        "first": names[order[0]],
        "last": names[order[-1]],
    }
    bars = [Bar(names[code], scores[code], str(Figure(scores[code]))) for code in order]
    if own is not None:
        bars.append(Bar(country.name, own, str(Figure(own)), emphasised=True))
    return Result(
        heading=_(
            "Of the %(count)s regions scored in %(year)s, %(first)s is nearest to parity, %(last)s farthest"
        )
        % values,
        tables=[table],
        data=_data(index, year, found, scores, ranks),
        picture=_picture(bars, year),
        name=f"{index.id}-{year}",
        query={"edition": year},
        asked=asked,
        replay=str(scores.replay),
        sources=found.sources,
        licence=packages.descriptor(regions.PACKAGE)["licenses"][0]["title"],
        context={
            "index": index,
            "note": pick(index.file.note, reader()),
            "remarks": [
                f"{names[one.economy]}: {pick(one.note, reader())}"
                if one.economy in names
                else pick(one.note, reader())
                for one in found.remarks
            ],
        },
    )


def _picture(bars: list[Bar], year: str) -> Picture:
    return pillars(
        [Pillar("", tuple(sorted(bars, key=lambda bar: -(bar.value or 0))))],
        parity=_("parity"),
        title=_("Regions by score, %(year)s") % {"year": year},
        description=_("Bars from 0 to parity; the table beside it holds the same numbers."),
    )


def _data(index: Any, year: str, found: Any, scores: Any, ranks: Any) -> dict[str, Any]:
    return {
        "index": index.specification(),
        "year": year,
        "country": dict(found.country),
        "regions": {
            code: {
                "rank": ranks.get(code),
                "score": scores.get(code),
                "figures": dict(cells),
                "flags": [show(flag) for flag in found.flags.get(code, ())],
            }
            for code, cells in found.table.items()
        },
    }
