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
from tendik.laws.schema import MandatesRule
from tendik.quota.check import check
from tendik.quota.districts import count_district, seats_of
from tendik.quota.elect import elect
from tendik.quota.guarantee import guarantee, reserved
from tendik.quota.mandates import fill
from tendik.quota.standing import PARTY, VOTES
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
    party = _party("list", given["list"])
    voted = [
        replace(person, attributes={VOTES: str(votes)})
        for person, votes in zip(
            party.candidates, given.get("votes", [0] * len(party.candidates)), strict=True
        )
    ]
    filled = fill(law, replace(party, candidates=tuple(voted)), given["seats"], on=on)
    return sorted(place + 1 for place in filled.places)


@_runs("constituency")
def _constituency(law: Law, given: Mapping[str, Any], on: date) -> list[int]:
    """Places (from 1) of the candidates elected; each is written ``list/party F votes``."""
    lists: dict[str, list[Candidate]] = {}
    for row, written in enumerate(given["candidates"], start=1):
        *stands, sex, votes = written.split()
        key, _, inside = (stands or [""])[0].partition("/")
        person = Candidate(sex=SEXES[sex], attributes={VOTES: votes, PARTY: inside}, row=row)
        lists.setdefault(key, []).append(person)
    parties = [PartyList(key, {"en": key}, candidates=tuple(people)) for key, people in lists.items()]
    seats = given.get("seats") or seats_of(law, str(given.get("district", "")))
    result = count_district(law, parties, seats, on=on)
    return sorted(lists[key][place].row or 0 for key, place in result.elected)


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
