"""The path to a rank: the least change that reaches it, and the way there year by year."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tendik.charts import Line, Picture, Point, trend
from tendik.errors import Infeasible
from tendik.indices import reach
from tendik.values import Percent
from tendik_web.countries.registry import Country
from tendik_web.ranking import choices, words
from tendik_web.ranking.answer import Edition
from tendik_web.ranking.asked import Asked
from tendik_web.ranking.figures import Figure, change, figure, womens_share
from tendik_web.ranking.names import name
from tendik_web.ranking.result import Result
from tendik_web.site.table import Cell, Column, Row, Table
from tendik_web.site.templatetags.tendik import show

UNIT = Fraction(1, 100)
"""What a cost is a cost of."""
DEAREST = Fraction(1000)
AHEAD, YEARS, MOST_YEARS = 10, 5, 30
NAMED = 2


def build(request: HttpRequest, country: Country) -> Result:
    """The least change for the rank asked for; that nothing reaches it is an answer, too."""
    asked = Asked(request.GET)
    shown = choices.of_edition(asked, inputs=True)
    economy = choices.of_scored(asked, country, shown)
    assert shown.scores is not None  # noqa: S101  (only editions with indicators are asked for)
    now = shown.computed_ranks[economy]
    target = asked.whole(
        "target",
        _("Rank to reach"),
        max(1, now - AHEAD),
        1,
        len(shown.scores),
        hint=_("Recomputed rank now: %(rank)s of %(count)s")
        % {"rank": show(now), "count": show(len(shown.scores))},
    )
    years = asked.whole("years", _("Years to get there"), YEARS, 1, MOST_YEARS)
    boxes = _boxes(asked, shown, economy)
    moves = {box["value"]: reach.Move(cost=box["cost"] / UNIT) for box in boxes if box["ticked"]}
    if not moves and _sent(asked):
        asked.fields["move"] = {"id": "move", "error": _("Tick an indicator at least.")}
    found, best = None, None
    if target is not None and years is not None and moves:
        try:
            found = reach.reach(shown.scores, economy, target, moves)
        except Infeasible as error:
            best = error.relaxations[0][2]
    way = reach.path(shown.scores, found, years, int(shown.id)) if found and found.changes and years else ()
    tables = [_needed(shown, found), _way(shown, found, way)] if found and found.changes else []
    return Result(
        heading=_heading(economy, target, now, found, best, shown),
        tables=tables or [_limits(shown, economy, boxes)],
        data=_data(shown, economy, target, found, best, way),
        picture=_picture(economy, way) if way else None,
        name=f"gggi-{shown.id}-{economy.lower()}-path",
        query=_query(shown, economy, target, years, boxes),
        asked=asked,
        replay=str(shown.scores.replay),
        sources=words.sources(shown),
        licence=shown.figures.licence,
        context={
            "edition": shown,
            "economy": economy,
            "fields": [asked.fields[key] for key in ("economy", "edition", "target", "years")],
            "boxes": boxes,
            "move_error": asked.fields.get("move", {}).get("error", ""),
            "tables": tables,
            "limits": None if tables else _limits(shown, economy, boxes),
            "found": found,
            "rival": name(found.rival) if found and found.rival else "",
            "cost": _cost(found),
            "bound": Figure(found.bound, 2) if found and not found.proven else None,
        },
    )


def _sent(asked: Asked) -> bool:
    """Whether the boxes were sent: a form says so, because boxes that are not ticked are not sent."""
    return "sent" in asked.query or "move" in asked.query


def _boxes(asked: Asked, shown: Edition, economy: str) -> list[dict[str, Any]]:
    """The indicators that could rise, with what policy can move ticked and a cost each."""
    assert shown.scores is not None  # noqa: S101  (only editions with indicators are asked for)
    there = shown.scores.table.cells(economy)
    open_ones = [
        key
        for key, one in shown.index.file.indicators.items()
        if key in there and one.cap is not None and there[key] < one.cap and one.direction == "up"
    ]
    movable = [key for key in open_ones if shown.index.file.indicators[key].movable]
    ticked = asked.ticked("move", open_ones, movable, sent=_sent(asked))
    boxes = []
    for key in sorted(open_ones, key=lambda one: one not in movable):
        label = words.indicator(shown.index, key)
        cost = asked.number(
            f"cost-{key}", _("Cost of 0.01: %(indicator)s") % {"indicator": label}, Fraction(1), DEAREST, 0
        )
        boxes.append(
            {
                "value": key,
                "label": label,
                "hint": _("now %(figure)s") % {"figure": str(Figure(there[key]))},
                "ticked": key in ticked,
                "cost": cost if cost is not None else Fraction(1),
                "field": asked.fields[f"cost-{key}"],
                "most": shown.index.file.indicators[key].cap,
            }
        )
    return boxes


def _heading(
    economy: str, target: int | None, now: int, found: reach.Reach | None, best: int | None, shown: Edition
) -> str:
    values = {
        "economy": name(economy),
        "target": show(target),
        "now": show(now),
        "best": show(best),
        "edition": shown.id,
    }
    if best is not None:
        return (
            _(
                "No change of the chosen indicators brings %(economy)s to rank %(target)s; the best within reach is %(best)s"
            )
            % values
        )
    if found is None:
        return (
            _("What would bring %(economy)s to a better rank? Recomputed for %(edition)s, it ranks %(now)s")
            % values
        )
    if not found.changes:
        return (
            _("%(economy)s needs no change for rank %(target)s: recomputed for %(edition)s, it ranks %(now)s")
            % values
        )
    if len(found.changes) > NAMED:
        values |= {"count": show(len(found.changes))}
        return (
            _("%(economy)s would reach rank %(target)s with the least change of these indicators: %(count)s")
            % values
        )
    parts = [
        f"{words.inside(words.indicator(shown.index, key))} {Figure(before)} → {Figure(after)}"
        for key, (before, after) in found.changes.items()
    ]
    values |= {"changes": "; ".join(parts)}
    return _("%(economy)s would reach rank %(target)s with this least change: %(changes)s") % values


def _cost(found: reach.Reach | None) -> Figure | None:
    return None if found is None else Figure(found.cost, 2)


def _needed(shown: Edition, found: reach.Reach) -> Table:
    rows = []
    for key, (before, after) in found.changes.items():
        women = shown.index.file.indicators[key].form == "shares"
        notes = [
            _("%(share)s women") % {"share": show(Percent(womens_share(value)))} if women else ""
            for value in (before, after)
        ]
        rows.append(
            [
                words.indicator(shown.index, key),
                Cell(Figure(before), note=notes[0]),
                Cell(Figure(after), note=notes[1]),
                change(before, after, 3),
            ]
        )
    return Table(
        "needed",
        _("The least change"),
        [
            Column(_("Indicator")),
            Column(_("Now"), numeric=True),
            Column(_("Needed"), numeric=True),
            Column(_("Change"), numeric=True),
        ],
        rows,
        foot=[
            _("Score"),
            Figure(found.score_before, 4),
            Figure(found.score_after, 4),
            change(found.score_before, found.score_after),
        ],
    )


def _way(shown: Edition, found: reach.Reach, way: tuple[reach.Year, ...]) -> Table:
    rows = [
        Row(
            [
                str(one.year),
                *(Figure(one.figures[key]) for key in found.changes),
                Figure(one.score, 4),
                one.rank,
            ],
            "emphasised" if one.rank <= found.target else "",
        )
        for one in way
    ]
    return Table(
        "way",
        _("Year by year in equal steps, if all others stand still"),
        [
            Column(_("Year")),
            *(Column(words.indicator(shown.index, key), numeric=True) for key in found.changes),
            Column(_("Score"), numeric=True),
            Column(_("Rank"), numeric=True),
        ],
        rows,
    )


def _limits(shown: Edition, economy: str, boxes: list[dict[str, Any]]) -> Table:
    assert shown.scores is not None  # noqa: S101  (only editions with indicators are asked for)
    there = shown.scores.table.cells(economy)
    return Table(
        "limits",
        _("How far each chosen indicator can count"),
        [
            Column(_("Indicator")),
            Column(_("Now"), numeric=True),
            Column(_("Counted up to"), numeric=True),
        ],
        [[box["label"], figure(there[box["value"]]), figure(box["most"])] for box in boxes if box["ticked"]],
        empty=_("No indicator is ticked."),
    )


def _picture(economy: str, way: tuple[reach.Year, ...]) -> Picture:
    return trend(
        [Line(_("rank"), tuple(Point(one.year, one.rank, show(one.rank)) for one in way), True)],
        title=_("%(economy)s: rank on the way, if all others stand still") % {"economy": name(economy)},
        description=_("A line over the years; the table beside it holds the same numbers."),
        downwards=True,
    )


def _query(
    shown: Edition, economy: str, target: int | None, years: int | None, boxes: list[dict[str, Any]]
) -> dict[str, Any]:
    query: dict[str, Any] = {"economy": economy, "edition": shown.id}
    if target is not None and years is not None:
        query |= {"target": target, "years": years, "move": [box["value"] for box in boxes if box["ticked"]]}
    costs = {box["field"]["name"]: box["cost"] for box in boxes if box["cost"] != 1}
    return {**query, **{key: f"{float(cost):.6f}".rstrip("0").rstrip(".") for key, cost in costs.items()}}


def _data(
    shown: Edition,
    economy: str,
    target: int | None,
    found: reach.Reach | None,
    best: int | None,
    way: tuple[reach.Year, ...],
) -> dict[str, Any]:
    data: dict[str, Any] = {
        "index": shown.index.specification(),
        "edition": shown.id,
        "economy": economy,
        "target": target,
        "feasible": best is None,
        "best_within_reach": best,
    }
    if found is not None:
        data |= {
            "changes": {key: [before, after] for key, (before, after) in found.changes.items()},
            "cost": found.cost,
            "proven_least": found.proven,
            "score": [found.score_before, found.score_after],
            "rank": [found.rank_before, found.rank_after],
            "rival": found.rival,
            "path": [
                {"year": one.year, "figures": dict(one.figures), "score": one.score, "rank": one.rank}
                for one in way
            ],
        }
    return data
