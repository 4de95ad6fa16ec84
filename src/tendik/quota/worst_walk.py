"""The cheapest list that complies and the cheapest result from it, for one length of the list.

Two searches: place by place, where the order decides, and over the compositions that
comply, where votes may elect anyone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tendik.quota.bounds import Profile
from tendik.quota.select import Demand
from tendik.quota.tracks import Joint, Tracks
from tendik.quota.worst import People, solve

Priced = Callable[[Profile], bool]


@dataclass(frozen=True)
class Worst:
    """A list that complies, place by place, and which of its places are elected."""

    price: int
    line: tuple[Profile, ...]
    elected: tuple[int, ...]


def walk(
    tracks: Tracks | None,
    options: Sequence[Sequence[Profile]],
    priced: Priced,
    group: str,
    quota: int,
    enough: bool,
    seats: int,
    demands: Sequence[Demand],
) -> Worst | None:
    """Place by place: ``quota`` members of ``group`` by votes, the rest by the order.

    Without ``enough`` the list has no more members than ``quota``: all of them are in.
    """
    Node = tuple[Joint, int, int, tuple[int, ...]]  # noqa: N806  (rules, by votes, by order, mandates)
    start: Node = ((), 0, 0, tuple(0 for _ in demands))
    layer: dict[Node, int] = {start: 0}
    came: list[dict[Node, tuple[Node, Profile, bool]]] = []
    for at, kinds in enumerate(options):
        after: dict[Node, int] = {}
        back: dict[Node, tuple[Node, Profile, bool]] = {}
        for node, price in layer.items():
            state, voted, ordered, met = node
            for person in kinds:
                state_after = () if tracks is None else tracks.step(state, at, person)
                if state_after is None:
                    continue
                ways = []
                if group and group in person and voted < quota:
                    ways.append((voted + 1, ordered, True))
                if enough or group not in person:
                    seat = ordered < seats - quota
                    ways.append((voted, ordered + seat, seat))
                for by_votes, by_order, elected in ways:
                    kept = met
                    if elected:
                        kept = tuple(
                            min(d.needed, m + d.cover(person)) for d, m in zip(demands, met, strict=True)
                        )
                    following = (state_after, by_votes, by_order, kept)
                    total = price + (elected and priced(person))
                    if following not in after or total < after[following]:
                        after[following] = total
                        back[following] = (node, person, elected)
        layer = after
        came.append(back)
    full = tuple(demand.needed for demand in demands)
    ends = [
        (price, index, node)
        for index, (node, price) in enumerate(layer.items())
        if node[1] == quota
        and node[2] == seats - quota
        and all(m >= d for m, d in zip(node[3], full, strict=True))
    ]
    if not ends:
        return None
    price, _, node = min(ends, key=lambda end: end[:2])
    line, elected_places = [], []
    for at in range(len(options) - 1, -1, -1):
        node, person, elected = came[at][node]
        line.append(person)
        if elected:
            elected_places.append(at)
    return Worst(price, tuple(reversed(line)), tuple(reversed(elected_places)))


def fewest(tracks: Tracks | None, options: Sequence[Sequence[Profile]], group: str) -> int | None:
    """The fewest members of ``group`` on a list that complies; ``None`` if none does."""
    states: dict[Joint, int] = {(): 0}
    for at, kinds in enumerate(options):
        states = least(
            (after, count + (group in person))
            for state, count in states.items()
            for person in kinds
            if (after := () if tracks is None else tracks.step(state, at, person)) is not None
        )
    return min(states.values(), default=None)


def compose(
    tracks: Tracks | None,
    options: Sequence[Sequence[Profile]],
    priced: Priced,
    floor: int,
    seats: int,
    demands: Sequence[Demand],
) -> Worst | None:
    """Every composition of a list that complies, and the worst choice from each.

    No price is below ``floor``: the first that attains it will do.
    """
    kinds = list(dict.fromkeys(person for places in options for person in places))
    Node = tuple[Joint, tuple[int, ...]]  # noqa: N806
    layer: dict[Node, None] = {((), (0,) * len(kinds)): None}
    came: list[dict[Node, tuple[Node, Profile]]] = []
    for at, places in enumerate(options):
        back: dict[Node, tuple[Node, Profile]] = {}
        for node in layer:
            for person in places:
                state = () if tracks is None else tracks.step(node[0], at, person)
                if state is None:
                    continue
                index = kinds.index(person)
                counts = (*node[1][:index], node[1][index] + 1, *node[1][index + 1 :])
                back.setdefault((state, counts), (node, person))
        layer = dict.fromkeys(back)
        came.append(back)
    best: tuple[int, Node, People] | None = None
    for node in layer:
        people = {kind: count for kind, count in zip(kinds, node[1], strict=True) if count}
        elected, lacking = solve(people, seats, demands, priced)
        price = sum(count for person, count in elected.items() if priced(person))
        if not lacking and (best is None or price < best[0]):
            best = price, node, elected
            if price <= floor:
                break
    if best is None:
        return None
    price, node, elected = best
    line = []
    for back in reversed(came):
        node, person = back[node]
        line.append(person)
    line.reverse()
    wanted = dict(elected)
    places_elected = []
    for place, person in enumerate(line):
        if wanted.get(person, 0):
            wanted[person] -= 1
            places_elected.append(place)
    return Worst(price, tuple(line), tuple(places_elected))


def counted(people: Iterable[Profile]) -> dict[Profile, int]:
    """How many there are of each kind."""
    kinds: dict[Profile, int] = {}
    for person in people:
        kinds[person] = kinds.get(person, 0) + 1
    return kinds


def least(found: Iterable[tuple[Joint, int]]) -> dict[Joint, int]:
    """The least price of each state."""
    best: dict[Joint, int] = {}
    for state, price in found:
        if state not in best or price < best[state]:
            best[state] = price
    return best
