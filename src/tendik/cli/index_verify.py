"""``tendik index verify``: do the published figures give the published scores?"""

from __future__ import annotations

from typing import Any

from tendik.cli.index_tables import Edition, IndexName, Readings, Weights, decimal, pair
from tendik.cli.output import FINDINGS, Answer, AsCsv, AsJson, Language, Speaker, answers, speaker
from tendik.errors import N_

VERDICT = {
    "equal": N_("equal"),
    "explained": N_("explained by rounding"),
    "unexplained": N_("not explained by rounding"),
    "no-figures": N_("no figures"),
    "not-published": N_("not published"),
}


@answers
def verify(
    name: IndexName,
    edition: Edition = None,
    weights: Weights = None,
    reading: Readings = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """Recompute every published value of an edition, and say whether rounding explains a difference."""
    from tendik import indices
    from tendik.indices import economies, packages
    from tendik.indices.verify import verify as compare

    say = speaker(lang)
    readings = dict(pair(one, "--reading", "zero_parliament=documentation") for one in reading or [])
    chosen = indices.load(name, edition, weights, readings)
    figures = packages.figures(chosen)
    chosen = indices.load(name, figures.edition, weights, readings)
    result = compare(chosen, figures)
    counts = {verdict: result.count(verdict) for verdict in VERDICT}  # type: ignore[arg-type]
    lines = ["", *(f"{say(VERDICT[verdict])}: {count}" for verdict, count in counts.items() if count)]
    lines.append(say(N_("ranks equal to the published: {count}"), count=result.ranks_equal))
    if result.from_pillars:
        lines.append(
            say(N_("No indicators of this edition: the score is compared with its published pillars."))
        )
    for row in result.unexplained:
        notes = " ".join(say.text(remark.note) for remark in row.remarks)
        lines.append(f"{economies.name(row.economy, say.language)}: {', '.join(row.unexplained)}. {notes}")
    lines.append(figures.licence)
    headings = [
        say(h)
        for h in (
            *(N_("code"), N_("economy"), N_("published"), N_("computed"), N_("verdict")),
            *(N_("rank"), N_("computed rank"), N_("ranks allowed"), N_("not explained")),
        )
    ]
    answer = {
        **chosen.specification(),
        "counts": counts,
        "ranks_equal": result.ranks_equal,
        "largest_difference": result.largest,
        "from_pillars": result.from_pillars,
        "licence": figures.licence,
        "rows": [_json(row, say) for row in result.rows],
    }
    title = f"{say.text(chosen.file.title)} · {figures.edition} · {chosen.weight_set or ''}".rstrip(" ·")
    rows = [_cells(row, say, as_csv) for row in result.rows]
    strange = any(not row.remarks for row in result.unexplained)
    return Answer(title, answer, headings, rows, lines, FINDINGS if strange else 0)


def _cells(row: Any, say: Speaker, as_csv: bool) -> list[Any]:
    """An economy for people."""
    from tendik.indices import economies

    allowed = row.rank.allowed
    return [
        row.economy,
        economies.name(row.economy, say.language),
        row.score.published or "",
        decimal(row.score.computed, say, as_csv, 5),
        say(VERDICT[row.score.verdict]),
        row.rank.published,
        row.rank.computed,
        "" if allowed is None else f"{allowed.best}–{allowed.worst}",
        ", ".join(row.unexplained),
    ]


def _json(row: Any, say: Speaker) -> dict[str, Any]:
    """An economy for programs."""
    allowed = row.rank.allowed
    return {
        "economy": row.economy,
        "score": _check(row.score),
        "pillars": {node: _check(check) for node, check in row.pillars.items()},
        "rank": {
            "published": row.rank.published,
            "computed": row.rank.computed,
            "allowed": None if allowed is None else [allowed.best, allowed.worst],
            "verdict": row.rank.verdict,
        },
        "group": row.group,
        "unexplained": list(row.unexplained),
        "remarks": [say.text(remark.note) for remark in row.remarks],
    }


def _check(check: Any) -> dict[str, Any]:
    return {
        "published": check.published,
        "computed": check.computed,
        "low": None if check.low is None else float(check.low),
        "high": None if check.high is None else float(check.high),
        "verdict": check.verdict,
    }
