"""``tendik index verify``: do the published figures give the published scores?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tendik.cli.index_tables import Edition, IndexName, Readings, Weights, decimal, pair
from tendik.cli.output import FINDINGS, Answer, AsCsv, AsJson, Language, answers, speaker
from tendik.errors import N_

VERDICT = {
    "equal": N_("equal"),
    "explained": N_("explained by rounding"),
    "unexplained": N_("not explained by rounding"),
    "no-figures": N_("no figures"),
    "not-published": N_("not published"),
}


def verify(
    name: IndexName,
    edition: Edition = None,
    weights: Weights = None,
    reading: Readings = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> None:
    """Recompute every published value of an edition, and say whether rounding explains a difference."""
    _verify(
        name=name,
        edition=edition,
        weights=weights,
        reading=reading or [],
        as_json=as_json,
        as_csv=as_csv,
        lang=lang,
    )


@answers
def _verify(
    name: str,
    edition: str | None,
    weights: str | None,
    reading: Sequence[str],
    lang: str | None,
    as_csv: bool,
    **_: bool,
) -> Answer:
    from tendik import indices
    from tendik.indices import economies, packages
    from tendik.indices.verify import verify as compare

    say = speaker(lang)
    readings = dict(pair(one, "--reading", "zero_parliament=documentation") for one in reading)
    chosen = indices.load(name, edition, weights, readings)
    figures = packages.figures(chosen)
    chosen = indices.load(name, figures.edition, weights, readings)
    result = compare(chosen, figures)
    rows, data = [], []
    for row in result.rows:
        allowed = row.rank.allowed
        between = "" if allowed is None else f"{allowed.best}–{allowed.worst}"
        rows.append(
            [
                row.economy,
                economies.name(row.economy, say.language),
                row.score.published or "",
                decimal(row.score.computed, say, as_csv, 5),
                say(VERDICT[row.score.verdict]),
                row.rank.published,
                row.rank.computed,
                between,
                ", ".join(row.unexplained),
            ]
        )
        data.append(
            {
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
        )
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
        "rows": data,
    }
    title = f"{say.text(chosen.file.title)} · {figures.edition} · {chosen.weight_set or ''}".rstrip(" ·")
    strange = any(not row.remarks for row in result.unexplained)
    return Answer(title, answer, headings, rows, lines, FINDINGS if strange else 0)


def _check(check: Any) -> dict[str, Any]:
    return {
        "published": check.published,
        "computed": check.computed,
        "low": None if check.low is None else float(check.low),
        "high": None if check.high is None else float(check.high),
        "verdict": check.verdict,
    }
