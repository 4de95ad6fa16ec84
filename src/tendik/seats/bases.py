"""What a threshold is a share of, as far as an election's counts tell."""

from __future__ import annotations

from tendik.elections import Election
from tendik.seats.thresholds import Base
from tendik.values import Count


def base_of(kind: str, election: Election) -> Base:
    """The base of a threshold: ``cast``, ``valid`` or ``remaining`` votes of ``election``.

    Where the count itself is missing, it lies between what it must contain and what must
    contain it: votes for lists ≤ valid votes ≤ votes cast ≤ ballots issued ≤ registered.
    """
    remaining = sum(party.votes or 0 for party in election.lists)
    if kind == "remaining":
        return Base(remaining, remaining)
    count = election.took_part if kind == "cast" else election.valid
    if count.value is not None:
        return Base(count.value, count.value)
    inside = [remaining + (_low(election.against_all) or 0), _low(count)]
    if kind == "cast":
        inside.append(_low(election.valid))
    outside = [_high(count), _high(election.issued), _high(election.registered)]
    if kind == "valid":
        outside.append(_high(election.took_part))
    highs = [high for high in outside if high is not None]
    return Base(max(low for low in inside if low is not None), min(highs) if highs else None)


def _low(count: Count) -> int | None:
    return count.value if count.value is not None else count.at_least


def _high(count: Count) -> int | None:
    return count.value if count.value is not None else count.at_most
