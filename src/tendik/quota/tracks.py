"""All rules on a list of a given length as one machine that reads it place by place."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from tendik.laws import Law
from tendik.laws.balance import BalanceRule
from tendik.laws.phrases import Phrase
from tendik.laws.schema import QuotaRule
from tendik.quota.bounds import Counting, Machine, Profile, State, machine
from tendik.quota.shares import required
from tendik.quota.units import asked


@dataclass(frozen=True)
class Weighing(Counting):
    """A share of a joint quota: persons counted once, once in each group, or group by group."""

    needed: int = 0
    each: bool = False

    def step(self, state: State, person: Profile) -> State | None:
        assert isinstance(state, tuple)  # noqa: S101
        if self.each or self.union:
            after = super().step(state, person)
            assert isinstance(after, tuple)  # noqa: S101
        else:
            after = (state[0] + len(person & set(self.groups)),)
        return tuple(min(count, self.needed) for count in after)

    @property
    def counted(self) -> tuple[tuple[str, ...], ...]:
        return tuple((group,) for group in self.groups) if self.each else (self.groups,)

    def kept(self, counts: Sequence[int], limit: int) -> bool:  # noqa: ARG002
        return min(counts) >= self.needed

    def within_reach(self, counts: Sequence[int], limit: int, left: int) -> bool:  # noqa: ARG002
        most = 1 if self.each or self.union else len(self.groups)
        return min(counts) + most * left >= self.needed

    def holds(self, state: State, size: int) -> bool:  # noqa: ARG002
        assert isinstance(state, tuple)  # noqa: S101
        return self.kept(state, 0)

    def may_hold(self, state: State, size: int, left: int) -> bool:  # noqa: ARG002
        assert isinstance(state, tuple)  # noqa: S101
        return self.within_reach(state, 0, left)


AT_LEAST = Phrase("at least", None, "at least")


def weighing(rule: QuotaRule, of: int) -> Weighing:
    """The machine of a joint quota whose share is taken of ``of`` persons."""
    needed = required(rule.at_least, of, rule.rounding)
    return Weighing(AT_LEAST, rule.groups, rule.count == "union", None, needed, rule.count == "each")


@dataclass
class Track:
    """One machine from ``start`` on, asked at the places in ``checks``."""

    machine: Machine
    start: int
    checks: dict[int, int] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """The place after which the track is over."""
        return max(self.checks)

    def read(self, state: State, at: int, person: Profile) -> State | None:
        """The state after ``person`` at place ``at``; ``None`` once the bound cannot be kept."""
        now = self.machine.step(state, person)
        if now is None:
            return None
        asked_at = min(end for end in self.checks if end > at)
        size, left = self.checks[asked_at], asked_at - at - 1
        kept = self.machine.may_hold(now, size, left) if left else self.machine.holds(now, size)
        return now if kept else None


def _tracks(law: Law, names: int) -> list[Track]:
    """What the rules of ``law`` ask of a list with ``names`` names."""
    tracks: list[Track] = []
    for rule in law.all(BalanceRule):
        begun: dict[tuple[int, Machine], Track] = {}
        for part in asked(rule, names):
            reads = machine(part.bound, rule.groups, rule.count, part.rounding)
            span = part.span
            track = begun.get((span.start, reads))
            if track is None:
                track = begun[span.start, reads] = Track(reads, span.start)
                tracks.append(track)
            track.checks[span.end] = span.size
    for joint in law.all(QuotaRule):
        if joint.of == "list" and names:
            tracks.append(Track(weighing(joint, names), 0, {names: names}))
    return tracks


def _at_the_end(track: Track, names: int) -> bool:
    """Whether the track only counts, and is asked only once the list is complete."""
    return isinstance(track.machine, Counting) and set(track.checks) == {names}


Joint = tuple[State, ...]


class Tracks:
    """The rules of a law on a list with ``names`` names, read place by place.

    A state is what every track under way remembers; ``None`` from :meth:`step` means that
    nothing that follows can make the list comply. With ``loose``, what is only counted at the
    end of the list is left aside: fewer states, for a bound.
    """

    def __init__(self, law: Law, names: int, *, loose: bool = False) -> None:
        self.names = names
        tracks = [track for track in _tracks(law, names) if not loose or not _at_the_end(track, names)]
        self._under_way: list[list[Track]] = [
            [track for track in tracks if track.start <= at < track.end] for at in range(names)
        ]
        self._kept = [
            [not _at_the_end(track, names) for track in under_way if track.end > at + 1]
            for at, under_way in enumerate(self._under_way)
        ]
        self._whole = [track.machine for track in tracks if not track.start and _at_the_end(track, names)]
        self._known: list[dict[tuple[Joint, Profile], Joint | None]] = [{} for _ in range(names)]

    def members(self, group: str, kinds: frozenset[Profile]) -> int:
        """Members of ``group`` that a list of these kinds needs at least, by its shares alone.

        Shares are looked at where each person belongs to ``group`` or to one other that they count.
        """
        least = 0
        for one in self._whole:
            pairs = (
                [groups for groups in one.counted if groups != (group,)] if isinstance(one, Counting) else []
            )
            if not isinstance(one, Counting) or len(one.counted) != 2 or len(pairs) != 1:
                continue
            if any((group in person) != person.isdisjoint(pairs[0]) for person in kinds):
                continue
            own = one.counted.index((group,))
            splits = ((n, self.names - n) if own == 0 else (self.names - n, n) for n in range(self.names + 1))
            kept = (n for n, split in enumerate(splits) if one.holds(split, self.names))
            least = max(least, next(kept, self.names))
        return least

    def beginning(self, places: int) -> Hashable:
        """What the first ``places`` places depend on: equal for lists that may begin alike."""
        tracks = {id(track): track for under_way in self._under_way[:places] for track in under_way}
        found = []
        for track in tracks.values():
            counts = isinstance(track.machine, Counting)  # others break at once, or never
            beyond = min((end for end in track.checks if end > places and counts), default=places)
            checks = tuple((end, size) for end, size in track.checks.items() if end <= beyond)
            found.append((track.machine, track.start, checks, track.end > places))
        return tuple(found)

    def loosen(self, state: Joint, at: int) -> Joint:
        """The part of a state before place ``at`` that is kept when tracks are read loosely."""
        if at == 0:
            return state
        return tuple(one for one, kept in zip(state, self._kept[at - 1], strict=True) if kept)

    @property
    def start(self) -> Joint:
        """The state before the first place."""
        return ()

    def step(self, state: Joint, at: int, person: Profile) -> Joint | None:
        """The state after ``person`` stands at place ``at``."""
        known = self._known[at]
        if (state, person) not in known:
            known[state, person] = self._step(state, at, person)
        return known[state, person]

    def _step(self, state: Joint, at: int, person: Profile) -> Joint | None:
        remembered = iter(state)
        after: list[State] = []
        for track in self._under_way[at]:
            before = track.machine.start if track.start == at else next(remembered)
            now = track.read(before, at, person)
            if now is None:
                return None
            if track.end > at + 1:
                after.append(now)
        return tuple(after)

    def complies(self, people: Sequence[Profile]) -> bool:
        """Whether a list of these persons keeps every rule."""
        state: Joint | None = self.start
        for at, person in enumerate(people):
            if state is None:
                return False
            state = self.step(state, at, person)
        return state is not None


def everyone(law: Law) -> list[Profile]:
    """Every set of groups that a person can be in; where both sexes are groups, one of them."""
    found: list[Profile] = [frozenset()]
    sexes: Mapping[str, str] = {key: group.sex for key, group in law.groups.items() if group.sex}
    if set(sexes.values()) == {"female", "male"}:
        found = [frozenset(key for key in sexes if sexes[key] == sex) for sex in ("female", "male")]
    elif sexes:
        found.append(frozenset(sexes))
    for key in law.groups:
        if key not in sexes:
            found += [profile | {key} for profile in found]
    return sorted(found, key=lambda profile: (len(profile), sorted(profile)))
