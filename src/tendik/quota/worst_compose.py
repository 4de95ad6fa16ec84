"""The worst result of one list where votes may elect anyone on it, for one length of the list.

Who stands where matters to compliance alone, so every composition of a list that complies is
found, place by place, and the worst choice from each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tendik.quota.bounds import Profile
from tendik.quota.select import Demand
from tendik.quota.tracks import Joint, Tracks
from tendik.quota.worst import People, solve
from tendik.quota.worst_walk import Priced, Worst


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
        elected, lacking = solve(people, seats, left(demands, people), priced)
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


def left(demands: Sequence[Demand], people: People) -> list[Demand]:
    """What demands ask of these people: some ask no more than there are."""
    return [
        replace(demand, needed=min(demand.needed, sum(demand.cover(p) * n for p, n in people.items())))
        if demand.if_left
        else demand
        for demand in demands
    ]
