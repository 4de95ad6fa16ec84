"""Why did the rank change: own figures, others' figures, who is covered, how it is defined.

Each of the four can stand as before or as after; the rank is computed for all sixteen
worlds, and the Shapley share of each cause is exact. The shares sum to the change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tendik.errors import N_, Message, NotFound
from tendik.indices import exact
from tendik.indices.shapley import between, shapley
from tendik.indices.whatif import need_scored

if TYPE_CHECKING:
    from tendik.indices.schema import Change
    from tendik.indices.scores import Scores

OWN, OTHERS, COVERAGE, DEFINITION = CAUSES = ("own", "others", "coverage", "definition")


@dataclass(frozen=True)
class Attribution:
    """The change of an economy's rank and score, and what it is made of.

    Parameters
    ----------
    rank_before, rank_after : int
    ranks : mapping
        Places gained (negative) or lost (positive) by cause; sums to the change of rank.
    score_before, score_after : float
    indicators : mapping
        Part of the change of score that each own indicator made; exact, empty where
        the scores are not fractions.
    definition : Fraction or None
        Part of the change of score that the definition made.
    entered, left : tuple of str
        Economies that are scored only after, or only before.
    changes : tuple of Change
        Rules that began between the two editions. Where they bear on how figures are
        made, and not on how they are put together, their effect is in the figures.
    """

    economy: str
    rank_before: int
    rank_after: int
    ranks: Mapping[str, Fraction]
    score_before: float
    score_after: float
    indicators: Mapping[str, Fraction]
    definition: Fraction | None
    entered: tuple[str, ...]
    left: tuple[str, ...]
    changes: tuple[Change, ...]


def attribute(before: Scores, after: Scores, economy: str) -> Attribution:
    """Take apart the change of rank of ``economy`` from ``before`` to ``after``.

    Raises
    ------
    NotFound
        The economy is not scored in both, or the two indices have other indicators.
    """
    for one in (before, after):
        need_scored(one, economy)
    if before.index.columns != after.index.columns:
        template = N_(
            "The two indices do not have the same indicators, so their figures cannot be exchanged."
        )
        raise NotFound(Message("index.other-indicators", template))
    old, new = before.table.table(), after.table.table()
    common = [one for one in before if one in after]

    def rank(moved: frozenset[str]) -> Fraction:
        covered = after if COVERAGE in moved else before
        world = {}
        for one in covered:
            if one == economy:
                world[one] = new[one] if OWN in moved else old[one]
            elif one in both:
                world[one] = new[one] if OTHERS in moved else old[one]
            else:
                world[one] = new[one] if covered is after else old[one]
        index = (after if DEFINITION in moved else before).index
        scores = index.score(world)
        need_scored(scores, economy)
        return Fraction(scores.rank()[economy])

    both = frozenset(common)
    shares = shapley(CAUSES, rank)
    indicators, definition = _score_parts(before, after, economy)
    return Attribution(
        economy,
        before.rank()[economy],
        after.rank()[economy],
        shares,
        before[economy],
        after[economy],
        indicators,
        definition,
        tuple(one for one in after if one not in before),
        tuple(one for one in before if one not in after),
        _begun(before.index.edition, after),
    )


def _begun(edition: str | None, after: Scores) -> tuple[Change, ...]:
    to = after.index.edition
    if edition is None or to is None:
        return ()
    return tuple(change for change in after.index.file.changes if edition < change.since <= to)


def _score_parts(before: Scores, after: Scores, economy: str) -> tuple[dict[str, Fraction], Fraction | None]:
    """Own figures under both definitions, halved; the definition is the rest of the change."""
    if not (exact.supports(before.index) and exact.supports(after.index)):
        return {}, None
    old = before.table.exact(before.table.place[economy])
    new = after.table.exact(after.table.place[economy])
    under_old, under_new = between(before.index, old, new), between(after.index, old, new)
    parts = {name: (under_old[name] + under_new[name]) / 2 for name in under_old}
    change = after.exact(economy) - before.exact(economy)
    return parts, change - sum(parts.values(), Fraction(0))
