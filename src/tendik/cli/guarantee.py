"""``tendik guarantee`` and ``tendik sensitivity``: what a law promises for certain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tendik.cli.choose import Day, LawName, LawOption, election_named, law_for
from tendik.cli.floors import name
from tendik.cli.output import Answer, AsCsv, AsJson, Language, Speaker, answers, replay_json, speaker
from tendik.errors import N_

if TYPE_CHECKING:
    from tendik.laws import Law
    from tendik.quota import Guarantee
    from tendik.seats import Allocation


@answers
def guarantee(
    law: LawName,
    election: Annotated[
        str | None,
        typer.Option(
            help="On whose seats: an election, or its year. Without it, whatever the result is.",
            metavar="ELECTION",
        ),
    ] = None,
    seats: Annotated[
        str | None,
        typer.Option(
            metavar="SEATS", help="For one list, by the seats that it wins: 12, or a table as 1..145."
        ),
    ] = None,
    house: Annotated[
        str | None,
        typer.Option(
            metavar="SEATS",
            help="Without an election: the seats that lists share, as 37, or those of each constituency, as 37,36,16.",
        ),
    ] = None,
    on: Day = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """The least number of mandates that each group must get, with a worst list that attains it."""
    from tendik import laws, quota
    from tendik.cli.floors import any_result, by_seats

    say = speaker(lang)
    if seats is not None:
        return by_seats(laws.load(law, on=on), seats, say)
    if election is None:
        return any_result(laws.load(law, on=on), house, say)
    held = election_named(election, law)
    rules = law_for(held, law, on)
    allocation = _allocation(rules, held)
    floor = quota.guarantee(rules, allocation, lists=held.lists)
    rows: list[list[Any]] = [[name(rules, key, say), floor[key], floor.most[key], floor.of] for key in floor]
    names = {party.id: say.text(party.name) for party in held.lists}
    lines = [*_worst_lists(rules, floor, names, say), "", str(allocation.replay)]
    headings = [say(N_("group")), say(N_("guaranteed")), say(N_("at most")), say(N_("of"))]
    title = f"{say.text(rules.title)} · {say.text(held.title)}"
    return Answer(title, _data(rules, allocation, floor, say), headings, rows, lines)


def _worst_lists(law: Law, floor: Guarantee, names: Mapping[str, str], say: Speaker) -> list[str]:
    """Lists that give the first group no more than is guaranteed."""
    first = next(iter(floor))
    lines = ["", say(N_("A list that gives {group} no more than this:"), group=name(law, first, say))]
    for certificate in floor.certificates[first]:
        elected = "; ".join(
            f"{profile(law, groups, say)} – {count}" for groups, count in certificate.elected.items()
        )
        lines.append(
            f"  {names.get(certificate.list, certificate.list)}: "
            + say(N_("names {names}; elected: {elected}"), names=certificate.names, elected=elected)
        )
    return lines


def _data(law: Law, allocation: Allocation, floor: Guarantee, say: Speaker) -> dict[str, Any]:
    """The guarantee for programs."""
    return {
        "law": allocation.law,
        "election": allocation.election,
        "of": floor.of,
        "guarantee": dict(floor),
        "most": dict(floor.most),
        "lists": [
            {
                "id": party.id,
                "name": say.text(party.name),
                "seats": allocation.by_list[party.id],
                "guarantee": floor.by_list[party.id],
            }
            for party in allocation.lists
            if party.id in floor.by_list
        ],
        "constituencies": {key: dict(floors) for key, floors in floor.by_constituency.items()},
        "vacant": floor.vacant,
        "certificates": {
            key: [
                {
                    "list": certificate.list,
                    "seats": certificate.seats,
                    "names": certificate.names,
                    "elected": people(law, certificate.elected),
                    "left": people(law, certificate.left),
                }
                for certificate in floor.certificates[key]
            ]
            for key in floor
        },
        "replay": replay_json(allocation.replay),
    }


def _allocation(law: Any, election: Any) -> Any:
    """The seats of an election; in constituencies they are counted with the persons."""
    from tendik import quota, seats
    from tendik.laws.schema import ConstituenciesRule

    if law.get(ConstituenciesRule) is None:
        return seats.allocate(law, election)
    return quota.elect(law, election).allocation


@answers
def sensitivity(
    election: Annotated[str, typer.Argument(help="An election or a data package.", metavar="ELECTION")],
    law: LawOption = None,
    on: Day = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """Run every reading that the text leaves open, and show where the answer changes."""
    from tendik import quota
    from tendik.laws.words import reading

    say = speaker(lang)
    held = election_named(election, law)
    rules = law_for(held, law, on)
    variations = quota.sensitivity(rules, held)
    rows = [
        [
            say.text(v.reading.question),
            say.show(reading(v.value)),
            say.show(reading(v.alternative)),
            "; ".join(
                f"{_changed(rules, held, key, say)}: {before} → {after}"
                for key, (before, after) in v.changed.items()
            )
            or say(N_("no change")),
        ]
        for v in variations
    ]
    data = {
        "law": f"{rules.id} {rules.version.id}",
        "election": held.id,
        "readings": [
            {
                "question": v.reading.id,
                "taken": v.value,
                "alternative": v.alternative,
                "changed": {key: list(pair) for key, pair in v.changed.items()},
                "guarantee": dict(v.answer.floors),
                "undecided": list(v.answer.undecided),
            }
            for v in variations
        ],
    }
    headings = [say(N_("question")), say(N_("taken")), say(N_("alternative")), say(N_("what changes"))]
    return Answer(f"{say.text(rules.title)} · {say.text(held.title)}", data, headings, rows)


def _changed(law: Any, election: Any, key: str, say: Speaker) -> str:
    """What an entry of ``changed`` is about: the mandates of a list, a floor, breaches."""
    if key == "findings":
        return say(N_("breaches"))
    if key.startswith("seats."):
        return next(say.text(party.name) for party in election.lists if f"seats.{party.id}" == key)
    return name(law, key, say)


def profile(law: Any, groups: frozenset[str], say: Speaker) -> str:
    """Who a person in ``groups`` is."""
    return (
        name(law, "+".join(key for key in law.groups if key in groups), say)
        if groups
        else say(N_("in none of the groups"))
    )


def people(law: Any, counted: Any) -> list[dict[str, Any]]:
    """Counts by the groups that persons are in, as JSON."""
    return [
        {"groups": [key for key in law.groups if key in groups], "count": n} for groups, n in counted.items()
    ]
