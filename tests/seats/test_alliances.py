"""Lists that joined each other, counted under a law: against the plain apportionment, with lots."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np

from tendik import laws
from tendik.elections import Election, load
from tendik.laws.schema import AlliancesRule, ApportionmentRule, MandatesRule, ThresholdRule
from tendik.seats import allocate, apportion_joined
from tendik.seats.closeness import closeness
from tendik.values import Count, PartyList

MAJILIS = laws.load("kaz-majilis", on="2023-03-19")


def law(lists=7, method="dhondt", inside="hare", share=Fraction(5, 100)):
    """Kazakhstan's rules with another method, and alliances that share by largest remainders."""
    rules = []
    for rule in MAJILIS.rules:
        if isinstance(rule, MandatesRule):
            rule = rule.model_copy(update={"lists": lists})
        if isinstance(rule, ApportionmentRule):
            rule = rule.model_copy(update={"method": method})
        if isinstance(rule, ThresholdRule):
            rule = rule.model_copy(update={"share": share})
        rules.append(rule)
    first = MAJILIS.need(ApportionmentRule).model_dump()
    rules.append(
        AlliancesRule.model_validate({**first, "id": "joined", "kind": "alliances", "method": inside})
    )
    return replace(MAJILIS, rules=tuple(rules))


def held(*lists):
    parties = tuple(
        PartyList(name, {"en": name.upper()}, votes, alliance=alliance) for name, votes, alliance in lists
    )
    total = sum(party.votes for party in parties)
    return Election("x", {"en": "X"}, date(2023, 3, 19), None, parties, took_part=Count(total))


def test_seats_go_to_alliances_first():
    found = allocate(law(), held(("a", 410, "left"), ("b", 300, ""), ("c", 290, "left")))
    # left 700 : b 300 of 7 by d'Hondt: 5 and 2; inside 410 : 290 of 5, quota 140: 3 and 2
    assert found.by_list == {"a": 3, "b": 2, "c": 2}
    assert found.lots == ()
    codes = [step.code for step in found.steps]
    assert "seats.alliance" in codes
    assert allocate(MAJILIS, held(("a", 410, "left"), ("b", 300, ""))).by_list == {"a": 40, "b": 29}


def test_each_list_passes_the_threshold_by_its_own_votes():
    found = allocate(law(), held(("a", 560, "left"), ("b", 400, ""), ("c", 40, "left")))
    assert found.by_list == {"a": 4, "b": 3, "c": 0}


def test_the_same_as_the_plain_apportionment():
    draw = np.random.default_rng(3)
    for _ in range(30):
        votes = [int(n) for n in draw.integers(1, 500, size=5)]
        lists = zip("abcde", votes, ("p", "", "p", "q", "q"), strict=True)
        found = allocate(law(9, share=Fraction(1, 10**6)), held(*lists))
        plain = apportion_joined(votes, 9, [(0, 2), (3, 4)], method="dhondt", inside="hare")
        if plain.tie is None and not any(plain.inside_ties):
            assert found.seats == plain.seats


def test_lots_among_alliances_and_inside_them():
    among = held(("a", 200, "left"), ("b", 300, ""), ("c", 100, "left"))
    opened = allocate(law(1), among)
    (lot,) = opened.lots
    assert (lot.id, lot.options, lot.seats) == ("last-seats", ("left", "b"), 1)
    assert opened.seats == (0, 0, 0)
    won = allocate(law(1), among, lots={"last-seats": ["left"]})
    assert (won.seats, won.lots) == ((1, 0, 0), ())
    inside = held(("a", 200, "left"), ("b", 100, ""), ("c", 200, "left"))
    (lot,) = allocate(law(1), inside).lots
    assert (lot.id, lot.options) == ("left:last-seats", ("a", "c"))
    drawn = allocate(law(1), inside, lots={"left:last-seats": ["c"]})
    assert drawn.seats == (0, 0, 1)
    assert "left:last-seats=c" in str(drawn.replay)
    assert closeness(law(1), inside, drawn) is None


def test_what_is_sure_of_an_alliance_with_an_open_lot_is_given_to_its_lists():
    opened = allocate(law(7), held(("a", 200, "left"), ("b", 300, ""), ("c", 100, "left")))
    # 300 : 300 of 7: three each and one by lot; of 3 and of 4 the lists 200 : 100 have at least 2 and 1
    assert [lot.id for lot in opened.lots] == ["last-seats"]
    assert opened.seats == (2, 3, 1)
    # as many as the plain apportionment is sure of, whatever the votes
    draw = np.random.default_rng(5)
    for _ in range(40):
        votes = [int(n) for n in draw.integers(1, 30, size=3)]
        total = sum(votes)
        found = allocate(
            law(7, share=Fraction(1, 10**6)),
            held(*zip("abcd", (*votes, total), ("p", "p", "p", ""), strict=True)),
        )
        plain = apportion_joined((*votes, total), 7, [(0, 1, 2)], method="dhondt", inside="hare")
        assert plain.tie is not None
        assert found.seats == plain.seats


def test_an_alliance_without_mandates_is_not_said_to_be_refused():
    found = allocate(law(3), held(("a", 6, "left"), ("b", 100, ""), ("c", 6, "left")))
    assert found.seats == (0, 3, 0)
    assert "seats.nobody" not in [step.code for step in found.steps]


def test_a_single_list_that_passed_has_its_own_rule_though_lists_joined():
    alone = law(7, method="hare")
    found = allocate(alone, held(("a", 9600, "left"), ("b", 300, ""), ("c", 100, "left")))
    plain = allocate(MAJILIS, held(("a", 9600, ""), ("b", 300, ""), ("c", 100, "")))
    assert [step.code for step in found.steps] == [step.code for step in plain.steps]
    assert found.seats == (5, 2, 0)  # at least two for the second list
    (lot,) = allocate(alone, held(("a", 9600, "left"), ("b", 200, ""), ("c", 200, "left"))).lots
    assert lot.id == "second-list"
    assert allocate(alone, held(("a", 9600, "left"), ("b", 200, ""), ("c", 200, "left"))).seats == (0, 0, 0)


def test_a_list_called_like_an_alliance_has_not_joined_it():
    votes = (("a", 300, "b"), ("b", 100, ""), ("c", 300, "b"))
    found = allocate(law(7, inside="dhondt"), held(*votes))
    other = allocate(law(7, inside="dhondt"), held(*((n, v, a and "left") for n, v, a in votes)))
    assert found.seats == other.seats == (3, 1, 3)
    (lot,) = allocate(law(1), held(("a", 60, "b"), ("b", 100, ""), ("c", 40, "b"))).lots
    assert lot.options == ("b+", "b")


def test_a_table_of_votes_names_alliances(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_text(
        "list_id,name,kind,votes,registered_order,alliance\na,A,list,10,,left\nb,B,list,5,,\n",
        encoding="utf-8",
    )
    read = load(path)
    assert [party.alliance for party in read.lists] == ["left", ""]
    path.write_text("list_id,name,kind,votes,registered_order\na,A,list,10,\nb,B,list,5,\n", encoding="utf-8")
    assert load(path).digest != read.digest
