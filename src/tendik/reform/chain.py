"""The whole chain: law, seats, women, SDG 5.5.1, score, rank; before and after a reform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tendik import __version__
from tendik.elections import Election
from tendik.errors import N_, BadInput, Message, Problem
from tendik.laws import Law
from tendik.reform.representation import Representation, Seats, bounds, observed, seats_under
from tendik.values import Replay, Source, Status, Step

if TYPE_CHECKING:
    from tendik.indices import Index, Scores
    from tendik.indices.intervals import Interval, RankInterval

PARLIAMENT = "women_in_parliament"
PILLAR = "pe"


@dataclass(frozen=True)
class Standing:
    """Where an economy stands: political pillar, score, rank.

    ``interval`` holds the ranks that the rounding of all published figures allows.
    """

    pillar: float
    score: float
    rank: int
    interval: RankInterval


@dataclass(frozen=True)
class Link:
    """One number of women carried to the end of the chain.

    ``ratio`` is women to men, the form in which the index takes the figure (``None``
    where there are no men).
    """

    women: Representation
    ratio: Fraction | None
    standing: Standing


@dataclass(frozen=True)
class Side:
    """One law: its seats, and a link for each number of women."""

    seats: Seats
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Chain:
    """A reform from the law to the rank.

    Attributes
    ----------
    before, after : Side
        The law of the election and the reform, both on the votes of ``election``.
    index, edition, economy, economies : str, str, str, int
        The ranking, and how many economies it ranks.
    now : Standing
        Recomputed from the edition's own figures; ``published`` is the score as printed
        and the rank.
    assumptions : tuple of Step
        What is taken as given, and what the quota cannot move.
    sources : tuple of Source
        Of the index's figures.
    """

    election: Election
    before: Side
    after: Side
    index: str
    edition: str
    economy: str
    economies: int
    now: Standing
    published: tuple[str | None, int | None]
    assumptions: tuple[Step, ...]
    sources: tuple[Source, ...]
    replay: Replay


def compare(
    law: Law,
    reform: Law,
    election: Election,
    *,
    index: str = "gggi",
    edition: str | None = None,
    economy: str | None = None,
) -> Chain:
    """Carry a reform from the law to a place in the ranking.

    Parameters
    ----------
    law, reform : Law
        The law as it is, and the law as it would be.
    election : Election
        Whose votes both are counted on.
    index, edition : str
        The ranking: by default the latest edition of which there are figures.
    economy : str, optional
        ISO 3166 code; by default the country of the law.

    Returns
    -------
    Chain
        At each number of women: guaranteed, at most, and observed where published.

    Raises
    ------
    NotFound
        If the figures of the index are not part of this installation.
    BadInput
        If the economy is not ranked in the edition.
    """
    from tendik import indices
    from tendik.indices import packages

    specification = indices.load(index, edition)
    figures = packages.figures(specification, edition)
    specification = indices.load(index, figures.edition)
    country = (economy or law.country).upper()
    scores = specification.score(figures.table)
    if country not in scores:
        template = N_("{economy} is not ranked in {index} {edition}.")
        values = {"economy": country, "index": specification.id, "edition": figures.edition}
        raise BadInput([Problem(Message("reform.not-ranked", template, values), column="economy")])
    ranking = _Ranking(specification, scores, country)
    before, after = seats_under(law, election), seats_under(reform, election)
    published = figures.published.get(country)
    return Chain(
        election=election,
        before=Side(before, ranking.links([*bounds(before), *observed(election)])),
        after=Side(after, ranking.links(bounds(after))),
        index=specification.id,
        edition=figures.edition,
        economy=country,
        economies=len(scores),
        now=ranking.standing(scores, None),
        published=(published.score, published.rank) if published else (None, None),
        assumptions=tuple(_assumptions(before, after, figures.edition)),
        sources=figures.sources,
        replay=Replay(
            call=f"reform {law.id}@{law.version.id} to {reform.id}@{reform.version.id} {specification.id} {figures.edition}",
            engine=__version__,
            law=f"{reform.id}@{reform.version.id}",
            law_digest=reform.digest,
            data=election.id,
            data_digest=election.digest,
        ),
    )


class _Ranking:
    """One edition, asked again with another figure for one economy."""

    def __init__(self, index: Index, scores: Scores, economy: str) -> None:
        from tendik.indices import intervals

        self.index = index
        self.scores = scores
        self.economy = economy
        self.cells = scores.table.cells(economy)
        self.bounds: Mapping[str, Interval] = {
            key: one.score for key, one in intervals.scores(index, scores.table).items()
        }

    def links(self, numbers: Sequence[Representation]) -> tuple[Link, ...]:
        """Each number of women with where it leads."""
        return tuple(self.link(women) for women in numbers)

    def link(self, women: Representation) -> Link:
        from tendik.indices.whatif import what_if

        men = women.of - women.women
        ratio = Fraction(women.women, men) if men else None
        figure = ratio if ratio is not None else Fraction(1)  # the index cuts the ratio at parity
        after = what_if(self.scores, {self.economy: {PARLIAMENT: figure}}).after
        return Link(women, ratio, self.standing(after, figure))

    def standing(self, scores: Scores, figure: Fraction | None) -> Standing:
        """Where the economy stands in ``scores``, in which ``figure`` is that of parliament."""
        return Standing(
            pillar=scores.subindices[self.economy][PILLAR] or 0.0,
            score=scores[self.economy],
            rank=scores.rank()[self.economy],
            interval=self.interval(figure),
        )

    def interval(self, figure: Fraction | None) -> RankInterval:
        """Ranks that the rounding of the figures allows; ``figure`` replaces that of parliament."""
        from tendik.indices import intervals

        if figure is None:
            return intervals.ranks(self.index, self.bounds)[self.economy]
        table = self.index.prepare({self.economy: {**self.cells, PARLIAMENT: figure}})
        own = intervals.scores(self.index, table)[self.economy].score
        return intervals.ranks(self.index, {**self.bounds, self.economy: own})[self.economy]


def _assumptions(before: Seats, after: Seats, edition: str) -> list[Step]:
    def step(code: str, template: str, status: Status = "computed", **values: object) -> Step:
        return Step(Message(f"reform.{code}", template, values), "", status)

    found = [
        step(
            "others",
            N_("All other figures, and all other economies, are those of the edition of {edition}."),
            edition=edition,
        ),
        step("votes", N_("Voters and parties are taken to act as they did in that election.")),
        step(
            "chamber",
            N_(
                "The index counts women to men in the single or lower chamber; a ratio above one counts as one."
            ),
        ),
        step(
            "ministers",
            N_(
                "The quota moves parliament alone: women among ministers and heads of state stay as they are."
            ),
        ),
    ]
    outside = [seats for seats in (before, after) if seats.outside]
    found += [
        step(
            "outside",
            N_(
                "Seats outside the lists, which the quota does not reach: {seats} ({law}). Least: all men; most: all women."
            ),
            seats=seats.outside,
            law=seats.law.chamber,
        )
        for seats in outside
    ]
    found += [
        step("unconfirmed", N_("The law {law} is unconfirmed."), "unconfirmed", law=seats.law.title)
        for seats in (before, after)
        if seats.law.status == "unconfirmed"
    ]
    found.append(step("likely", N_("How likely each number of women is, is not estimated here.")))
    return found
