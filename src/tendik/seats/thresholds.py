"""Which lists pass a threshold, when the base of the share may be known or only bounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Base:
    """The number of votes that a threshold is a share of: ``low`` to ``high``, inclusive.

    An exactly known base has ``low == high``; ``high`` is ``None`` where no source
    bounds it from above.
    """

    low: int
    high: int | None

    @property
    def known(self) -> bool:
        """Whether the base is one number."""
        return self.low == self.high


def admitted(
    votes: Sequence[int],
    *,
    share: Fraction,
    base: Base,
    comparison: str = "at-least",
    members: Sequence[int] | None = None,
    coalition: Mapping[int, Fraction] | None = None,
    elsewhere: Sequence[int] | None = None,
    elsewhere_at_least: int | None = None,
    exempt: Sequence[bool] | None = None,
) -> tuple[bool | None, ...]:
    """Whether each list is admitted: yes, no, or ``None`` where the base leaves it open.

    Parameters
    ----------
    votes : sequence of int, shape (P,)
    share : Fraction
        The threshold, for example 5/100.
    base : Base
        What the share is of: votes cast, valid votes, or those that remain.
    comparison : {"at-least", "more-than"}
        Whether a list exactly on the threshold passes.
    members, coalition : optional
        Parties in each list, and the share asked from that many members up
        (``{2: Fraction(8, 100)}``).
    elsewhere, elsewhere_at_least : optional
        The alternative: seats won or shares reached in constituencies by each list, and
        how many of them admit it whatever its share (New Zealand: one electorate).
    exempt : sequence of bool, optional
        Lists to which the threshold does not apply, such as those of minorities.

    Returns
    -------
    tuple of (bool or None), shape (P,)

    Raises
    ------
    ValueError
        If the comparison is not known.
    """
    if comparison not in {"at-least", "more-than"}:
        raise ValueError(f"comparison must be at-least or more-than, not {comparison!r}")

    def passes(count: int, asked: Fraction, of: int) -> bool:
        reached = count * asked.denominator
        needed = asked.numerator * of
        return reached >= needed if comparison == "at-least" else reached > needed

    def one(index: int, count: int) -> bool | None:
        if exempt is not None and exempt[index]:
            return True
        if (
            elsewhere is not None
            and elsewhere_at_least is not None
            and elsewhere[index] >= elsewhere_at_least
        ):
            return True
        asked = share
        if coalition and members is not None:
            sizes = [size for size in coalition if size <= members[index]]
            asked = coalition[max(sizes)] if sizes else share
        if not passes(count, asked, base.low):
            return False
        if base.high is not None and passes(count, asked, base.high):
            return True
        return None

    return tuple(one(index, count) for index, count in enumerate(votes))


def greatest_base(count: int, share: Fraction, comparison: str = "at-least") -> int:
    """The greatest base of which ``count`` votes still pass ``share``."""
    exact = Fraction(count) / share
    greatest = exact.numerator // exact.denominator
    return greatest - 1 if comparison == "more-than" and greatest == exact else greatest
