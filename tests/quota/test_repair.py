"""The least change of a list against every list that one could make of it."""

import itertools
import random
from functools import cache

import pytest

from tendik import laws, quota
from tendik.errors import Infeasible
from tendik.quota.tracks import Tracks
from tendik.values import Candidate, PartyList

ORDERED = ["esp-congreso", "cri-asamblea", "srb-skupstina", "arm-assembly", "bel-chamber"]
ORDERED += ["prt-assembly", "xkx-assembly", "chl-convention", "rwa-deputies", "pol-sejm"]
SEX = {"F": "female", "M": "male"}


def party(line):
    people = tuple(Candidate(sex=SEX[letter], row=row) for row, letter in enumerate(line, start=2))
    return PartyList("a", {"en": "A"}, candidates=people)


@cache
def complying(identifier, length):
    """Every line of that length that complies."""
    law = laws.load(identifier)
    return [line for line in itertools.product("FM", repeat=length) if complies(law, line)]


def complies(law, line):
    return not quota.check(law, [party(line)])


def displacement(line, target):
    """The least sum of places over which persons move, their sexes and those who stay given."""
    total = 0
    for sex in "FM":
        off = [i for i, (a, b) in enumerate(zip(line, target, strict=True)) if a == sex != b]
        onto = [i for i, (a, b) in enumerate(zip(line, target, strict=True)) if b == sex != a]
        few, many = sorted([off, onto], key=len)
        total += min(
            sum(abs(a - b) for a, b in zip(few, some, strict=True))
            for some in itertools.combinations(many, len(few))
        )
    return total


def by_exhaustion(identifier, line):
    """The least (replaced, places that change, displacement) over every line of the same length."""
    found = []
    for target in complying(identifier, len(line)):
        new = max(0, target.count("F") - line.count("F"), target.count("M") - line.count("M"))
        changed = sum(a != b for a, b in zip(line, target, strict=True))
        found.append((new, changed, displacement(line, target)))
    return min(found) if found else None


def after(repaired, line):
    """The list that the repair makes, as letters."""
    made = ["" if row is None else line[row - 2] for row in repaired.order]
    for newcomer in repaired.newcomers:
        assert made[newcomer.place - 1] == ""
        made[newcomer.place - 1] = "F" if "women" in newcomer.groups else "M"
    return "".join(made)


@pytest.mark.parametrize("identifier", ORDERED)
def test_no_list_is_nearer_than_the_repaired_one(identifier):
    law = laws.load(identifier)
    chance = random.Random(identifier)
    for _ in range(25):
        line = "".join(chance.choice("FMM") for _ in range(chance.randint(1, 8)))
        least = by_exhaustion(identifier, line)
        if least is None:
            with pytest.raises(Infeasible):
                quota.repair(law, party(line))
            continue
        repaired = quota.repair(law, party(line))
        made = after(repaired, line)
        assert complies(law, made), (line, made)
        changed = sum(a != b for a, b in zip(line, made, strict=True))
        assert (len(repaired.newcomers), changed, repaired.displacement) == least, (line, made)
        assert len(repaired.moved) + len(repaired.replaced) == changed
        kept = [row for row in repaired.order if row is not None]
        assert sorted([*kept, *repaired.replaced]) == list(range(2, len(line) + 2))
        distance = sum(abs(at + 2 - row) for at, row in enumerate(repaired.order) if row is not None)
        assert distance == repaired.displacement


def test_a_list_that_complies_stays_as_it_is():
    repaired = quota.repair(laws.load("prt-assembly"), party("MMFMMFF"))
    assert repaired.order == (2, 3, 4, 5, 6, 7, 8)
    assert (repaired.moved, repaired.newcomers, repaired.only_new) == ((), (), False)


def test_one_exchange_mends_three_men_in_a_row():
    repaired = quota.repair(laws.load("prt-assembly"), party("MMMFF"))
    assert repaired.order == (2, 3, 5, 4, 6)
    assert (repaired.moved, repaired.displacement) == ((4, 5), 2)


def test_where_no_order_complies_it_says_who_must_come_in():
    repaired = quota.repair(laws.load("cri-asamblea"), party("MMMM"))
    assert repaired.only_new
    assert repaired.replaced == (2, 4) or repaired.replaced == (3, 5)
    assert {newcomer.groups for newcomer in repaired.newcomers} == {frozenset({"women"})}
    assert repaired.moved == ()


def test_a_person_whose_sex_is_not_stated_counts_as_neither():
    people = (Candidate(sex="male", row=2), Candidate(row=3), Candidate(sex="female", row=4))
    repaired = quota.repair(laws.load("bel-chamber"), PartyList("a", {"en": "A"}, candidates=people))
    assert repaired.order == (2, 4, 3)


def test_an_unordered_list_is_repaired_by_replacing_or_adding():
    law = laws.load("kaz-majilis", on="2023-03-19")
    people = [
        Candidate(sex="male", born=law.on.replace(year=1970), disability=False, row=r) for r in range(2, 11)
    ]
    people.append(Candidate(sex="female", born=law.on.replace(year=1970), disability=False, row=11))
    repaired = quota.repair(law, PartyList("a", {"en": "A"}, candidates=tuple(people)))
    assert len(repaired.newcomers) == len(repaired.replaced) == 2
    assert 11 in repaired.order
    assert all(newcomer.groups for newcomer in repaired.newcomers)
    assert repaired.additions == 3  # 3 + 1 of 13: with two more it would be 3 of 12, where 3.6 means 4


def test_a_long_national_list_is_repaired_too():
    law = laws.load("srb-skupstina")
    line = "MMMMF" * 25 + "FFFMM" * 25
    repaired = quota.repair(law, party(line))
    made = after(repaired, line)
    assert Tracks(law, 250).complies([frozenset({"women" if c == "F" else "men"}) for c in made])
    assert not repaired.newcomers
    assert len(repaired.moved) == 50
