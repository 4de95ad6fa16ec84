"""The cheapest list that complies and the cheapest result from it, place by place.

For laws whose lists elect by their order, or members of a group first by votes and then by
order. The search goes on where the least is expected first (A*, Hart, Nilsson and Raphael
1968). What is expected never exceeds what follows: it is the least that the first places cost
when the shares of the whole list are left aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from tendik.quota.bounds import Profile
from tendik.quota.select import Demand
from tendik.quota.tracks import Joint, Tracks

Priced = Callable[[Profile], bool]
Options = Sequence[Sequence[Profile]]
Seen = tuple[Joint, int, tuple[int, ...]]
"""What matters of the places behind: the rules, seats given by votes, cover of each demand."""


@dataclass(frozen=True)
class Worst:
    """A list that complies, place by place, and which of its places are elected."""

    price: int
    line: tuple[Profile, ...]
    elected: tuple[int, ...]


@dataclass(frozen=True)
class Swap:
    """A correction: up to ``needed`` of ``group``, the last elected of ``other`` give way to the next.

    ``gain`` is what one exchange adds to the price. Where nobody may come in, the result
    ``stands`` or is impossible.
    """

    group: str
    other: str
    needed: int
    gain: int
    stands: bool


@dataclass(frozen=True)
class Filling:
    """How the seats of a list are filled: ``quota`` members of ``group`` by votes, then by order.

    Without ``group`` votes may be for anyone.

    Without ``enough`` the list has no more members than ``quota``: all of them are in.
    ``demands`` bind those elected; ``swaps`` follow.
    """

    seats: int
    demands: tuple[Demand, ...]
    group: str | None = None
    quota: int = 0
    enough: bool = True

    swaps: tuple[Swap, ...] = ()

    @property
    def start(self) -> Seen:
        """Before the first place."""
        return (), 0, (0,) * (len(self.demands) + 2 * len(self.swaps))

    @property
    def drop(self) -> int:
        """By how much corrections can make the price fall, at most."""
        return sum(swap.needed * max(0, -swap.gain) for swap in self.swaps)

    def ways(self, at: int, seen: Seen, person: Profile) -> Iterator[tuple[int, tuple[int, ...], bool]]:
        """Seats by votes, cover, and whether ``person`` at place ``at`` is elected, each way it may go."""
        _, voted, met = seen
        if voted < self.quota and self.votes_for(person):
            yield voted + 1, self._after(met, person, elected=True), True
        if self.enough or not self.votes_for(person):
            seat = at - voted < self.seats - self.quota
            yield voted, self._after(met, person, elected=seat), seat

    def votes_for(self, person: Profile) -> bool:
        """Whether votes may elect the person before the order does."""
        return self.group is None or self.group in person

    def _after(self, met: tuple[int, ...], person: Profile, *, elected: bool) -> tuple[int, ...]:
        """The cover of each demand; of each correction those elected and those who may come in."""
        now = list(met)
        for index, demand in enumerate(self.demands):
            if elected:
                now[index] = min(demand.needed, now[index] + demand.cover(person))
        for index, swap in enumerate(self.swaps):
            place = len(self.demands) + 2 * index + (not elected)
            now[place] = min(swap.needed, now[place] + (swap.group in person))
        return tuple(now)

    def exchanges(self, seen: Seen) -> list[int] | None:
        """How many each correction brings in at the end of the list; ``None`` if it cannot end so."""
        _, voted, met = seen
        if voted != self.quota or any(
            m < d.needed for d, m in zip(self.demands, met[: len(self.demands)], strict=True)
        ):
            return None
        counts = []
        for index, swap in enumerate(self.swaps):
            elected, left = met[len(self.demands) + 2 * index :][:2]
            lack = swap.needed - elected
            if lack > left and not swap.stands:
                return None
            counts.append(min(lack, left))
        return counts


class Ahead:
    """The least that remains to be paid from a place on, if nothing is counted at the end of a list."""

    def __init__(self, tracks: Tracks | None, options: Options, priced: Priced, filling: Filling) -> None:
        self.tracks, self.filling, self.horizon = tracks, filling, filling.seats
        prices = [priced(p) for places in options for p in places if filling.votes_for(p)]
        self.least_vote = int(min(prices, default=True))
        layers: list[list[Seen]] = [[filling.start]]
        steps: list[dict[Seen, list[tuple[int, Seen]]]] = []
        for at in range(self.horizon):
            following: dict[Seen, list[tuple[int, Seen]]] = {}
            for seen in layers[-1]:
                following[seen] = list(forward(tracks, options[at], priced, filling, at, seen))
            steps.append(following)
            layers.append(list(dict.fromkeys(after for ways in following.values() for _, after in ways)))
        self.costs: list[dict[Seen, int]] = [{} for _ in layers]
        for seen in layers[-1]:
            self.costs[-1][seen] = self.by_votes(seen)
        for at in range(self.horizon - 1, -1, -1):
            later = self.costs[at + 1]
            for seen, ways in steps[at].items():
                costs = [price + later[after] for price, after in ways if after in later]
                if costs:
                    self.costs[at][seen] = min(costs)

    def by_votes(self, seen: Seen) -> int:
        """What seats that are yet to be given by votes cost."""
        return (self.filling.quota - seen[1]) * self.least_vote

    @property
    def least(self) -> int | None:
        """No list costs less; ``None`` if none complies."""
        least = self.costs[0].get(self.filling.start)
        return None if least is None else least - self.filling.drop

    def expected(self, tracks: Tracks | None, at: int, seen: Seen) -> int | None:
        """What a place of a list read with ``tracks`` costs from here on at least."""
        if at > self.horizon:
            return self.by_votes(seen) - self.filling.drop
        state, voted, met = seen
        loose = tracks.loosen(state, at) if tracks else state
        least = self.costs[at].get((loose, voted, met))
        return None if least is None else least - self.filling.drop


def forward(
    tracks: Tracks | None, kinds: Iterable[Profile], priced: Priced, filling: Filling, at: int, seen: Seen
) -> Iterator[tuple[int, Seen]]:
    """What each person at place ``at`` costs, and what is seen then."""
    for _, _, price, after in moves(tracks, kinds, priced, filling, at, seen):
        yield price, after


def moves(
    tracks: Tracks | None, kinds: Iterable[Profile], priced: Priced, filling: Filling, at: int, seen: Seen
) -> Iterator[tuple[Profile, bool, int, Seen]]:
    """Each person that may stand at place ``at``: elected or not, the price, what is seen then."""
    for person in kinds:
        state = () if tracks is None else tracks.step(seen[0], at, person)
        if state is None:
            continue
        for voted, met, elected in filling.ways(at, seen, person):
            yield person, elected, int(elected and priced(person)), (state, voted, met)


def walk(
    tracks: Tracks | None,
    options: Options,
    priced: Priced,
    filling: Filling,
    ahead: Ahead,
    below: int | None = None,
) -> Worst | None:
    """The cheapest list and result, if there is one that costs less than ``below``."""
    Place = tuple[int, Seen]  # noqa: N806
    first: Place = (0, filling.start)
    expected = ahead.expected(tracks, *first)
    if expected is None:
        return None
    paid: dict[Place, int] = {first: 0}
    came: dict[Place, tuple[Place, Profile, bool]] = {}
    queue: list[tuple[int, int, int, Place]] = [(expected, 0, 0, first)]
    done: set[Place] = set()
    number = 0
    while queue:
        expected, _, _, place = heappop(queue)
        if below is not None and expected >= below:
            return None
        if place in done:
            continue
        done.add(place)
        at, seen = place
        if at > len(options):
            return _worst(paid[place], (at - 1, seen), came, filling)
        if at == len(options):
            exchanges = filling.exchanges(seen)
            if exchanges is not None:
                ending = (at + 1, seen)
                gains = (n * swap.gain for n, swap in zip(exchanges, filling.swaps, strict=True))
                paid[ending] = paid[place] + sum(gains)
                number += 1
                heappush(queue, (paid[ending], -at, -number, ending))
            continue
        for person, elected, price, after in moves(tracks, options[at], priced, filling, at, seen):
            following = (at + 1, after)
            total = paid[place] + price
            if following in paid and paid[following] <= total:
                continue
            rest = ahead.expected(tracks, *following)
            if rest is None or filling.quota - after[1] > len(options) - at - 1:
                continue
            paid[following] = total
            came[following] = (place, person, elected)
            number += 1
            heappush(queue, (total + rest, -at, -number, following))
    return None


def _worst(
    price: int,
    end: tuple[int, Seen],
    came: dict[tuple[int, Seen], tuple[tuple[int, Seen], Profile, bool]],
    filling: Filling,
) -> Worst:
    """The list that leads to its ``end``, and those elected after corrections."""
    line: list[Profile] = []
    places: list[int] = []
    place = end
    while place in came:
        place, person, elected = came[place]
        line.append(person)
        if elected:
            places.append(place[0])
    line.reverse()
    for swap, count in zip(filling.swaps, filling.exchanges(end[1]) or (), strict=True):
        for _ in range(count):
            places.remove(max(at for at in places if swap.other in line[at]))
            places.append(next(at for at, p in enumerate(line) if swap.group in p and at not in places))
    return Worst(price, tuple(line), tuple(sorted(places)))


def fewest(tracks: Tracks | None, options: Options, group: str, enough: int) -> int:
    """The fewest members of ``group`` on a list that complies, or ``enough`` if there are as many."""
    kinds = frozenset(person for places in options for person in places)
    if tracks is not None and tracks.members(group, kinds) >= enough:
        return enough
    states: dict[Joint, int] = {(): 0}
    for at, people in enumerate(options):
        after: dict[Joint, int] = {}
        for state, count in states.items():
            for person in people:
                now = count + (group in person)
                following = () if tracks is None else tracks.step(state, at, person)
                if following is not None and now < min(enough, after.get(following, enough)):
                    after[following] = now
        states = after
    return min(states.values(), default=enough)


def counted(people: Iterable[Profile]) -> dict[Profile, int]:
    """How many there are of each kind."""
    kinds: dict[Profile, int] = {}
    for person in people:
        kinds[person] = kinds.get(person, 0) + 1
    return kinds
