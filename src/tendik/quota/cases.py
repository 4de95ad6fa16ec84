"""Runs the cases that stand beside a law: titles that a lawyer can check, inputs, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from tendik.elections import Election
from tendik.errors import TendikError
from tendik.laws import Law
from tendik.laws.schema import MandatesRule, ReservedRule
from tendik.quota.attrition import after_vacancies
from tendik.quota.check import check
from tendik.quota.chosen import broken
from tendik.quota.contest import ALLIANCE, DISTRICT, PARTY, SEAT, VOTES
from tendik.quota.districts import count_district, seats_of
from tendik.quota.elect import count_districts, elect
from tendik.quota.guarantee import guarantee, reserved
from tendik.quota.mandates import fill
from tendik.seats import Allocation, allocate
from tendik.values import Candidate, Count, PartyList, Sex

Runner = Callable[[Law, Mapping[str, Any], date], Any]
RUNNERS: dict[str, Runner] = {}


def _runs(kind: str) -> Callable[[Runner], Runner]:
    def register(runner: Runner) -> Runner:
        RUNNERS[kind] = runner
        return runner

    return register


def run(law: Law, case: Mapping[str, Any]) -> Any:
    """The law's answer to one case, in the form of its ``expect``; a refusal is a string."""
    kind = next(key for key in case if key in RUNNERS)
    try:
        return RUNNERS[kind](law, case[kind], case["on"])
    except TendikError as error:
        return f"refused: {error.message.code}"


@_runs("seats")
def _seats(law: Law, given: Mapping[str, Any], on: date) -> dict[str, int]:
    return {key: seats for key, seats in allocate(law, _election(law, given, on)).by_list.items() if seats}


@_runs("list")
def _list(law: Law, given: Mapping[str, Any], on: date) -> list[str]:
    return [finding.rule for finding in check(law, [_party("list", given)], on=on)]


@_runs("guarantee")
def _guarantee(law: Law, given: Mapping[str, int], on: date) -> dict[str, int]:
    lists = tuple(PartyList(key, {"en": key}) for key in given)
    allocation = Allocation(law.id, "", sum(given.values()), lists, tuple(given.values()), (), on=on)
    return dict(guarantee(law, allocation))


@_runs("elect")
def _elect(law: Law, given: Mapping[str, Any], on: date) -> list[str]:
    outcome = elect(law, _election(law, given, on), choices=given.get("choices"))
    return [outcome.status, *[finding.rule for finding in outcome.findings]]


@_runs("mandates")
def _mandates(law: Law, given: Mapping[str, Any], on: date) -> list[int]:
    """Places (from 1) that a list of ``list`` with ``votes`` and ``seats`` elects."""
    filled = fill(law, _with_votes(given), given["seats"], on=on)
    return sorted(place + 1 for place in filled.places)


@_runs("elected")
def _elected(law: Law, given: Mapping[str, Any], on: date) -> list[str]:
    """The rules on mandates that those elected of one list break."""
    party = _with_votes(given)
    filled = fill(law, party, given["seats"], on=on)
    chosen = replace(party, candidates=tuple(party.candidates[place] for place in filled.places))
    return [finding.rule for finding in broken(law, [(chosen, given["seats"])], on)]


def _with_votes(given: Mapping[str, Any]) -> PartyList:
    """A list in the order given, with the votes for its persons and its own."""
    party = _party("list", given["list"])
    voted = [
        replace(person, attributes={VOTES: str(votes)})
        for person, votes in zip(
            party.candidates, given.get("votes", [0] * len(party.candidates)), strict=True
        )
    ]
    return replace(party, candidates=tuple(voted), votes=given.get("list_votes"))


@_runs("constituency")
def _constituency(law: Law, given: Mapping[str, Any], on: date) -> list[int]:
    """Places (from 1) of the candidates elected; each is written ``list/party F votes``.

    Lists that joined each other are written ``alliance+list``.
    """
    lists: dict[str, list[Candidate]] = {}
    for row, written in enumerate(given["candidates"], start=1):
        *stands, sex, votes = written.split()
        key, _, inside = (stands or [""])[0].partition("/")
        alliance, plus, _ = key.partition("+")
        attributes = {VOTES: votes, PARTY: inside, **({ALLIANCE: alliance} if plus else {})}
        person = Candidate(sex=SEXES[sex], attributes=attributes, row=row)
        lists.setdefault(key, []).append(person)
    parties = [
        PartyList(key, {"en": key}, votes=given.get("list_votes", {}).get(key), candidates=tuple(people))
        for key, people in lists.items()
    ]
    seats = given.get("seats") or seats_of(law, str(given.get("district", "")))
    result = count_district(law, parties, seats, on=on)
    return sorted(lists[key][place].row or 0 for key, place in result.elected)


@_runs("chamber")
def _chamber(law: Law, given: Mapping[str, Any], on: date) -> dict[str, list[int]]:
    """Places (from 1) of those elected in all constituencies, and of those with seats beside.

    ``reserved`` are the lists that parties, or districts, hand in for reserved seats.
    """
    lists: dict[str, PartyList] = {}
    rows = count(1)

    def add(key: str, written: str, **more: str) -> None:
        *party, sex, votes = written.split()
        attributes = {VOTES: votes, PARTY: (party or [""])[0], **more}
        person = Candidate(sex=SEXES[sex], attributes=attributes, row=next(rows))
        name = "/".join([key, attributes[PARTY]])
        held = lists.get(name) or PartyList(name, {"en": name})
        lists[name] = replace(held, candidates=(*held.candidates, person))

    for district, contest in given["districts"].items():
        for written in contest["candidates"]:
            add(district, written, **{DISTRICT: district})
    for key, line in given.get("reserved", {}).items():
        rule = next((one.id for one in law.all(ReservedRule)), "")
        for written in line:
            add(f"reserved {key}", written, **{DISTRICT: key, SEAT: rule})
    held = Election("case", {"en": "case"}, on, law.id, tuple(lists.values()))
    seats = {district: contest.get("seats") for district, contest in given["districts"].items()}
    outcome = count_districts(law, held, lambda name: seats.get(name) or seats_of(law, name))
    elected = sorted(row for mandates in outcome.mandates.values() for row in mandates)
    return {"elected": elected, **{rule: list(taken) for rule, taken in outcome.beside.items()}}


@_runs("vacancies")
def _vacancies(law: Law, given: Mapping[str, Any], on: date) -> dict[str, int]:
    """The least of each group that a list is left with after the ``worst`` so many vacancies."""
    party = _with_votes(given)
    filled = fill(law, party, given["seats"], on=on) if "elected" not in given else None
    places = filled.places if filled else tuple(place - 1 for place in given["elected"])
    return dict(after_vacancies(law, party, places, given["worst"], on=on))


@_runs("reserved")
def _reserved(law: Law, given: Mapping[str, Any], on: date) -> dict[str, int]:  # noqa: ARG001
    """Seats of the chamber that are reserved, by group, and all its seats."""
    return {**reserved(law), "of": law.need(MandatesRule).chamber}


def _election(law: Law, given: Mapping[str, Any], on: date) -> Election:
    order = given.get("registered", [])
    lists = tuple(
        PartyList(
            id=key,
            name={"en": key},
            votes=votes,
            registered_order=order.index(key) + 1 if key in order else None,
            candidates=_party(key, given["list"]).candidates if "list" in given else (),
        )
        for key, votes in given["votes"].items()
    )
    return Election(
        id="case", title={"en": "case"}, date=on, law=law.id, lists=lists, took_part=Count(given["took_part"])
    )


def _party(key: str, given: Mapping[str, int] | str) -> PartyList:
    people = _line(given) if isinstance(given, str) else _people(given)
    return PartyList(id=key, name={"en": key}, candidates=tuple(people))


SEXES: Mapping[str, Sex | None] = {"F": "female", "M": "male", "?": None}


def _line(given: str) -> Iterator[Candidate]:
    """Invented persons in the order of a list: F a woman, M a man, ? not stated; spaces do not count."""
    for row, letter in enumerate(given.replace(" ", ""), start=1):
        yield Candidate(sex=SEXES[letter], born=date(1970, 1, 1), disability=False, row=row)


def _people(given: Mapping[str, int]) -> Iterator[Candidate]:
    """Invented persons: so many of each description, rows counted from 1."""
    rows = count(1)
    for description, number in given.items():
        words = description.split()
        for _ in range(number):
            yield Candidate(
                sex="female" if "women" in words else "male",
                born=date(int(words[-1]), 1, 1) if words[-1].isdigit() else date(1970, 1, 1),
                disability="disabled" in words,
                row=next(rows),
            )
