"""The profile of an economy: four pillars, indicators, trend, and why its rank changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tendik.indices import decompose, peers
from tendik_web.countries.registry import Country
from tendik_web.ranking import choices, pictures, reasons, words
from tendik_web.ranking.answer import Edition, edition, editions, why
from tendik_web.ranking.asked import Asked
from tendik_web.ranking.figures import Figure, figure
from tendik_web.ranking.frame import address
from tendik_web.ranking.names import name
from tendik_web.ranking.result import Result
from tendik_web.ranking.standing import key_figures
from tendik_web.site.table import Cell, Column, Row, Table


def build(request: HttpRequest, country: Country) -> Result:
    """Everything about an economy in an edition."""
    asked = Asked(request.GET)
    shown = choices.of_edition(asked)
    everyone = {code for year in editions() for code in edition(year).figures.published}
    economy = choices.of_economy(asked, country, list(everyone))
    inputs = sorted(year for year in editions(inputs=True) if economy in (edition(year).scores or {}))
    since, until = reasons.compared(asked, inputs, shown)
    pillar_table, indicator_table = _pillars(shown, economy), _indicators(shown, economy)
    trend_table = _trend(economy)
    cause = why(economy, since, until) if since and until else None
    causes = (
        []
        if cause is None
        else [reasons.causes(cause, since, until), reasons.parts(shown, cause, since, until)]
    )
    tables = [one for one in (pillar_table, indicator_table, trend_table, *causes) if one is not None]
    query = {"economy": economy, "edition": shown.id}
    if since and until:
        query |= {"since": since, "until": until}
    return Result(
        heading=words.standing(shown, economy),
        tables=tables,
        data=_data(shown, economy, cause, since, until),
        picture=pictures.of_pillars(shown, [economy], economy, middle=True),
        name=f"gggi-{shown.id}-{economy.lower()}",
        query=query,
        asked=asked,
        replay=str(shown.scores.replay) if shown.scores is not None else "",
        sources=words.sources(shown),
        licence=shown.figures.licence,
        context={
            "edition": shown,
            "economy": economy,
            "name": name(economy),
            "figures": key_figures(shown, economy),
            "fields": [asked.fields[key] for key in ("economy", "edition")],
            "compared": [asked.fields[key] for key in ("since", "until") if key in asked.fields],
            "kept": [("economy", economy), ("edition", shown.id)],
            "pillars": pillar_table,
            "indicators": indicator_table,
            "ranks": pictures.of_ranks(economy),
            "scores": pictures.of_scores(economy),
            "trend": trend_table,
            "all_sources": shown.figures.sources,
            "causes": causes,
            "because": reasons.because(cause, since, until) if cause else "",
            "coverage": reasons.coverage(cause) if cause else [],
            "changes": words.changes(shown),
            "remarks": words.remarks(shown, economy),
            "peers": _peers(shown, economy, country),
        },
    )


def _pillars(shown: Edition, economy: str) -> Table:
    ranks = shown.pillar_ranks(economy)
    row = shown.rows.get(economy)
    rows = []
    for node in shown.pillars:
        computed = row.pillars[node].computed if row and node in row.pillars else None
        value = shown.pillar(economy, node)
        cells: list[Any] = [
            words.pillar(shown.index, node),
            figure(shown.published(economy).pillars.get(node)),
            figure(computed, 4),
            ranks.get(node),
            None if value is None else Figure(1 - value),
        ]
        rows.append(Row(cells, "emphasised" if node == shown.held_back(economy) else ""))
    return Table(
        "pillars",
        _("%(economy)s by pillar, %(edition)s") % {"economy": name(economy), "edition": shown.id},
        [
            Column(_("Pillar")),
            Column(_("Published"), numeric=True),
            Column(_("Recomputed"), numeric=True),
            Column(_("Rank in the pillar"), numeric=True),
            Column(_("Short of parity"), numeric=True),
        ],
        rows,
    )


def _indicators(shown: Edition, economy: str) -> Table | None:
    if shown.scores is None or economy not in shown.scores:
        return None
    index, figures = shown.index, shown.scores.table.cells(economy)
    adds = decompose.contributions(shown.scores, economy)
    lost = decompose.distance_to_parity(shown.scores, economy)
    most = max(lost, key=lambda key: lost[key])
    rows = [
        Row(
            [
                Cell(words.indicator(index, key), note=words.pillar(index, one.pillar)),
                figure(figures.get(key)),
                figure(one.cap),
                figure(adds.get(key), 4),
                figure(lost.get(key), 4),
            ],
            "emphasised" if key == most else "",
        )
        for key, one in index.file.indicators.items()
    ]
    return Table(
        "indicators",
        _("Indicators of %(economy)s: women's figure over men's, and what each adds to the score")
        % {"economy": name(economy)},
        [
            Column(_("Indicator")),
            Column(_("Figure"), numeric=True),
            Column(_("Counted up to"), numeric=True),
            Column(_("Adds to the score"), numeric=True),
            Column(_("Lost to parity"), numeric=True),
        ],
        rows,
        foot=[_("Score"), "", "", Figure(sum(adds.values()), 4), Figure(sum(lost.values()), 4)],
    )


def _trend(economy: str) -> Table:
    rows = []
    for year in editions():
        shown = edition(year)
        if economy not in shown.figures.published:
            continue
        rows.append(
            [
                year,
                shown.rank(economy),
                shown.count,
                figure(shown.score(economy), shown.decimals),
                *(
                    figure(shown.published(economy).pillars.get(node), shown.decimals)
                    for node in shown.pillars
                ),
            ]
        )
    index = edition(editions()[0]).index
    return Table(
        "trend",
        _("%(economy)s in every edition") % {"economy": name(economy)},
        [
            Column(_("Edition")),
            Column(_("Rank"), numeric=True),
            Column(_("Economies ranked"), numeric=True),
            Column(_("Score"), numeric=True),
            *(Column(words.pillar(index, node), numeric=True) for node in index.children(None)),
        ],
        rows,
        empty=_("The economy is in no edition."),
    )


def _peers(shown: Edition, economy: str, country: Country) -> Table | None:
    if shown.scores is None or economy not in shown.scores:
        return None
    profile = address(country, "profile")
    rows = []
    for peer in peers.nearest(shown.scores, economy):
        parts = decompose.distance_to_peer(shown.scores, economy, peer.economy)
        largest = max(parts, key=lambda key: abs(parts[key]))
        rows.append(
            [
                Cell(
                    name(peer.economy),
                    url=f"{profile}?{urlencode({'economy': peer.economy, 'edition': shown.id})}",
                ),
                peer.rank,
                Figure(peer.score - shown.scores[economy], 4, signed=True),
                Cell(
                    words.indicator(shown.index, largest),
                    note=str(Figure(parts[largest], 4, signed=True)),
                ),
            ]
        )
    return Table(
        "peers",
        _("Economies whose indicators are most like those of %(economy)s") % {"economy": name(economy)},
        [
            Column(_("Economy")),
            Column(_("Rank recomputed"), numeric=True),
            Column(_("Score ahead"), numeric=True),
            Column(_("Largest part of that distance")),
        ],
        rows,
    )


def _data(shown: Edition, economy: str, cause: Any, since: str, until: str) -> dict[str, Any]:
    row = shown.rows.get(economy)
    published = shown.published(economy)
    scored = shown.scores is not None and economy in shown.scores
    data: dict[str, Any] = {
        "index": shown.index.specification(),
        "edition": shown.id,
        "economy": economy,
        "rank": published.rank,
        "score": published.score,
        "ranked": shown.count,
        "pillars": dict(published.pillars),
        "pillar_ranks": shown.pillar_ranks(economy),
        "remarks": words.remarks(shown, economy),
    }
    if scored and shown.scores is not None:
        allowed = row.rank.allowed if row else None
        data["recomputed"] = {
            "score": shown.scores[economy],
            "rank": shown.computed_ranks[economy],
            "ranks_allowed": None if allowed is None else [allowed.best, allowed.worst],
            "figures": shown.scores.table.cells(economy),
            "adds": decompose.contributions(shown.scores, economy),
            "lost_to_parity": decompose.distance_to_parity(shown.scores, economy),
        }
    data["editions"] = [
        {
            "edition": year,
            "rank": edition(year).rank(economy),
            "score": edition(year).published(economy).score,
        }
        for year in sorted(editions())
    ]
    if cause is not None:
        data["change"] = {
            "from": since,
            "to": until,
            "rank": [cause.rank_before, cause.rank_after],
            "causes": dict(cause.ranks),
            "indicators": dict(cause.indicators),
            "entered": cause.entered,
            "left": cause.left,
        }
    return data
