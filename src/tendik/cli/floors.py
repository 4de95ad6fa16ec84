"""What ``tendik guarantee`` answers without an election: by the seats of a list, and for any result."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tendik.cli.output import Answer, Speaker
from tendik.errors import N_, BadInput, Message, Problem


def by_seats(law: Any, stated: str, say: Speaker) -> Answer:
    """A table of the floors of one list, by the seats that it wins."""
    from tendik import quota

    rows = quota.guarantee_by_seats(law, _range(stated))
    keys = quota_keys(law)
    table: list[list[Any]] = [[row.seats, *(row.floors.get(key) for key in keys)] for row in rows]
    data = {
        "law": f"{law.id} {law.version.id}",
        "seats": [
            {"seats": row.seats, "guarantee": dict(row.floors), "most": dict(row.most)} for row in rows
        ],
    }
    headings = [say(N_("seats won")), *(name(law, key, say) for key in keys)]
    lines = []
    if any(not row.floors for row in rows):
        lines = ["", say(N_("Where nothing stands, no list of so many seats can comply."))]
    return Answer(say.text(law.title), data, headings, table, lines)


def any_result(law: Any, stated: str | None, say: Speaker) -> Answer:
    """The floors whatever the votes are, each with a result that attains it."""
    from tendik import quota

    floor = quota.any_result(law, _houses(stated) if stated is not None else ())
    rows: list[list[Any]] = [
        [name(law, key, say), floor[key], floor.of, _result(floor.certificates[key], say)] for key in floor
    ]
    data = {
        "law": f"{law.id} {law.version.id}",
        "of": floor.of,
        "guarantee": dict(floor),
        "results": {
            key: {name: [one.seats for one in worst] for name, worst in parts.items()}
            for key, parts in floor.certificates.items()
        },
        "constituencies": {key: dict(floors) for key, floors in floor.by_constituency.items()},
        "reserved": dict(floor.reserved),
    }
    headings = [
        say(N_("group")),
        say(N_("guaranteed")),
        say(N_("of")),
        say(N_("seats of the lists in a worst result")),
    ]
    lines = [
        say(N_("Reserved beside these: {group} – {count}"), group=name(law, key, say), count=count)
        for key, count in floor.reserved.items()
    ]
    return Answer(say.text(law.title), data, headings, rows, ["", *lines] if lines else [])


def quota_keys(law: Any) -> list[str]:
    """The groups of the law, and the unions that its rules name."""
    from tendik.quota.guarantee import groups_and_unions

    return groups_and_unions(law)


def name(law: Any, key: str, say: Speaker) -> str:
    """The name of a group, or of a union of groups."""
    return " + ".join(say.text(law.groups[group].label) for group in key.split("+"))


def _result(parts: Any, say: Speaker) -> str:
    """The seats of the lists; of constituencies alike, how many there are."""
    if set(parts) == {""}:
        return _runs([one.seats for one in parts[""]])
    alike = Counter(tuple(one.seats for one in worst) for worst in parts.values())
    return "; ".join(
        say(N_("constituencies {count}: {seats}"), count=count, seats=_runs(list(seats)))
        for seats, count in sorted(alike.items(), reverse=True)
    )


def _runs(seats: list[int]) -> str:
    return ", ".join(
        f"{count} × {size}" if count > 1 else str(size)
        for size, count in sorted(Counter(seats).items(), reverse=True)
    )


def _houses(stated: str) -> list[int]:
    """``37``, or the seats of each constituency as ``37,36,16``."""
    houses = [house.strip() for house in stated.split(",")]
    if all(house.isascii() and house.isdigit() and 1 <= int(house) <= 1000 for house in houses):
        return [int(house) for house in houses]
    template = N_(
        "This is not understood: {value}. Write the seats as 37, or of each constituency as 37,36,16."
    )
    raise BadInput([Problem(Message("cli.house", template, {"value": stated}), column="--house")])


def _range(stated: str) -> range:
    """``12`` or ``1..145``."""
    first, dots, last = stated.partition("..")
    ends = (first, last if dots else first)
    if all(end.isascii() and end.isdigit() for end in ends) and 1 <= int(ends[0]) <= int(ends[1]) <= 1000:
        return range(int(ends[0]), int(ends[1]) + 1)
    template = N_("This is not understood: {value}. Write a number of seats as 12, or several as 1..145.")
    raise BadInput([Problem(Message("cli.seats", template, {"value": stated}), column="--seats")])
