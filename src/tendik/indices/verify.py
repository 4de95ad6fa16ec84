"""Exact reproduction: is a published score what its published figures give?

Each published number is compared with the interval that the rounded figures allow.
Where the two do not meet, no rounding explains the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from tendik.indices import intervals
from tendik.indices.gdi import group
from tendik.indices.intervals import Interval, RankInterval
from tendik.indices.packages import Figures, Published, Remark
from tendik.indices.rank import rounded

if TYPE_CHECKING:
    from tendik.indices.index import Index

Verdict = Literal["equal", "explained", "unexplained", "no-figures", "not-published"]
SCORE = "score"


@dataclass(frozen=True)
class Check:
    """One published number against what the figures give.

    Parameters
    ----------
    published : str or None
    computed : float or None
        From the figures as they are.
    low, high : Fraction or None
        What the rounding of the figures allows.
    verdict : str
        ``equal`` to the published decimals; ``explained`` by rounding; ``unexplained``;
        ``no-figures``: the figures give nothing; ``not-published``.
    """

    published: str | None
    computed: float | None
    low: Fraction | None
    high: Fraction | None
    verdict: Verdict

    @property
    def difference(self) -> float | None:
        """Computed less published."""
        if self.published is None or self.computed is None:
            return None
        return self.computed - float(self.published)


@dataclass(frozen=True)
class RankCheck:
    """A published rank against the ranks that the rounded figures allow."""

    published: int | None
    computed: int | None
    allowed: RankInterval | None
    verdict: Verdict


@dataclass(frozen=True)
class Row:
    """What was found of one economy; ``remarks`` are known faults of the copies read."""

    economy: str
    score: Check
    pillars: Mapping[str, Check]
    rank: RankCheck
    group: tuple[int, int] | None
    remarks: tuple[Remark, ...]

    @property
    def unexplained(self) -> tuple[str, ...]:
        """What of this row no rounding explains: ``score``, pillars, ``rank``, ``group``."""
        names = [name for name, check in self.pillars.items() if check.verdict == "unexplained"]
        if self.score.verdict == "unexplained":
            names.insert(0, SCORE)
        if self.rank.verdict == "unexplained":
            names.append("rank")
        if self.group is not None and self.group[0] != self.group[1]:
            names.append("group")
        return tuple(names)


@dataclass(frozen=True)
class Verification:
    """Every row of an edition, in the order of the published table."""

    index: Index
    edition: str
    rows: tuple[Row, ...]
    from_pillars: bool

    @property
    def unexplained(self) -> tuple[Row, ...]:
        """The rows that the figures cannot explain."""
        return tuple(row for row in self.rows if row.unexplained)

    def count(self, verdict: Verdict) -> int:
        """How many scores have the verdict."""
        return sum(row.score.verdict == verdict for row in self.rows)

    @property
    def ranks_equal(self) -> int:
        """How many ranks are the published ones."""
        return sum(row.rank.verdict == "equal" for row in self.rows)

    @property
    def largest(self) -> float:
        """The largest difference of a score, over the rows that rounding explains."""
        told = [row.score.difference for row in self.rows if row.score.verdict in ("equal", "explained")]
        return max((abs(one) for one in told if one is not None), default=0.0)


def verify(index: Index, figures: Figures) -> Verification:
    """Compare what was published of an edition with what its figures give.

    Where the package has no indicators of the edition, the score is compared with the
    mean of the published pillars (``from_pillars``).

    A row whose figures cannot be the published ones would push others from their
    ranks: where ranks are judged its score is taken as published, or as anything
    between 0 and 1 where that is blank.
    """
    if not figures.table:
        return Verification(index, figures.edition, _from_pillars(index, figures), True)
    table = index.prepare(figures.table)
    scores, bounds = index.score(table), intervals.scores(index, table)
    computed = scores.rank()
    decimals = index.decimals or 3
    checks: dict[str, tuple[Check, dict[str, Check]]] = {}
    for economy, told in figures.published.items():
        here = bounds.get(economy)
        score = _check(told.score, scores.get(economy), here.score if here else None, decimals)
        pillars = {
            node: _check(
                value,
                scores.subindices.get(economy, {}).get(node),
                here.pillars.get(node) if here else None,
                decimals,
            )
            for node, value in told.pillars.items()
        }
        checks[economy] = score, pillars
    known = {economy: bounds[economy].score for economy in computed}
    known |= {
        economy: _as_published(score, decimals)
        for economy, (score, pillars) in checks.items()
        if economy in known
        and "unexplained" in (score.verdict, *(check.verdict for check in pillars.values()))
    }
    allowed = intervals.ranks(index, known)
    rows = []
    for economy, told in figures.published.items():
        rows.append(
            Row(
                economy,
                *checks[economy],
                _rank(told.rank, computed.get(economy), allowed.get(economy)),
                _group(index, told, scores.get(economy)),
                _remarks(figures, economy),
            )
        )
    return Verification(index, figures.edition, tuple(rows), False)


def _check(published: str | None, computed: float | None, here: Interval | None, decimals: int) -> Check:
    verdict: Verdict
    if published is None:
        verdict = "not-published"
    elif computed is None or here is None:
        verdict = "no-figures"
    else:
        printed = max(decimals, len(published.partition(".")[2]))
        if rounded(computed, printed) == Fraction(published):
            verdict = "equal"
        elif here.meets(intervals.rounding(published, decimals)):
            verdict = "explained"
        else:
            verdict = "unexplained"
    return Check(published, computed, here.low if here else None, here.high if here else None, verdict)


def _as_published(score: Check, decimals: int) -> Interval:
    if score.published is None:
        return Interval(Fraction(0), Fraction(1))
    return intervals.rounding(score.published, decimals)


def _rank(published: int | None, computed: int | None, allowed: RankInterval | None) -> RankCheck:
    verdict: Verdict
    if published is None:
        verdict = "not-published"
    elif computed is None or allowed is None:
        verdict = "no-figures"
    elif published == computed:
        verdict = "equal"
    else:
        verdict = "explained" if allowed.best <= published <= allowed.worst else "unexplained"
    return RankCheck(published, computed, allowed, verdict)


def _group(index: Index, told: Published, computed: float | None) -> tuple[int, int] | None:
    if told.group is None or computed is None:
        return None
    return told.group, group(index, computed)


def _remarks(figures: Figures, economy: str) -> tuple[Remark, ...]:
    return tuple(one for one in figures.remarks if one.economy in (economy, "*"))


def _from_pillars(index: Index, figures: Figures) -> tuple[Row, ...]:
    top, decimals = index.children(None), index.decimals or 3
    total = sum(index.pillar_weights[node] for node in top)
    rows = []
    for economy, told in figures.published.items():
        printed = {node: told.pillars.get(node) for node in top}
        known = {node: value for node, value in printed.items() if value is not None}
        mean = here = None
        if len(known) == len(top):
            parts = {node: intervals.rounding(value, decimals) for node, value in known.items()}
            shares = {node: index.pillar_weights[node] / total for node in top}
            mean = float(sum(shares[node] * Fraction(value) for node, value in known.items()))
            here = Interval(
                sum((shares[node] * parts[node].low for node in top), Fraction(0)),
                sum((shares[node] * parts[node].high for node in top), Fraction(0)),
            )
        rows.append(
            Row(
                economy,
                _check(told.score, mean, here, decimals),
                {node: Check(value, None, None, None, "no-figures") for node, value in known.items()},
                _rank(told.rank, None, None),
                None,
                _remarks(figures, economy),
            )
        )
    return tuple(rows)
