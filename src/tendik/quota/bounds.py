"""What a rule asks of the groups on a part of a list: each bound a small machine, in a register.

A machine reads persons one by one, each as the set of groups the person is in. The same
machine checks a list, repairs it and looks for the worst list that the law allows.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from tendik.laws.phrases import Phrase
from tendik.quota.shares import required

State = Hashable
Profile = frozenset[str]


@dataclass(frozen=True)
class Machine(ABC):
    """One bound over ``groups``; ``union`` counts a person once whatever the person is in.

    ``rounding`` is that of a share; without it the words are taken literally.
    """

    bound: Phrase
    groups: tuple[str, ...]
    union: bool = False
    rounding: str | None = None

    @property
    @abstractmethod
    def start(self) -> State:
        """The state before the first person."""

    @abstractmethod
    def step(self, state: State, person: Profile) -> State | None:
        """The state after ``person``; ``None`` once nothing can mend it."""

    @abstractmethod
    def holds(self, state: State, size: int) -> bool:
        """Whether the bound is kept by the ``size`` persons read."""

    def may_hold(self, state: State, size: int, left: int) -> bool:  # noqa: ARG002
        """Whether ``size`` persons may yet keep the bound, ``left`` of them not read; never no in doubt."""
        return True

    def limit(self, size: int) -> int:
        """The number that the bound names, of ``size`` persons."""
        value = self.bound.value
        if isinstance(value, Fraction):
            return required(value, size, self.rounding or self.literal)
        return self.bound.number

    @property
    def literal(self) -> str:
        """How a share is rounded if the words are taken literally: "at most" downwards."""
        return "down"


@dataclass(frozen=True)
class Counting(Machine):
    """A bound on how many there are of each group, or of all groups together."""

    @property
    def counted(self) -> tuple[tuple[str, ...], ...]:
        """Which groups are counted together."""
        return (self.groups,) if self.union else tuple((group,) for group in self.groups)

    @property
    def start(self) -> State:
        return (0,) * len(self.counted)

    def step(self, state: State, person: Profile) -> State | None:
        assert isinstance(state, tuple)  # noqa: S101  (told to the type checker)
        return tuple(
            count + (not person.isdisjoint(groups)) for count, groups in zip(state, self.counted, strict=True)
        )

    def holds(self, state: State, size: int) -> bool:
        assert isinstance(state, tuple)  # noqa: S101
        return self.kept(state, self.limit(size))

    def may_hold(self, state: State, size: int, left: int) -> bool:
        assert isinstance(state, tuple)  # noqa: S101
        return self.within_reach(state, self.limit(size), left)

    @abstractmethod
    def kept(self, counts: Sequence[int], limit: int) -> bool:
        """Whether ``counts`` are within ``limit``."""

    @abstractmethod
    def within_reach(self, counts: Sequence[int], limit: int, left: int) -> bool:
        """Whether ``counts`` may be within ``limit`` after ``left`` more persons."""


BOUNDS: dict[str, type[Machine]] = {}
M = TypeVar("M", bound=type[Machine])


def _bound(name: str) -> Callable[[M], M]:
    def register(machine: M) -> M:
        BOUNDS[name] = machine
        return machine

    return register


@_bound("at least")
class AtLeast(Counting):
    """At least so many, or such a share, of each."""

    def kept(self, counts: Sequence[int], limit: int) -> bool:
        return min(counts) >= limit

    def within_reach(self, counts: Sequence[int], limit: int, left: int) -> bool:
        return min(counts) + left >= limit

    @property
    def literal(self) -> str:
        return "up"


@_bound("at most")
class AtMost(Counting):
    """At most so many, or such a share, of each."""

    def kept(self, counts: Sequence[int], limit: int) -> bool:
        return max(counts) <= limit

    def within_reach(self, counts: Sequence[int], limit: int, left: int) -> bool:  # noqa: ARG002
        return max(counts) <= limit


@_bound("difference at most")
class Difference(Counting):
    """The two groups differ by at most so many, or by such a share of all."""

    def kept(self, counts: Sequence[int], limit: int) -> bool:
        return max(counts) - min(counts) <= limit

    def within_reach(self, counts: Sequence[int], limit: int, left: int) -> bool:
        return max(counts) - min(counts) <= limit + left


@_bound("alternation")
@_bound("alternation from")
class Alternation(Machine):
    """The two groups take turns; the state is the group that came last."""

    @property
    def start(self) -> State:
        return ""

    def step(self, state: State, person: Profile) -> State | None:
        own = [group for group in self.groups if group in person]
        if len(own) != 1 or own[0] == state:
            return None
        if state == "" and self.bound.value not in (None, own[0]):
            return None
        return own[0]

    def holds(self, state: State, size: int) -> bool:  # noqa: ARG002
        return True


@_bound("in a row at most")
class InARow(Machine):
    """No more than so many of one group one after another; the state is how many so far."""

    @property
    def start(self) -> State:
        return (0,) * len(self.groups)

    def step(self, state: State, person: Profile) -> State | None:
        assert isinstance(state, tuple)  # noqa: S101
        runs = tuple(run + 1 if group in person else 0 for run, group in zip(state, self.groups, strict=True))
        return None if max(runs) > self.bound.number else runs

    def holds(self, state: State, size: int) -> bool:  # noqa: ARG002
        return True


def machine(bound: Phrase, groups: tuple[str, ...], count: str, rounding: str | None) -> Machine:
    """The machine of ``bound`` over ``groups``."""
    return BOUNDS[bound.name](bound, groups, count == "union", rounding)
