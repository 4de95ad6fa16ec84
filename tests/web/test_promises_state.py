"""States of promises: the query gives what a plain reading of the rules gives, for one and for all."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tendik_web.access.actors import ANONYMOUS, Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.commitments import models as m
from tendik_web.commitments.state import Link, linked, stated
from tendik_web.countries.models import Body
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.usefixtures("kazakhstan")

DAY = date(2026, 11, 21)
SECRETARY = Actor("user:secretary", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))

some_day = st.sampled_from([DAY - timedelta(1), DAY, DAY + timedelta(1)])
days = st.one_of(st.none(), st.none(), some_day)
amounts = st.sampled_from([None, 0, 5])
PROMISES, PROVISIONS, ARTICLES, BODIES, ACTIONS = 3, 2, 2, 2, 3


def place(count):
    return st.integers(0, count - 1)


def maybe(count):
    return st.none() | place(count)


def records(**fields):
    """A record that is public or not, withdrawn or not, confirmed or not, with ``fields``."""
    usual = {
        "public": st.sampled_from([True] * 6 + [False]),
        "withdrawn": st.sampled_from([False] * 6 + [True]),
        "confirmed": st.sampled_from([True] * 6 + [False]),
    }
    return st.fixed_dictionaries(usual | fields)


def exactly(count, record):
    return st.lists(record, min_size=count, max_size=count)


def few(record):
    return st.lists(record, min_size=2, max_size=5)


worlds = st.fixed_dictionaries(
    {
        "bodies": exactly(BODIES, records()),
        "laws": exactly(1, records(in_force=days, repealed=days)),
        "articles": exactly(ARTICLES, records(in_force=days, repealed=days)),
        "instruments": exactly(1, records()),
        "provisions": exactly(PROVISIONS, records()),
        "indicators": exactly(1, records(of=st.sets(place(PROMISES)))),
        "promises": exactly(
            PROMISES,
            records(
                due=days,
                done_on=days,
                body=maybe(BODIES),
                instrument=maybe(1),
                provisions=st.sets(place(PROVISIONS)),
            ),
        ),
        "implementations": few(
            records(
                article=place(ARTICLES),
                commitment=maybe(PROMISES),
                provision=maybe(PROVISIONS),
                instrument=maybe(1),
                judgement=st.sampled_from(["full", "partial", "full", "none", "contrary"]),
            )
        ),
        "actions": exactly(ACTIONS, records(body=place(BODIES), of=st.sets(place(PROMISES)))),
        "lines": few(records(action=place(ACTIONS), planned=amounts, approved=amounts, executed=amounts)),
        "evidence": few(records(commitment=maybe(PROMISES), action=maybe(ACTIONS))),
        "absences": few(
            records(
                commitment=place(PROMISES),
                link=st.sampled_from(list(Link)),
                declared_on=some_day,
                valid_to=days,
            )
        ),
    }
)


def plain_reading(world, secretary):
    """By place of the promise: its standing and its links; the rules, read one record at a time."""

    def seen(record):
        return not record["withdrawn"] and (secretary or record["public"])

    def counts(record):
        return seen(record) and record["confirmed"]

    def in_force(record):
        return (record["in_force"] is None or record["in_force"] <= DAY) and (
            record["repealed"] is None or record["repealed"] > DAY
        )

    def law_answers(judged, number, promise):
        article, law = world["articles"][judged["article"]], world["laws"][0]
        if not (counts(judged) and judged["judgement"] in ("full", "partial")):
            return False
        if not all(seen(one) and in_force(one) for one in (article, law)):
            return False
        if judged["commitment"] is not None:
            return judged["commitment"] == number
        if judged["provision"] is not None:
            provision = world["provisions"][judged["provision"]]
            return judged["provision"] in promise["provisions"] and seen(provision)
        treaty = judged["instrument"]
        return treaty is not None and treaty == promise["instrument"] and seen(world["instruments"][treaty])

    answer = {}
    for number, promise in enumerate(world["promises"]):
        if not seen(promise):
            continue
        acts = {n for n, act in enumerate(world["actions"]) if seen(act) and number in act["of"]}
        leads = {promise["body"]} | {world["actions"][n]["body"] for n in acts}
        present = {
            "law": any(law_answers(one, number, promise) for one in world["implementations"]),
            "action": bool(acts),
            "body": any(seen(world["bodies"][n]) for n in leads if n is not None),
            "money": any(
                seen(one)
                and one["action"] in acts
                and any((one[amount] or 0) > 0 for amount in ("planned", "approved", "executed"))
                for one in world["lines"]
            ),
            "indicator": any(seen(one) and number in one["of"] for one in world["indicators"]),
            "proof": any(
                counts(one) and (one["commitment"] == number or one["action"] in acts)
                for one in world["evidence"]
            ),
        }
        declared = {
            one["link"].value
            for one in world["absences"]
            if counts(one)
            and one["commitment"] == number
            and one["declared_on"] <= DAY
            and (one["valid_to"] is None or one["valid_to"] >= DAY)
        }
        links = [
            "present" if there else "absent" if link in declared else "unrecorded"
            for link, there in present.items()
        ]
        if promise["done_on"] and promise["done_on"] <= DAY and present["proof"]:
            standing = "kept"
        elif "absent" in links:
            standing = list(present)[links.index("absent")]
        elif promise["due"] is None:
            standing = "unknown"
        else:
            standing = "late" if promise["due"] < DAY else "on_time"
        answer[number] = (standing, *links)
    return answer


def write(world, country):
    """``world`` as rows; return the identifiers of its promises by place."""

    def add(model, name, **own):
        made = []
        for drawn in world[name]:
            fields = {
                "country": country,
                "title": plain_text("Invented"),
                "changed_by": "tests",
                "visibility": "public" if drawn["public"] else "restricted",
                "withdrawn": drawn["withdrawn"],
                "status": "read" if drawn["confirmed"] else "unconfirmed",
            } | own
            for field, value in drawn.items():
                if field in links and not isinstance(value, set):
                    fields[field] = None if value is None else links[field][value]
                elif field not in ("public", "confirmed", "of") and not isinstance(value, set):
                    fields[field] = value
            made.append(model.objects.create(**fields))
        return made

    links = {}
    links["body"] = add(Body, "bodies", type="ministry")
    law = add(m.Law, "laws")[0]
    links["article"] = add(m.Article, "articles", law=law, number="1")
    links["instrument"] = add(m.Instrument, "instruments", type="treaty")
    treaty = links["instrument"][0]
    links["provision"] = add(m.Provision, "provisions", instrument=treaty, type="article", code="1")
    promises = links["commitment"] = add(m.Commitment, "promises", type="pledge")
    for promise, drawn in zip(promises, world["promises"], strict=True):
        promise.provisions.set(links["provision"][n] for n in drawn["provisions"])
    add(m.Implementation, "implementations", assessor=links["body"][0])
    links["action"] = add(m.Action, "actions")
    for made, name in ((links["action"], "actions"), (add(m.Indicator, "indicators"), "indicators")):
        for record, drawn in zip(made, world[name], strict=True):
            record.commitments.set(promises[n] for n in drawn["of"])
    add(m.BudgetLine, "lines", year=2026, currency="KZT")
    add(m.Evidence, "evidence")
    add(m.Absence, "absences", declared_by="Invented")
    return [promise.pk for promise in promises]


def queried(viewer, among=None):
    names = [f"link_{link.value}" for link in Link]
    found = linked(stated(viewer, "KAZ", DAY, among), viewer, "KAZ", DAY)
    return {pk: answer for pk, *answer in found.values_list("pk", "standing", *names)}


def record(**fields):
    return {"public": True, "withdrawn": False, "confirmed": True} | fields


def answered():
    """A promise, due tomorrow, whose every link one record answers; and a declaration against each."""
    return {
        "bodies": [record()],
        "laws": [record(in_force=None, repealed=None)],
        "articles": [record(in_force=None, repealed=None)],
        "instruments": [record()],
        "provisions": [record()],
        "indicators": [record(of={0})],
        "promises": [
            record(due=DAY + timedelta(1), done_on=None, body=0, instrument=0, provisions={0}),
        ],
        "implementations": [
            record(article=0, commitment=0, provision=None, instrument=None, judgement="partial")
        ],
        "actions": [record(body=0, of={0})],
        "lines": [record(action=0, planned=None, approved=5, executed=None)],
        "evidence": [record(commitment=0, action=None)],
        "absences": [
            record(commitment=0, link=link, declared_on=DAY, valid_to=None) for link in reversed(list(Link))
        ],
    }


YESTERDAY, TOMORROW = DAY - timedelta(1), DAY + timedelta(1)
UNJUDGED = {"commitment": None}
CASES = [
    ({}, "on_time"),
    ({"promises": {"due": DAY}}, "on_time"),
    ({"promises": {"due": YESTERDAY}}, "late"),
    ({"promises": {"due": None}}, "unknown"),
    ({"promises": {"done_on": DAY}}, "kept"),
    ({"promises": {"done_on": TOMORROW}}, "on_time"),
    ({"promises": {"done_on": DAY}, "evidence": {"confirmed": False}}, "proof"),
    ({"promises": {"done_on": DAY}, "evidence": {"commitment": None, "action": 0}}, "kept"),
    ({"promises": {"done_on": DAY}, "laws": {"repealed": DAY}}, "kept"),
    ({"laws": {"repealed": DAY}}, "law"),
    ({"laws": {"repealed": TOMORROW}}, "on_time"),
    ({"laws": {"in_force": DAY}}, "on_time"),
    ({"laws": {"in_force": TOMORROW}}, "law"),
    ({"laws": {"public": False}}, "law"),
    ({"articles": {"repealed": DAY}}, "law"),
    ({"articles": {"in_force": TOMORROW}}, "law"),
    ({"articles": {"withdrawn": True}}, "law"),
    ({"implementations": {"judgement": "full"}}, "on_time"),
    ({"implementations": {"judgement": "none"}}, "law"),
    ({"implementations": {"judgement": "contrary"}}, "law"),
    ({"implementations": {"confirmed": False}}, "law"),
    ({"implementations": UNJUDGED | {"provision": 0}}, "on_time"),
    ({"implementations": UNJUDGED | {"provision": 0}, "promises": {"provisions": set()}}, "law"),
    ({"implementations": UNJUDGED | {"provision": 0}, "provisions": {"public": False}}, "law"),
    ({"implementations": UNJUDGED | {"instrument": 0}}, "on_time"),
    ({"implementations": UNJUDGED | {"instrument": 0}, "promises": {"instrument": None}}, "law"),
    ({"implementations": UNJUDGED | {"instrument": 0}, "instruments": {"public": False}}, "law"),
    (
        {
            "implementations": UNJUDGED | {"instrument": 0, "provision": 0},
            "promises": {"provisions": set()},
        },
        "law",
    ),
    ({"actions": {"public": False}}, "action"),
    ({"promises": {"body": None}}, "on_time"),
    ({"promises": {"body": None}, "bodies": {"public": False}}, "body"),
    ({"lines": {"approved": 0}}, "money"),
    ({"lines": {"approved": 0, "executed": 5}}, "on_time"),
    ({"lines": {"public": False}}, "money"),
    ({"indicators": {"of": set()}}, "indicator"),
    ({"evidence": {"public": False}}, "proof"),
    ({"lines": {"approved": 0}, "evidence": {"public": False}}, "money"),
    ({"lines": {"approved": 0}, "absences": {"confirmed": False}}, "on_time"),
    ({"lines": {"approved": 0}, "absences": {"declared_on": TOMORROW}}, "on_time"),
    ({"lines": {"approved": 0}, "absences": {"valid_to": DAY}}, "money"),
    ({"lines": {"approved": 0}, "absences": {"valid_to": YESTERDAY}}, "on_time"),
    ({"lines": {"approved": 0}, "absences": {"public": False}}, "on_time"),
]


@pytest.mark.parametrize(("changes", "standing"), CASES)
def test_each_rule_at_its_edge(kazakhstan, changes, standing):
    world = answered()
    for name, fields in changes.items():
        world[name] = [one | fields for one in world[name]]
    (id,) = write(world, kazakhstan)
    assert queried(ANONYMOUS)[id][0] == standing
    assert queried(ANONYMOUS)[id] == list(plain_reading(world, secretary=False)[0])


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds)
def test_the_query_answers_as_the_rules_read_for_one_and_for_all(kazakhstan, world):
    with transaction.atomic():
        ids = write(world, kazakhstan)
        for viewer, secretary in ((ANONYMOUS, False), (SECRETARY, True)):
            wanted = {ids[number]: list(answer) for number, answer in plain_reading(world, secretary).items()}
            assert queried(viewer) == wanted
            for pk in ids:
                assert queried(viewer, [pk]) == ({pk: wanted[pk]} if pk in wanted else {})
        transaction.set_rollback(True)
