"""What is known of an edition, worked out once and kept: published, recomputed, the ranks that rounding allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from tendik import indices
from tendik.indices import Index, Scores, attribution, intervals, packages, verify
from tendik.indices.intervals import Bounds, RankInterval
from tendik.indices.packages import Published
from tendik_web.site.rooms import INDEX

CENTRAL_ASIA = ("KAZ", "KGZ", "TJK", "TKM", "UZB")


@dataclass(frozen=True)
class Edition:
    """An edition of the index with everything that pages ask of it."""

    index: Index
    figures: packages.Figures
    rows: Mapping[str, verify.Row]
    scores: Scores | None

    @property
    def id(self) -> str:
        """The year of the edition."""
        return self.figures.edition

    @property
    def decimals(self) -> int:
        """To how many decimals scores of the edition were published."""
        return self.index.decimals or 3

    @property
    def count(self) -> int:
        """How many economies were ranked."""
        return sum(one.rank is not None or one.score is not None for one in self.figures.published.values())

    @property
    def pillars(self) -> tuple[str, ...]:
        """The pillars right under the score."""
        return self.index.children(None)

    @property
    def has_pillars(self) -> bool:
        """Whether pillars of this edition were published, or can be recomputed."""
        return self.scores is not None or any(
            value for one in self.figures.published.values() for value in one.pillars.values()
        )

    def published(self, economy: str) -> Published:
        """What was published of an economy; nothing known where it is not in the edition."""
        return self.figures.published.get(economy, Published())

    @cached_property
    def computed_ranks(self) -> Mapping[str, int]:
        """Ranks from the indicators; none where there are no indicators."""
        return self.scores.rank() if self.scores is not None else {}

    @cached_property
    def bounds(self) -> Mapping[str, Bounds]:
        """What the rounding of the indicators allows each score to be."""
        return intervals.scores(self.index, self.scores.table) if self.scores is not None else {}

    @cached_property
    def allowed(self) -> Mapping[str, RankInterval]:
        """The ranks that rounding allows: of the indicators, or of the published scores alone."""
        if self.scores is not None:
            return {code: row.rank.allowed for code, row in self.rows.items() if row.rank.allowed}
        printed = {
            code: intervals.rounding(one.score, self.decimals)
            for code, one in self.figures.published.items()
            if one.score is not None
        }
        return intervals.ranks(self.index, printed)

    def rank(self, economy: str) -> int | None:
        """The published rank."""
        return self.published(economy).rank

    def score(self, economy: str) -> Fraction | None:
        """The published score."""
        printed = self.published(economy).score
        return None if printed is None else Fraction(printed)

    def pillar(self, economy: str, node: str) -> float | None:
        """The published score of a pillar, or else the recomputed one."""
        printed = self.published(economy).pillars.get(node)
        if printed is not None:
            return float(printed)
        found = self.scores.subindices.get(economy, {}) if self.scores is not None else {}
        return found.get(node)

    def pillar_ranks(self, economy: str) -> dict[str, int]:
        """The rank in each pillar: as published, or else the place of the published score of the pillar."""
        published = self.published(economy).pillar_ranks
        found: dict[str, int] = {}
        for node in self.pillars:
            rank = published.get(node)
            own = self.pillar(economy, node)
            if rank is not None:
                found[node] = rank
            elif own is not None:
                values = [self.pillar(code, node) for code in self.figures.published]
                found[node] = 1 + sum(value is not None and value > own for value in values)
        return found

    def held_back(self, economy: str) -> str | None:
        """The pillar in which the economy stands lowest, if it stands lower there than in all."""
        ranks = self.pillar_ranks(economy)
        whole = self.rank(economy)
        if whole is None or len(ranks) < len(self.pillars):
            return None
        lowest = max(ranks, key=lambda node: ranks[node])
        return lowest if ranks[lowest] > whole else None


def present() -> bool:
    """Whether the package of figures is part of this installation."""
    return packages.present(indices.load(INDEX))


def editions(*, inputs: bool = False) -> list[str]:
    """Editions of which there are figures, the latest first; with ``inputs`` those with indicators."""
    there = packages.editions(indices.load(INDEX))
    return [one for one in sorted(there, reverse=True) if not inputs or "inputs" in there[one]]


@lru_cache(maxsize=32)
def edition(year: str) -> Edition:
    """The edition of a year of which there are figures."""
    index = indices.load(INDEX, year)
    figures = packages.figures(index)
    checked = verify.verify(index, figures)
    scores = index.score(figures.table) if figures.table else None
    return Edition(index, figures, {row.economy: row for row in checked.rows}, scores)


@lru_cache(maxsize=256)
def why(economy: str, before: str, after: str) -> attribution.Attribution:
    """What the change of rank between two editions with indicators is made of."""
    one, other = edition(before).scores, edition(after).scores
    assert one is not None  # noqa: S101  (only editions with indicators are asked for)
    assert other is not None  # noqa: S101
    return attribution.attribute(one, other, economy)
