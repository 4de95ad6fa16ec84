"""The built-in facts: they load as they are, each with its source, in three languages, doubts hidden.

Form, links, choices and the order of dates are what the loader checks; see test_load.py.
"""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from tendik_web.commitments import builtin
from tendik_web.countries import builtin as countries
from tendik_web.records import kinds, packs

RECORDS = packs.read(builtin.files())
LANGUAGES = ("en", "ru", "kk")
KAZAKH = re.compile("[әғқңөұүһі]", re.I)
CYRILLIC = re.compile("[а-яё]", re.I)


def name(record) -> str:
    return f"{record.country or 'shared'} {record.kind} {record.key}"


def test_they_load_and_a_second_time_change_nothing(db):
    countries.load()
    assert builtin.load().new == len(RECORDS)
    again = builtin.load()
    assert (again.new, again.changed, again.differences) == (0, 0, [])


def test_five_countries_and_what_they_share():
    counted = Counter(record.kind for record in RECORDS)
    assert counted["provision"] >= 9 + 12 + 16
    assert {record.country for record in RECORDS} == {None, "KAZ", "KGZ", "TJK", "TKM", "UZB"}


def test_the_goal_is_whole():
    codes = {r.values["code"] for r in RECORDS if r.kind == "indicator" and r.country is None}
    targets = {r.values["code"] for r in RECORDS if r.links.get("instrument") == "sdg-5"}
    assert len(codes) == 14
    assert targets == {"5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.a", "5.b", "5.c"}
    assert {code.rpartition(".")[0] for code in codes} == targets


@pytest.mark.parametrize("kind", sorted({record.kind for record in RECORDS}))
def test_each_is_sourced_worded_and_no_more_public_than_it_is_sure(kind):
    for record in (one for one in RECORDS if one.kind == kind):
        assert_sourced(record)
        assert_hidden_while_doubtful(record)
        assert_in_three_languages(record)


def assert_sourced(record):
    assert record.source["title"].strip()
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", record.key)
    if "url" in record.source:
        assert re.match(r"https?://[^\s/]+/", record.source["url"])
    if "read_on" in record.source:
        assert date.fromisoformat(record.source["read_on"]) >= date(2026, 1, 1)


def assert_hidden_while_doubtful(record):
    if record.status != "unconfirmed":
        assert record.visibility == "public"
    elif kinds.find(record.kind).claim or record.kind == "ratification":
        assert record.visibility == "government"


def assert_in_three_languages(record):
    texts = [value for value in record.values.values() if isinstance(value, dict)]
    assert texts or record.kind == "observation"
    for text in texts:
        assert {*LANGUAGES, "original"} <= text.keys()
        for language in LANGUAGES:
            words = text[language]["text"]
            assert words == words.strip()
            assert 0 < len(words) <= 1_000
        assert not CYRILLIC.search(text["en"]["text"])
        assert not KAZAKH.search(re.sub("«[^»]*»", "", text["ru"]["text"]))


def test_indicators_that_read_both_ways_warn_wherever_they_are_shown():
    both = {r.key for r in RECORDS if r.kind == "indicator" and r.values.get("reads_both_ways")}
    assert both == {"sdg-5-2-1-1", "sdg-5-2-1-2"}
    measure = {r.key: str(r.links.get("indicator", "")).rpartition(":")[2] for r in RECORDS}
    shown = [r for r in RECORDS if r.key in both or measure[r.key] in both]
    assert {measure[r.key] for r in shown} - {""} == both
    assert all(r.values.get("warning") for r in shown)


def test_shares_and_counts_are_possible():
    series = {(r.country, r.key): r for r in RECORDS if r.kind == "series"}
    for observation in (r for r in RECORDS if r.kind == "observation"):
        of = series[observation.country, observation.links["series"]]
        value = Decimal(observation.values["value"])
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", observation.values["period"])
        if of.values["unit"] == "persons":
            assert value == int(value) >= 0
        elif of.values["unit"] == "percent" and "registered" not in of.key:
            assert 0 <= value <= 100
