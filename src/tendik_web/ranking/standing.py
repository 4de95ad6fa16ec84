"""The first page of the room: the table of an edition, published beside recomputed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tendik.language import pick
from tendik_web.countries.registry import Country
from tendik_web.ranking import pictures, words
from tendik_web.ranking.answer import Edition, edition, editions
from tendik_web.ranking.asked import Asked
from tendik_web.ranking.figures import Figure, figure
from tendik_web.ranking.frame import address
from tendik_web.ranking.names import alphabetical, collated, matches, name
from tendik_web.ranking.result import Result
from tendik_web.site.table import Cell, Column, Row, Table
from tendik_web.site.templatetags.tendik import reader, show

RANK, ECONOMY = "rank", "economy"
RISING = (ECONOMY, RANK, "computed-rank", "allowed")
"""Columns whose best value is the smallest; of all others it is the largest. The best comes first."""
FEW = 12
"""So many rows are seen without scrolling."""


def build(request: HttpRequest, country: Country) -> Result:
    """The ranking of an edition, filtered and sorted as asked."""
    asked = Asked(request.GET)
    years = editions()
    year = asked.choice("edition", _("Edition"), [(one, one) for one in years], years[0])
    shown = edition(year)
    regions = [(key, pick(text, reader())) for key, text in shown.figures.region_names.items()]
    regions.sort(key=lambda pair: collated(pair[1], reader()))
    region = asked.choice("region", _("Region"), [("", _("all regions")), *regions], "")
    wanted = asked.words("q", _("Economy"), hint=_("Name or code, in part"))
    sort = request.GET.get("sort", "")
    query = {"edition": year, "region": region, "q": wanted}
    query = {key: value for key, value in query.items() if value}
    columns = _columns(shown)
    if sort.removeprefix("-") not in columns:
        sort = ""
    economies = [
        code
        for code in shown.figures.published
        if (not region or shown.figures.regions.get(code) == region) and (not wanted or matches(code, wanted))
    ]
    table = _table(shown, country, _sorted(shown, economies, columns, sort), columns, sort, query)
    picture = pictures.of_ranks(country.iso3)
    return Result(
        heading=words.standing(shown, country.iso3),
        tables=[table],
        data=_data(shown, economies),
        picture=picture,
        name=f"gggi-{year}",
        query={**query, **({"sort": sort} if sort else {})},
        asked=asked,
        replay=str(shown.scores.replay) if shown.scores is not None else "",
        sources=words.sources(shown),
        licence=shown.figures.licence,
        context={
            "edition": shown,
            "sort": sort,
            "table": _pinned(table),
            "figures": key_figures(shown, country.iso3),
            "remarks": remarks(shown, economies, country),
        },
    )


Key = Callable[[str], Any]


def _columns(shown: Edition) -> Mapping[str, tuple[str, Key]]:
    """Columns by their key in the address: heading, and the value that a row is sorted by."""
    columns: dict[str, tuple[str, Key]] = {
        ECONOMY: (_("Economy"), lambda code: collated(name(code), reader())),
        RANK: (_("Rank"), shown.rank),
        "score": (_("Score"), lambda code: _falling(shown.score(code))),
    }
    if shown.scores is not None:
        scores = shown.scores
        columns["computed"] = (_("Score recomputed"), lambda code: _falling(scores.get(code)))
        columns["computed-rank"] = (_("Rank recomputed"), shown.computed_ranks.get)
    if shown.scores is not None or any(shown.rank(code) is None for code in shown.figures.published):
        columns["allowed"] = (_("Ranks that rounding allows"), lambda code: _best(shown, code))
    if shown.has_pillars:
        for node in shown.pillars:
            columns[node] = (
                words.pillar(shown.index, node),
                lambda code, node=node: _falling(shown.pillar(code, node)),  # type: ignore[misc]
            )
    return columns


def _falling(value: Any) -> Any:
    return None if value is None else -value


def _best(shown: Edition, code: str) -> tuple[int, int] | None:
    allowed = shown.allowed.get(code)
    return (allowed.best, allowed.worst) if allowed else None


def _sorted(
    shown: Edition, economies: list[str], columns: Mapping[str, tuple[str, Key]], sort: str
) -> list[str]:
    """Best first, or by the alphabet; what is not known comes last either way."""
    given = sort.removeprefix("-") or RANK
    ordered = alphabetical(economies)
    if not sort and any(shown.rank(code) is None for code in economies):
        given = "score"
    key = columns[given][1]
    known = sorted((code for code in ordered if key(code) is not None), key=key, reverse=sort.startswith("-"))
    return known + [code for code in ordered if key(code) is None]


def _table(
    shown: Edition,
    country: Country,
    economies: list[str],
    columns: Mapping[str, tuple[str, Key]],
    sort: str,
    query: Mapping[str, str],
) -> Table:
    here, profile = address(country, "table"), address(country, "profile")
    headings = []
    for key, (label, _value) in columns.items():
        current, back = sort.removeprefix("-") == key, sort.startswith("-")
        turned = f"-{key}" if current and not back else key
        headings.append(
            Column(
                label,
                numeric=key != ECONOMY,
                url=f"{here}?{urlencode({**query, 'sort': turned})}",
                sort="" if not current else "ascending" if (key in RISING) != back else "descending",
                target="answer",
            )
        )
    rows = []
    for code in economies:
        cells = {
            ECONOMY: Cell(name(code), url=f"{profile}?{urlencode({'economy': code, 'edition': shown.id})}"),
            RANK: _or_dash(shown.rank(code)),
            "score": _or_dash(figure(shown.score(code), shown.decimals)),
            "computed": _or_dash(figure(shown.scores.get(code), 5) if shown.scores is not None else None),
            "computed-rank": _or_dash(shown.computed_ranks.get(code)),
            "allowed": _or_dash(words.ranks(shown.allowed.get(code))),
            **{node: _or_dash(figure(shown.pillar(code, node))) for node in shown.pillars},
        }
        state = "emphasised" if code == country.iso3 else ""
        rows.append(Row([cells[key] for key in columns], state))  # type: ignore[arg-type]
    return Table(
        "ranking",
        _("%(index)s %(edition)s: economies shown %(count)s of %(all)s")
        % {
            "index": words.title(shown.index),
            "edition": shown.id,
            "count": show(len(economies)),
            "all": show(shown.count),
        },
        headings,
        rows,
        empty=_("No economy matches. Clear the name, or choose all regions."),
    )


def _pinned(table: Table) -> Table:
    """The table with the row of the page's country once more at its foot, where it stays in sight."""
    own = [row for row in table.rows if isinstance(row, Row) and row.state]
    return replace(table, foot=own[0].cells if own and len(table.rows) > FEW else ())


def _or_dash(value: Any) -> Any:
    return "–" if value is None else value


def key_figures(shown: Edition, economy: str) -> list[dict[str, Any]]:
    """Rank, score, and the ranks that rounding allows, each with its own base."""
    rank, score = shown.rank(economy), shown.score(economy)
    source = words.sources(shown)[0]
    earlier = [one for one in editions() if one < shown.id]
    before = edition(earlier[0]) if earlier else None
    scope = ""
    if before is not None and before.rank(economy) is not None:
        scope = _("In the edition of %(edition)s: %(rank)s of %(count)s") % {
            "edition": before.id,
            "rank": show(before.rank(economy)),
            "count": show(before.count),
        }
    published = {"source": source, "status": "read"}
    figures: list[dict[str, Any]] = [
        {
            "label": _("Rank"),
            "number": rank,
            "of": _("of %(count)s economies") % {"count": show(shown.count)},
            "scope": scope,
            "emphasised": True,
            **published,
        },
        {
            "label": _("Score"),
            "number": figure(score, shown.decimals),
            "of": _("of 1 at parity") if score is not None else "",
            "scope": _("Mean of four pillars"),
            **published,
        },
    ]
    allowed = shown.allowed.get(economy) if shown.scores is not None or rank is None else None
    if shown.scores is not None and economy in shown.scores:
        scope = _("Recomputed from indicators given to three decimals: rank %(rank)s, score %(score)s") % {
            "rank": show(shown.computed_ranks[economy]),
            "score": str(Figure(shown.scores[economy], 5)),
        }
    elif allowed is not None:
        scope = _("From the published scores, which are rounded")
    else:
        scope = _("The indicators of this edition are not part of the package, so nothing is recomputed")
    figures.append(
        {
            "label": _("Ranks that rounding allows"),
            "number": words.ranks(allowed),
            "of": "",
            "scope": scope,
            "status": "computed" if allowed is not None else "",
        }
    )
    return figures


def remarks(shown: Edition, economies: list[str], country: Country) -> list[dict[str, str]]:
    """Remarks on the economies shown, with the way to their profiles."""
    profile = address(country, "profile")
    return [
        {
            "name": name(code),
            "url": f"{profile}?{urlencode({'economy': code, 'edition': shown.id})}",
            "text": " ".join(told),
        }
        for code in alphabetical(economies)
        if (told := words.remarks(shown, code))
    ]


def _data(shown: Edition, economies: list[str]) -> dict[str, Any]:
    return {
        "index": shown.index.specification(),
        "edition": shown.id,
        "ranked": shown.count,
        "economies": [
            {
                "economy": code,
                "name": name(code),
                "rank": shown.rank(code),
                "score": shown.published(code).score,
                "pillars": dict(shown.published(code).pillars),
                "recomputed": None
                if shown.scores is None or code not in shown.scores
                else {
                    "score": shown.scores[code],
                    "rank": shown.computed_ranks[code],
                    "pillars": dict(shown.scores.subindices[code]),
                },
                "ranks_allowed": _best(shown, code),
                "remarks": words.remarks(shown, code),
            }
            for code in economies
        ],
    }
