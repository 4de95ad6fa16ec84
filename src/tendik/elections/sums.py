"""Sums that cannot be: more votes than voters, more voters than registered."""

from __future__ import annotations

from tendik.elections.election import Election
from tendik.errors import N_, Message, Problem
from tendik.values import Count


def least(count: Count) -> int:
    """The least that ``count`` can be; 0 where nothing is known."""
    return next((bound for bound in (count.at_least, count.value) if bound is not None), 0)


def most(count: Count) -> int | None:
    """The most that ``count`` can be; ``None`` where nothing is known."""
    return next((bound for bound in (count.at_most, count.value) if bound is not None), None)


_NAMES = {
    "votes": Message("package.votes", N_("votes for lists and against all")),
    "valid": Message("package.valid", N_("valid votes")),
    "took_part": Message("package.took-part", N_("voters who took part")),
    "issued": Message("package.issued", N_("ballots issued")),
    "registered": Message("package.registered", N_("registered voters")),
}
_NOT_MORE = (
    ("votes", "valid"),
    ("votes", "took_part"),
    ("valid", "took_part"),
    ("took_part", "issued"),
    ("took_part", "registered"),
)


def impossible_sums(election: Election, file: str) -> list[Problem]:
    """The contradictions among the counts of ``election``.

    Only what no reading can save is a problem: bounds are taken at their kindest.
    """
    counts = {
        "valid": election.valid,
        "took_part": election.took_part,
        "issued": election.issued,
        "registered": election.registered,
    }
    problems = []
    bounded = [(f"counts.{name}", count) for name, count in counts.items()]
    bounded += [(f"lists.{item.id}.estimate", item.estimate) for item in election.lists if item.estimate]
    for field, count in bounded:
        bounds = [bound for bound in (count.at_least, count.value, count.at_most) if bound is not None]
        if bounds != sorted(bounds):
            message = Message(
                "package.bounds-cross",
                N_("The bounds and the value of this count contradict each other: {bounds}."),
                {"bounds": bounds},
            )
            problems.append(Problem(message, file, column=field))
    lists = sum(least(item.estimate) if item.estimate else item.votes or 0 for item in election.lists)
    lowest = {name: least(count) for name, count in counts.items()}
    lowest["votes"] = lists + least(election.against_all)
    for small, large in _NOT_MORE:
        limit = most(counts[large])
        if limit is not None and lowest[small] > limit:
            message = Message(
                "package.impossible-sum",
                N_(
                    "There cannot be more {small} ({found}) than {large} ({limit}). Correct one of the figures."
                ),
                {"small": _NAMES[small], "found": lowest[small], "large": _NAMES[large], "limit": limit},
            )
            problems.append(Problem(message, file, column=f"counts.{large}"))
    return problems
