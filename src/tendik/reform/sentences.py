"""What a reform chain says, in sentences and words: shared by command line, page and report."""

from __future__ import annotations

from tendik.errors import N_, Message
from tendik.reform.chain import Chain, Side
from tendik.reform.representation import Representation
from tendik.values import Percent, Rounded

KINDS = {
    "guaranteed": N_("guaranteed to women"),
    "joint": N_("if women alone filled what is guaranteed to the groups together"),
    "at-most": N_("at most"),
    "observed": N_("as published: {source}"),
}

HEADINGS = (
    N_("Women in the chamber"),
    N_("Women"),
    N_("Seats"),
    N_("Share (SDG 5.5.1 a)"),
    N_("Political empowerment"),
    N_("Score"),
    N_("Rank"),
    N_("Ranks that rounding allows"),
)


def heading(chain: Chain) -> Message:
    """The answer in one sentence."""
    first = chain.after.links[0]
    ranks = [link.standing.rank for link in chain.after.links]
    template = N_(
        "The reform guarantees women {women} of {of} seats; the place in the ranking of edition {edition} can be anything from {best} to {worst}"
    )
    values = {
        "women": first.women.women,
        "of": first.women.of,
        "edition": chain.edition,
        "best": min(ranks),
        "worst": max(ranks),
    }
    return Message("reform.heading", template, values)


def now(chain: Chain) -> Message:
    """Where the economy stands in the edition that is taken."""
    template = N_(
        "Edition {edition}: published rank {published} of {economies}, score {score}; recomputed from the rounded figures: {rank}."
    )
    values = {
        "edition": chain.edition,
        "published": chain.published[1] if chain.published[1] is not None else "–",
        "economies": chain.economies,
        "score": Rounded(float(chain.published[0])) if chain.published[0] else "–",
        "rank": chain.now.rank,
    }
    return Message("reform.now", template, values)


def kind(women: Representation) -> Message:
    """What a number of women stands for."""
    return Message(f"reform.kind.{women.kind}", KINDS[women.kind], {"source": women.source or "–"})


def rows(side: Side) -> list[list[object]]:
    """One row a number of women, under ``HEADINGS``; figures ready to be shown."""
    return [
        [
            kind(link.women),
            link.women.women,
            link.women.of,
            Percent(link.women.share),
            Rounded(link.standing.pillar),
            Rounded(link.standing.score),
            link.standing.rank,
            _interval(link.standing.interval.best, link.standing.interval.worst),
        ]
        for link in side.links
    ]


def _interval(best: int, worst: int) -> str:
    return str(best) if best == worst else f"{best}–{worst}"
