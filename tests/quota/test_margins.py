"""Votes that change who is elected through a quota, against every number of votes."""

import random
from dataclasses import replace
from datetime import date

import pytest

from tendik import elections, laws, quota
from tendik.elections import Election
from tendik.errors import BadInput, Infeasible, TendikError
from tendik.laws.results import AddedSeatRule, AlliancesRule, ReservedRule
from tendik.laws.schema import BalanceRule, ConstituenciesRule, SubstitutionRule
from tendik.quota import person_margin
from tendik.seats.margins import Margin
from tendik.values import Candidate, PartyList

FAR = 150
CHILE = laws.load("chl-convention")


def small(name, seats, *, on=None):
    """A law with constituencies of so many seats, its rules of counting only."""
    law = laws.load(name, on=on) if on else laws.load(name)
    aside = (AddedSeatRule, AlliancesRule, BalanceRule, ConstituenciesRule, ReservedRule, SubstitutionRule)
    each = laws.load("kgz-jogorku-kenesh").get(ConstituenciesRule).model_copy(update={"each": seats})
    return replace(law, rules=(*(rule for rule in law.rules if not isinstance(rule, aside)), each))


LAWS = [
    small("chl-convention", 3),
    small("chl-convention", 4),
    small("kgz-jogorku-kenesh", 3),
    small("irq-council", 3),
    small("hrv-sabor", 3),
    small("alb-kuvendi", 3),
    small("alb-kuvendi", 3, on="2021-04-25"),
    small("per-primaries", 3),
]


def drawn(chance, stated):
    """Three lists of three to five candidates, in one constituency, with few votes."""
    row = 1
    lists = []
    for key in "abc":
        people = []
        for _ in range(chance.randint(3, 5)):
            row += 1
            attributes = {
                "district": "1",
                "votes": str(chance.randint(0, 30)),
                "subparty": chance.choice("xy"),
            }
            people.append(Candidate(sex=chance.choice(["female", "male"]), attributes=attributes, row=row))
        votes = sum(int(one.attributes["votes"]) for one in people) + chance.randint(0, 20)
        lists.append(PartyList(key, {"en": key}, votes if stated else None, candidates=tuple(people)))
    return Election("test", {"en": "test"}, date(2023, 1, 1), "", tuple(lists))


def status(law, election, row, votes, lots=None):
    lists = tuple(
        replace(
            party,
            candidates=tuple(
                replace(one, attributes={**one.attributes, "votes": str(votes)}) if one.row == row else one
                for one in party.candidates
            ),
        )
        for party in election.lists
    )
    try:
        outcome = quota.elect(law, replace(election, lists=lists), lots=lots)
    except Infeasible:
        return "impossible"
    if any(row in rows for rows in outcome.mandates.values()):
        return "in"
    return "open" if outcome.lots else "out"


def by_hand(law, election, row):
    """The first numbers of votes at which the person's fate changes, for certain and by lot."""
    (now,) = (int(c.attributes["votes"]) for p in election.lists for c in p.candidates if c.row == row)
    elected = status(law, election, row, now) == "in"
    every = range(now, -1, -1) if elected else range(now, FAR)
    wanted = "out" if elected else "in"
    fates = [(abs(votes - now), status(law, election, row, votes)) for votes in every]
    sure = next((change for change, fate in fates if fate == wanted), None)
    lot = next((change for change, fate in fates if fate in (wanted, "open")), None)
    return elected, Margin(sure, lot)


@pytest.mark.parametrize("stated", [False, True], ids=["votes of candidates", "votes of lists"])
@pytest.mark.parametrize("law", LAWS, ids=lambda law: f"{law.id}-{law.version.id}")
def test_against_every_number_of_votes(law, stated):
    chance = random.Random(f"{law.id}{stated}")
    compared = 0
    while compared < 4:
        election = drawn(chance, stated)
        row = chance.choice([one.row for party in election.lists for one in party.candidates])
        try:
            quota.elect(law, election)
        except Infeasible:
            continue
        elected, expected = by_hand(law, election, row)
        found = person_margin(law, election, row)
        margin = found.margin
        shown = Margin(*(None if n is None or n + 30 >= FAR else n for n in (margin.votes, margin.lot)))
        near = Margin(*(None if n is None or n + 30 >= FAR else n for n in (expected.votes, expected.lot)))
        assert (found.elected, shown) == (elected, near), (election, row)
        compared += 1


def test_more_votes_do_not_always_help():
    """Under corrections a person may lose the seat by gaining votes: no halving of intervals would do."""
    chance = random.Random(48)
    law = small("chl-convention", 4)

    def lost_again(election):
        fates = [status(law, election, 2, votes) for votes in range(90)]
        return "in" in fates and "out" in fates[fates.index("in") :]

    assert any(lost_again(drawn(chance, stated=False)) for _ in range(20))


def tied(chance, law):
    """An election in which a lot was drawn, and a correction replaced somebody; and that lot."""
    while True:
        election = drawn(chance, stated=False)
        try:
            opened = quota.elect(law, election)
        except Infeasible:
            continue
        lots = {lot.id: lot.options[: lot.seats] for lot in opened.lots}
        if lots and quota.elect(law, election, lots=lots).replaced:
            return election, lots


def fate(law, election, row, votes, lots):
    """As ``status``, with a lot that stays as it was drawn while its winners take part in it."""
    without = status(law, election, row, votes)
    if without != "open":
        return without
    try:
        return status(law, election, row, votes, lots)
    except BadInput:
        return "open"


@pytest.mark.parametrize("law", [LAWS[0], LAWS[2]], ids=lambda law: law.id)
def test_a_lot_that_was_drawn_stays_as_it_was_drawn(law):
    election, lots = tied(random.Random(law.id), law)
    found = quota.margins(law, election, lots=lots)
    assert len(found) >= 2
    for one in found:
        (now,) = (
            int(c.attributes["votes"]) for p in election.lists for c in p.candidates if c.row == one.row
        )
        every = range(now, -1, -1) if one.elected else range(now, FAR)
        wanted = "out" if one.elected else "in"
        fates = [(abs(votes - now), fate(law, election, one.row, votes, lots)) for votes in every]
        assert one.margin.votes == next((change for change, fate in fates if fate == wanted), None)
        assert fates[0][1] == ("in" if one.elected else "out")


def test_chile_2021_by_how_many_votes_the_quota_decided():
    election = elections.load("chl-convention-2021")
    found = quota.margins(CHILE, election)
    assert len(found) == 24
    by_row = {one.row: one for one in found}
    # district 21: the woman with 8,188 votes gave way; the next elected woman had 361 more
    assert by_row[1019].margin == Margin(362, 361)
    assert not by_row[1019].elected
    assert by_row[1020].elected
    assert status(CHILE, replace(election, lists=district(election, "21")), 1019, 8188 + 362) == "in"
    assert status(CHILE, replace(election, lists=district(election, "21")), 1019, 8188 + 361) == "open"
    assert status(CHILE, replace(election, lists=district(election, "21")), 1019, 8188 + 360) == "out"


def district(election, key):
    return tuple(party for party in election.lists if party.candidates[0].attributes["district"] == key)


def test_whom_no_votes_can_bring_down():
    """In district 14 the woman who came in is the only one of her party: even without a vote she is in."""
    (one,) = (m for m in quota.margins(CHILE, elections.load("chl-convention-2021")) if m.row == 712)
    assert (one.elected, one.margin) == (True, Margin(None, None))


def test_what_cannot_be_asked():
    election = drawn(random.Random(1), False)
    with pytest.raises(BadInput, match="999"):
        person_margin(CHILE, election, 999)
    blank = replace(
        election,
        lists=(
            replace(
                election.lists[0],
                candidates=(Candidate(sex="male", attributes={"district": "1"}, row=2),),
            ),
            *election.lists[1:],
        ),
    )
    with pytest.raises(BadInput, match="not stated"):
        person_margin(LAWS[0], blank, 2)
    with pytest.raises(TendikError, match="not worked out"):
        albania = laws.history("alb-kuvendi")
        law = replace(
            LAWS[5], rules=(*LAWS[5].rules, next(r for one in albania for r in one.all(AlliancesRule)))
        )
        person_margin(law, election, 2)


def test_while_a_lot_is_open_the_bounds_are_out_of_all_seats():
    law = small("kgz-jogorku-kenesh", 3)
    people = tuple(
        Candidate(sex=sex, attributes={"district": "1", "votes": votes}, row=row)
        for row, (sex, votes) in enumerate(
            [("female", "9"), ("male", "8"), ("male", "5"), ("female", "5")], start=2
        )
    )
    lists = (PartyList("a", {"en": "A"}, candidates=people),)
    outcome = quota.elect(law, Election("t", {}, date(2023, 1, 1), "", lists))
    assert (outcome.status, outcome.bounds.of) == ("lots open", 3)
    assert (outcome.least["women"], outcome.most["women"]) == (1, 2)
