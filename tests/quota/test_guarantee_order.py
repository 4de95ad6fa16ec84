"""The floor of ordered lists against every list and every result, and figures of real laws."""

import itertools
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from tendik import laws, quota
from tendik.errors import Infeasible, TendikError
from tendik.laws.schema import (
    BalanceRule,
    ConstituenciesRule,
    CorrectionRule,
    ListLengthRule,
    ListOrderRule,
    MandatesRule,
    PreferenceRule,
    QuotaRule,
)
from tendik.quota import guarantee
from tendik.quota.mandates import fill
from tendik.quota.shares import required
from tendik.quota.tracks import Tracks
from tendik.seats import Allocation
from tendik.values import Candidate, PartyList

MAJILIS = laws.load("kaz-majilis")
SEX = {"F": "female", "M": "male"}
NAMES = ["esp-congreso", "cri-asamblea", "srb-skupstina", "arm-assembly", "bel-chamber", "prt-assembly"]
NAMES += ["xkx-assembly", "pol-sejm", "kgz-2021", "alb-kuvendi", "per-primaries", "ner-assemblee"]
NAMES += ["hrv-sabor", "alb-2020"]


def the_law(name):
    dated = {"kgz-2021": ("kgz-jogorku-kenesh", "2021-11-28"), "alb-2020": ("alb-kuvendi", "2021-04-25")}
    key, on = dated.get(name, (name, None))
    law = laws.load(key, on=on) if on else laws.load(key)
    return replace(law, rules=tuple(r for r in law.rules if not isinstance(r, ConstituenciesRule)))


def limited(law, most):
    """The law with lists of at most so many names."""
    lists = MAJILIS.get(MandatesRule).model_copy(update={"lists": 10})
    length = MAJILIS.get(ListLengthRule).model_copy(update={"at_most": Fraction(most, 10)})
    return replace(law, rules=(*law.rules, lists, length))


def allocated(**won):
    lists = tuple(PartyList(key, {"en": key}) for key in won)
    return Allocation("law", "", sum(won.values()), lists, tuple(won.values()), ())


def party(line, votes=None):
    votes = votes or [0] * len(line)
    people = tuple(
        Candidate(sex=SEX[letter], attributes={"votes": str(count)}, row=row)
        for row, (letter, count) in enumerate(zip(line, votes, strict=True), start=2)
    )
    return PartyList("a", {"en": "A"}, candidates=people)


def results(law, line, won):
    """The sexes of those elected, over every vote that a law of this kind leaves open."""
    rule = law.get(ListOrderRule)
    if rule is None:
        yield from (list(elected) for elected in itertools.combinations(line, won))
        return
    closed = rule.order == "list" and law.get(PreferenceRule) is None
    for best in [()] if closed else itertools.combinations(range(len(line)), won):
        ranks = itertools.permutations(best) if rule.order == "zipped" else [best]
        for ranked in ranks:
            votes = [1000 - ranked.index(place) if place in best else 0 for place in range(len(line))]
            try:
                filled = fill(law, party(line, votes), won)
            except Infeasible:
                continue
            if not filled.lots:
                yield [line[place] for place in filled.places]


def lawful(law, elected):
    """Whether the shares of the mandates are kept, which no correction brings about."""
    return all(
        elected.count(letter) >= required(rule.at_least, len(elected), rule.rounding)
        for rule in law.all(QuotaRule)
        if rule.of == "mandates" and len(elected) >= (rule.exempt_below or 0)
        for letter in "FM"
    )


def by_exhaustion(law, won, longest, complies):
    """Least and most women over every line and every result; ``None`` if no line complies."""
    found = [
        elected.count("F")
        for names in range(won, longest + 1)
        for line in itertools.product("FM", repeat=names)
        if complies(law, line)
        for elected in map(list, results(law, line, won))
        if lawful(law, elected)
    ]
    return (min(found), max(found)) if found else None


def by_check(law, line):
    return not quota.check(law, [party(line)])


@cache
def complying(name, longest):
    """Every list of up to so many names that the check lets pass."""
    law = limited(the_law(name), longest)
    lines = (line for names in range(1, longest + 1) for line in itertools.product("FM", repeat=names))
    return {line for line in lines if by_check(law, line)}


@cache
def tracks(name, names):
    return Tracks(the_law(name), names)


@pytest.mark.parametrize("won", [1, 2, 3, 4])
@pytest.mark.parametrize("name", NAMES)
def test_the_floor_is_the_least_of_all_lists_and_results(name, won):
    law = limited(the_law(name), 6)
    expected = by_exhaustion(law, won, 6, lambda _, line: line in complying(name, 6))
    outcome = guarantee(law, allocated(a=won))
    assert (outcome["women"], outcome.most["women"]) == expected
    assert outcome["men"] == won - outcome.most["women"]


@pytest.mark.parametrize("won", [1, 2, 3])
@pytest.mark.parametrize(
    "name", ["esp-congreso", "srb-skupstina", "arm-assembly", "prt-assembly", "cri-asamblea"]
)
def test_without_a_greatest_length_no_longer_list_is_worse(name, won):
    """Lists of up to twelve names, where the search goes no further than it claims to need."""
    law = the_law(name)
    women = {frozenset({"women"}): "F", frozenset({"men"}): "M"}
    people = {letter: profile for profile, letter in women.items()}

    def complies(_, line):
        return tracks(name, len(line)).complies([people[letter] for letter in line])

    outcome = guarantee(law, allocated(a=won))
    assert (outcome["women"], outcome.most["women"]) == by_exhaustion(law, won, 12, complies)


@pytest.mark.parametrize("name", NAMES)
def test_the_rules_read_place_by_place_are_those_of_the_check(name):
    law = the_law(name)
    people = {"F": frozenset({"women"}), "M": frozenset({"men"})}
    for names in range(1, 9):
        reads = Tracks(law, names)
        for line in itertools.product("FM", repeat=names):
            assert reads.complies([people[letter] for letter in line]) == by_check(law, line), line


@pytest.mark.parametrize("name", NAMES)
def test_the_certificate_complies_and_attains_the_floor(name):
    law = the_law(name)
    outcome = guarantee(law, allocated(a=6, b=3))
    for certificate in outcome.certificates["women"]:
        line = ["F" if "women" in person else "M" for person in certificate.line]
        assert by_check(law, line)
        assert len(certificate.places) == certificate.seats
        elected = [line[place] for place in certificate.places]
        assert elected.count("F") == outcome.by_list[certificate.list]["women"]
        if len(line) <= 10:
            assert sorted(elected) in [sorted(result) for result in results(law, line, certificate.seats)]


@pytest.mark.parametrize("count", ["union", "sum", "each"])
def test_a_joint_quota_and_an_order_are_taken_together(count):
    """A mix of rules that no law has yet: half women and young persons beside Portugal's order."""
    joint = next(rule for rule in MAJILIS.all(QuotaRule) if rule.of == "list")
    joint = joint.model_copy(
        update={"groups": ("women", "under_29"), "at_least": Fraction(1, 2), "count": count}
    )
    portugal = the_law("prt-assembly")
    groups = {**portugal.groups, "under_29": MAJILIS.groups["under_29"]}
    law = limited(replace(portugal, rules=(*portugal.rules, joint), groups=groups), 5)
    kinds = [frozenset(sex) | young for sex in ({"women"}, {"men"}) for young in (set(), {"under_29"})]

    def half(line):
        women, young = (sum(group in person for person in line) for group in joint.groups)
        either = sum(bool(person & set(joint.groups)) for person in line)
        return 2 * {"union": either, "sum": women + young, "each": min(women, young)}[count] >= len(line)

    lists = [
        line
        for names in range(1, 6)
        for line in itertools.product(kinds, repeat=names)
        if half(line) and by_check(portugal, ["F" if "women" in person else "M" for person in line])
    ]
    for won in (1, 2, 3):
        outcome = guarantee(law, allocated(a=won))
        for key in outcome:
            target = set(key.split("+"))
            found = [
                sum(bool(person & target) for person in line[:won]) for line in lists if len(line) >= won
            ]
            assert (outcome[key], outcome.most[key]) == (min(found), max(found))


@pytest.mark.parametrize(
    ("name", "won", "women"),
    [
        ("cri-asamblea", 1, 0),
        ("cri-asamblea", 9, 4),
        ("prt-assembly", 48, 16),
        ("esp-congreso", 37, 14),
        ("srb-skupstina", 40, 16),
        ("arm-assembly", 7, 2),
        ("xkx-assembly", 40, 12),
        ("xkx-assembly", 1, 0),
        ("rwa-deputies", 40, 0),
    ],
)
def test_what_real_laws_guarantee_to_women(name, won, women):
    assert guarantee(laws.load(name), allocated(a=won))["women"] == women


def test_reserved_seats_stand_beside_those_of_the_lists():
    outcome = guarantee(laws.load("rwa-deputies"), allocated(a=40, b=13))
    assert (outcome["women"], outcome.of) == (0, 53)
    assert outcome.reserved == {"women": 24, "youth": 2, "disability": 1}


def test_a_known_ordered_list_elects_its_first_places():
    law = laws.load("cri-asamblea")
    outcome = guarantee(law, allocated(a=3), lists=[party("MFMF")])
    assert (outcome["women"], outcome.most["women"]) == (1, 1)


def test_a_known_list_under_votes_may_elect_anyone_within_the_correction():
    outcome = guarantee(laws.load("xkx-assembly"), allocated(a=4), lists=[party("MFMMFMMF")])
    assert (outcome["women"], outcome.most["women"]) == (2, 2)
    outcome = guarantee(laws.load("xkx-assembly"), allocated(a=5), lists=[party("MFMMFMMFM")])
    assert (outcome["women"], outcome.most["women"]) == (2, 3)


def test_rules_that_contradict_each_other_are_infeasible():
    rule = next(iter(laws.load("pol-sejm").rules)).model_copy(
        update={"bound": laws.load("cri-asamblea").rules[1].bound}
    )
    bad = replace(laws.load("prt-assembly"), rules=(rule, laws.load("bel-chamber").rules[1]))
    one = rule.model_validate(
        {**rule.model_dump(), "id": "x", "bound": "alternation from women", "of": "list"}
    )
    two = rule.model_validate({**rule.model_dump(), "id": "y", "bound": "alternation from men", "of": "list"})
    with pytest.raises(Infeasible):
        guarantee(replace(bad, rules=(one, two)), allocated(a=2))


@pytest.mark.parametrize("seats", range(1, 7))
def test_a_zipped_list_gives_each_sex_every_other_seat(seats):
    law = laws.load("per-primaries")
    allocation = Allocation(law.id, "", seats, (PartyList("a", {"en": "A"}),), (seats,), ())
    assert dict(guarantee(law, allocation)) == {"women": seats // 2, "men": seats // 2}


def test_niger_frees_lists_with_fewer_than_three_elected():
    law = laws.load("ner-assemblee")

    def floor(seats):
        allocation = Allocation(law.id, "", seats, (PartyList("a", {"en": "A"}),), (seats,), ())
        return guarantee(law, allocation)["women"]

    assert [floor(seats) for seats in (1, 2, 3, 4, 5, 8, 9)] == [0, 0, 1, 1, 2, 2, 3]


@pytest.mark.parametrize(("won", "women", "men"), [(15, 5, 2), (40, 12, 7)])
def test_votes_first_and_then_the_order_at_the_size_of_a_chamber(won, women, men):
    """Figures of the exhaustive dynamic programme, which took minutes."""
    law = the_law("kgz-2021")
    outcome = guarantee(law, allocated(a=won))
    assert dict(outcome) == {"women": women, "men": men}
    assert dict(outcome.most) == {"women": won - men, "men": won - women}


def test_lengths_whose_lists_begin_alike_but_go_on_otherwise_are_told_apart():
    costa_rica = laws.load("cri-asamblea")
    turns = next(rule for rule in costa_rica.all(BalanceRule) if rule.bound.name == "alternation")
    turns = BalanceRule.model_validate({**turns.model_dump(), "of": "every multiple of 2"})
    half = {"groups": ("disability",), "at_least": Fraction(1, 2), "rounding": "half-up"}
    quota_rule = next(rule for rule in MAJILIS.all(QuotaRule) if rule.of == "list").model_copy(update=half)
    groups = {**costa_rica.groups, "disability": MAJILIS.groups["disability"]}
    law = limited(replace(costa_rica, rules=(turns, quota_rule), groups=groups), 4)
    # of four names in turn, the two persons with disabilities may stand third and fourth
    assert guarantee(law, allocated(a=2))["disability"] == 0


def test_a_priority_and_a_correction_together_are_not_guessed():
    kyrgyzstan, kosovo = the_law("kgz-2021"), the_law("xkx-assembly")
    both = replace(kyrgyzstan, rules=(*kyrgyzstan.rules, kosovo.get(CorrectionRule)))
    with pytest.raises(TendikError, match="not worked out"):
        guarantee(limited(both, 4), allocated(a=2))
