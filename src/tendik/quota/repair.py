"""The least change that makes a list comply: who moves where, and whom only a new name can replace.

On an ordered list, first as few persons as can be give their place to new ones, then as
few as can be move, then they move over as few places as can be. Exact: a shortest path
over what the rules remember and, for each kind of person, how many have been taken off
and not yet put back; the displacement is the number of persons carried over each place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from itertools import count

from tendik.errors import N_, Infeasible, Message
from tendik.laws import Law
from tendik.laws.schema import BalanceRule, ListOrderRule, QuotaRule
from tendik.quota.bounds import Profile
from tendik.quota.check import longest, places
from tendik.quota.choice import Kind, choose
from tendik.quota.groups import Days, membership
from tendik.quota.select import demands_of
from tendik.quota.tracks import Joint, Tracks, everyone
from tendik.values import PartyList


@dataclass(frozen=True)
class Newcomer:
    """A place (from 1) that only a new name can fill, and the groups that the person is in."""

    place: int
    groups: frozenset[str]


@dataclass(frozen=True)
class Repair:
    """The least change.

    Attributes
    ----------
    order : tuple of (int or None)
        Ordered lists: the row of the person at each place of the new list, ``None`` for a
        newcomer. Of an unordered list, the rows that stay.
    moved : tuple of int
        Rows of the persons who change their place.
    displacement : int
        Over how many places they move, all together.
    replaced : tuple of int
        Rows of the persons who leave the list.
    newcomers : tuple of Newcomer
        Who comes in for them; on an unordered list the place is 0.
    additions : int or None
        Unordered lists: how many members, added, would do instead, if the list has room.
    """

    list: str
    order: tuple[int | None, ...]
    moved: tuple[int, ...] = ()
    displacement: int = 0
    replaced: tuple[int, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    additions: int | None = None

    @property
    def only_new(self) -> bool:
        """Whether no order of the names on the list complies."""
        return bool(self.newcomers)


def repair(law: Law, party: PartyList, *, on: date | None = None) -> Repair:
    """The least change that makes ``party`` comply with every rule on lists.

    Parameters
    ----------
    law : Law
    party : PartyList
        With its candidates. A person whose group is not stated counts as outside it.
    on : date, optional
        Election day, on which age is measured; without it, the day of the law.

    Returns
    -------
    Repair

    Raises
    ------
    Infeasible
        If no list of this length can comply: the rules contradict each other.
    """
    days = Days(on or law.on, None)
    people = [membership(candidate, law.groups, days).certain for candidate in party.candidates]
    rule = law.get(ListOrderRule)
    if rule is not None and rule.order == "unordered" and not law.all(BalanceRule):
        return _unordered(law, party, people)
    return _Path(law, people, new=False).shortest(party) or _Path(law, people, new=True).needed(party)


Cost = tuple[int, int, int]
Node = tuple[Joint, tuple[int, ...]]
Deed = tuple[Profile, bool, bool]
"""Who stands at a place now; whether the person is new; whether the one before leaves."""


class _Path:
    """The shortest path through the places of one list.

    A node holds what the rules remember and, for each kind, how many persons have been
    taken off earlier places (positive) or borrowed from later ones (negative).
    """

    def __init__(self, law: Law, people: Sequence[Profile], *, new: bool) -> None:
        self.people = people
        self.choices = (False, True) if new else (False,)
        self.tracks = Tracks(law, len(people))
        self.free = everyone(law)
        self.kinds = list(dict.fromkeys([*people, *self.free]))
        self.ahead = [[0] * len(self.kinds)]
        for person in reversed(people):
            later = list(self.ahead[-1])
            later[self.kinds.index(person)] += 1
            self.ahead.append(later)
        self.ahead.reverse()

    def needed(self, party: PartyList) -> Repair:
        """The least change, where no order of the names complies."""
        found = self.shortest(party)
        if found is None:
            template = N_("No list of this length can meet all rules of the law. Names: {names}.")
            raise Infeasible(Message("repair.infeasible", template, {"names": len(self.people)}))
        return found

    def shortest(self, party: PartyList) -> Repair | None:
        """The least change; ``None`` if there is none. Places are those of ``party``."""
        start: Node = (self.tracks.start, (0,) * len(self.kinds))
        number = count()
        queue: list[tuple[Cost, int, int, Node]] = [((0, 0, 0), 0, next(number), start)]
        best: dict[tuple[int, Node], Cost] = {(0, start): (0, 0, 0)}
        came: dict[tuple[int, Node], tuple[Node, Deed]] = {}
        while queue:
            cost, back, _, node = heappop(queue)
            at = -back
            if cost > best[at, node]:
                continue
            if at == len(self.people):
                return self._told(party, self._deeds(came, at, node), cost)
            for step, following, deed in self._steps(at, node):
                total = (cost[0] + step[0], cost[1] + step[1], cost[2] + step[2])
                key = (at + 1, following)
                if key not in best or total < best[key]:
                    best[key] = total
                    came[key] = (node, deed)
                    heappush(queue, (total, -(at + 1), next(number), following))
        return None

    def _steps(self, at: int, node: Node) -> Iterator[tuple[Cost, Node, Deed]]:
        """What may be done at a place: leave it, or put another kind of person there.

        Whoever fits stays: exchanging two of a kind only moves one more.
        """
        state, carried = node
        own = self.people[at]
        for kind, person in enumerate(self.kinds):
            after = self.tracks.step(state, at, person)
            if after is None:
                continue
            if person == own:
                if self._possible(at + 1, carried):
                    yield (0, 0, sum(map(abs, carried))), (after, carried), (person, False, False)
                continue
            for new in self.choices:
                if new and person not in self.free:
                    continue
                for leaves in self.choices:
                    moving = list(carried)
                    moving[kind] -= not new
                    moving[self.kinds.index(own)] += not leaves
                    if self._possible(at + 1, moving):
                        cost = (int(new), 1, sum(map(abs, moving)))
                        yield cost, (after, tuple(moving)), (person, new, leaves)

    def _possible(self, at: int, carried: Sequence[int]) -> bool:
        """Whether those carried can still be set down, and those borrowed still be met."""
        rest = len(self.people) - at
        owed = sum(c for c in carried if c > 0)
        return owed <= rest and all(
            -c <= later for c, later in zip(carried, self.ahead[at], strict=True) if c < 0
        )

    @staticmethod
    def _deeds(came: dict[tuple[int, Node], tuple[Node, Deed]], at: int, node: Node) -> list[Deed]:
        deeds = []
        while at:
            node, deed = came[at, node]
            deeds.append(deed)
            at -= 1
        return deeds[::-1]

    def _told(self, party: PartyList, deeds: Sequence[Deed], cost: Cost) -> Repair:
        """Who goes where: of each kind, those taken off fill the open places in order."""
        rows = places(party)
        taken: dict[Profile, list[int]] = {}
        open_places: dict[Profile, list[int]] = {}
        order: list[int | None] = []
        replaced, newcomers = [], []
        for at, (person, new, leaves) in enumerate(deeds):
            own = self.people[at]
            order.append(rows[at] if person == own else None)
            if person == own:
                continue
            if leaves:
                replaced.append(rows[at])
            else:
                taken.setdefault(own, []).append(rows[at])
            if new:
                newcomers.append(Newcomer(at + 1, person))
            else:
                open_places.setdefault(person, []).append(at)
        for kind, members in taken.items():
            for row, at in zip(members, open_places.get(kind, ()), strict=True):
                order[at] = row
        moved = tuple(row for members in taken.values() for row in members)
        return Repair(
            party.id, tuple(order), tuple(sorted(moved)), cost[2], tuple(replaced), tuple(newcomers)
        )


def _unordered(law: Law, party: PartyList, people: Sequence[Profile]) -> Repair:
    """Fewest persons replaced, and fewest members added instead, on a list without an order."""
    size, rows, limit = len(people), places(party), longest(law)
    if limit is not None and size > limit:
        template = N_("The list has more names than the law allows. Allowed: {limit}; found: {size}.")
        raise Infeasible(
            Message("check.length", template, {"limit": limit, "size": size}), [(None, limit, size)]
        )
    rules = [rule for rule in law.all(QuotaRule) if rule.of == "list"]
    members: dict[Profile, list[int]] = {}
    for row, person in zip(rows, people, strict=True):
        members.setdefault(person, []).append(row)
    free = everyone(law)

    def solve(names: int) -> tuple[dict[Profile, int], dict[Profile, int]] | None:
        demands = [demand for rule in rules for demand in demands_of(rule, names)]
        held = [Kind((0,) * len(same), tuple(d.cover(p) for d in demands)) for p, same in members.items()]
        new = [Kind((1,) * names, tuple(d.cover(p) for d in demands)) for p in free]
        if names > size:  # everyone stays: what is left of the demands is for those added
            covered = [sum(d.cover(p) * len(same) for p, same in members.items()) for d in demands]
            asked = [d.reduced(c).needed for d, c in zip(demands, covered, strict=True)]
            best = choose(new, names - size, asked)
            return None if best.shortfall else ({}, {})
        best = choose([*held, *new], names, [demand.needed for demand in demands])
        if best.shortfall:
            return None
        counts = best.counts[0]
        return dict(zip(members, counts, strict=False)), dict(zip(free, counts[len(held) :], strict=True))

    found = solve(size)
    if found is None:
        template = N_("No list of this length can meet all rules of the law. Names: {names}.")
        raise Infeasible(Message("repair.infeasible", template, {"names": size}))
    kept, coming = found
    stay = sorted(row for person, n in kept.items() for row in members[person][:n])
    newcomers = tuple(Newcomer(0, person) for person, n in coming.items() for _ in range(n))
    room = range(size + 1, (limit if limit is not None else 2 * size + 1) + 1) if newcomers else range(0)
    additions = next((names - size for names in room if solve(names) is not None), None)
    left = tuple(row for row in rows if row not in set(stay))
    return Repair(party.id, tuple(stay), replaced=left, newcomers=newcomers, additions=additions)
