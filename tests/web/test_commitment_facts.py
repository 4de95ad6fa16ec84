"""The form of the built-in facts: keys, links, sources, dates, languages."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

DATA = Path(__file__).parents[2] / "src" / "tendik_web" / "commitments" / "data"
STATUSES = {"read", "computed", "interpretation", "unconfirmed"}
VISIBILITIES = {"public", "government"}
LANGUAGES = ("en", "ru", "kk")
LIMITS = {"title": 300, "note": 1000, "summary": 1000, "warning": 500, "reservations": 500}
LABELS = {"instrument", "provision", "indicator"}
TARGETS = {
    "instrument": "instrument", "provision": "provision", "provisions": "provision", "law": "law",
    "amends": "law", "article": "article", "indicator": "indicator", "indicators": "indicator",
    "plan": "plan", "replaces": "plan", "lead": "body", "co": "body", "co_leads": "body",
    "body": "body", "assessor": "body", "succeeds": "body", "series": "series",
}  # fmt: skip
TYPES = {
    "instrument": {
        "treaty", "resolution", "platform", "goal", "review", "pledge", "plan_of_action", "convention",
    },
    "provision": {"article", "target", "area", "paragraph", "indicator"},
    "body": {
        "commission", "ministry", "committee", "parliament", "government", "statistics",
        "election_commission", "centre", "council",
    },
    "commitment": {"target", "pledge", "recommendation", "statement"},
}  # fmt: skip
FIELDS = {
    "instrument": {"type", "symbol", "adopted", "in_force"},
    "provision": {"code", "type"},
    "ratification": {
        "signed", "national_law", "approved_on", "deposited", "in_force", "state",
    },
    "indicator": {"code", "unit", "reads_both_ways", "custodian"},
    "body": {"type", "valid_from", "valid_to", "aliases"},
    "law": {"number", "adopted", "in_force", "repealed", "tendik_law"},
    "article": {"number", "in_force", "repealed"},
    "implementation": {"judged", "assessed_on"},
    "plan": {"version", "approved_on", "from", "to", "approved_by"},
    "commitment": {"made_on", "due", "type", "target_value", "unit"},
    "series": {"unit", "scope", "group"},
    "observation": {"period", "value"},
}  # fmt: skip
DATES = {
    "adopted", "in_force", "repealed", "signed", "approved_on", "deposited", "assessed_on",
    "valid_from", "valid_to", "made_on", "due", "from", "to",
}  # fmt: skip
ORDERS = [
    ("adopted", "in_force"), ("in_force", "repealed"), ("adopted", "repealed"), ("signed", "approved_on"),
    ("approved_on", "deposited"), ("deposited", "in_force"), ("approved_on", "in_force"),
    ("valid_from", "valid_to"), ("made_on", "due"), ("from", "to"),
]  # fmt: skip


def read() -> list[tuple[str, dict]]:
    found = []
    for path in sorted(DATA.rglob("*.yaml")):
        where = path.relative_to(DATA).as_posix()
        found += [(where, record) for record in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return found


RECORDS = read()
KEYS = {(record["kind"], record["country"], record["key"]) for _, record in RECORDS}


def name(record: dict) -> str:
    return f"{record['country'] or 'shared'} {record['kind']} {record['key']}"


def resolve(kind: str, country: str | None, link: str) -> tuple | None:
    if ":" in link:
        country, link = link.split(":")
        return next(iter({(kind, country, link)} & KEYS), None)
    return next((k for k in ((kind, country, link), (kind, None, link)) if k in KEYS), None)


def links_of(record: dict):
    for role, value in record.get("links", {}).items():
        for link in value if isinstance(value, list) else [value]:
            yield role, record["kind"] if role == "parent" else TARGETS[role], link


@pytest.fixture(params=sorted({where for where, _ in RECORDS}))
def records(request):
    return [record for where, record in RECORDS if where == request.param]


def test_the_facts_are_there():
    kinds = Counter(record["kind"] for _, record in RECORDS)
    assert set(kinds) == set(FIELDS)
    assert kinds["provision"] >= 9 + 12 + 16
    assert {record["country"] for _, record in RECORDS} == {None, "KAZ", "KGZ", "TJK", "TKM", "UZB"}


def test_keys_are_unique_per_kind_and_country():
    counted = Counter((r["kind"], r["country"], r["key"]) for _, r in RECORDS)
    assert [key for key, count in counted.items() if count > 1] == []


def test_a_file_holds_one_country():
    wrong = [(w, name(r)) for w, r in RECORDS if (r["country"] or "shared").lower() != w.split("/")[0]]
    assert wrong == []


def test_the_goal_is_whole():
    codes = {r["fields"]["code"] for _, r in RECORDS if r["kind"] == "indicator" and r["country"] is None}
    targets = {r["fields"]["code"] for _, r in RECORDS if r.get("links", {}).get("instrument") == "sdg-5"}
    assert len(codes) == 14
    assert targets == {"5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.a", "5.b", "5.c"}
    assert {code.rpartition(".")[0] for code in codes} == targets


def test_form(records):
    for record in records:
        assert set(record) <= {
            "kind", "key", "country", "texts", "fields", "links", "status", "visibility", "source",
        }, name(record)  # fmt: skip
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", record["key"]), name(record)
        assert record["status"] in STATUSES, name(record)
        assert record["visibility"] in VISIBILITIES, name(record)
        assert set(record.get("fields", {})) <= FIELDS[record["kind"]], name(record)
        if record["kind"] in TYPES:
            assert record["fields"]["type"] in TYPES[record["kind"]], name(record)


def test_source(records):
    for record in records:
        source = record["source"]
        assert set(source) <= {"title", "url", "read_on", "place"}, name(record)
        assert source["title"].strip(), name(record)
        assert source["url"] is None or re.match(r"https?://[^\s/]+/", source["url"]), name(record)
        assert source["read_on"] is None or date(2026, 1, 1) <= source["read_on"], name(record)


def test_unconfirmed_claims_are_hidden(records):
    for record in records:
        label = record["kind"] in LABELS and record["country"] is None
        if record["status"] == "unconfirmed" and not label and record["kind"] != "law":
            assert record["visibility"] != "public", name(record)
        if record["visibility"] != "public":
            assert record["status"] == "unconfirmed", name(record)


def test_texts_in_three_languages(records):
    for record in records:
        texts = record["texts"]
        assert "title" in texts or record["kind"] == "observation", name(record)
        for field, text in texts.items():
            assert set(text) == {"original", *LANGUAGES}, name(record)
            assert text["original"] in LANGUAGES, name(record)
            for language in LANGUAGES:
                words = text[language]["text"]
                assert text[language]["kind"] in {"official", "unofficial"}, name(record)
                assert words == words.strip(), name(record)
                assert 0 < len(words) <= LIMITS[field], name(record)
            assert not re.search("[а-яё]", text["en"]["text"], re.I), name(record)
            assert re.search("[а-яёәғқңөұүһі]", text["ru"]["text"] + text["kk"]["text"], re.I), name(record)
            assert not re.search("[әғқңөұүһі]", re.sub("«[^»]*»", "", text["ru"]["text"]), re.I), name(record)


def test_links_resolve(records):
    for record in records:
        own = (record["kind"], record["country"], record["key"])
        for role, kind, link in links_of(record):
            found = resolve(kind, record["country"], link)
            assert found, f"{name(record)}: {role} {link}"
            assert found != own, f"{name(record)} names itself as {role}"


def test_what_must_be_linked(records):
    for record in records:
        needed = {
            "provision": "instrument", "ratification": "instrument", "article": "law", "observation": "series",
            "indicator": "provisions",
        }  # fmt: skip
        if record["kind"] in needed:
            assert record["links"][needed[record["kind"]]], name(record)


def test_dates(records):
    for record in records:
        fields = record.get("fields", {})
        for field in DATES & set(fields):
            assert type(fields[field]) is date, f"{name(record)}: {field}"
            assert date(1950, 1, 1) <= fields[field] <= date(2031, 1, 1), name(record)
        for first, then in ORDERS:
            if first in fields and then in fields:
                assert fields[first] <= fields[then], f"{name(record)}: {first} after {then}"


def test_links_have_no_circle():
    after = {}
    for _, r in RECORDS:
        own = (r["kind"], r["country"], r["key"])
        after[own] = {resolve(kind, r["country"], link) for _, kind, link in links_of(r)}
    for start in after:
        seen, open_ = set(), set(after[start])
        while open_:
            step = open_.pop()
            assert step != start
            if step not in seen:
                seen.add(step)
                open_ |= after.get(step, set())


def test_a_ratification_says_something(records):
    for record in records:
        if record["kind"] == "ratification":
            assert record.get("fields") or "note" in record["texts"], name(record)
            assert record.get("fields", {}).get("state", "not_bound") == "not_bound", name(record)


def test_indicators_that_read_both_ways_warn_wherever_they_are_shown():
    both = {
        (r["kind"], r["country"], r["key"])
        for _, r in RECORDS
        if r["kind"] == "indicator" and r["fields"]["reads_both_ways"]
    }
    assert both == {("indicator", "KAZ", "sdg-5-2-1-1"), ("indicator", "KAZ", "sdg-5-2-1-2")}
    shown = set()
    for _, r in RECORDS:
        measured = {
            resolve(kind, r["country"], link) for role, kind, link in links_of(r) if role == "indicator"
        }
        own = {(r["kind"], r["country"], r["key"])}
        if both & (measured | own):
            shown |= both & measured
            assert "warning" in r["texts"]
    assert shown == both


def test_observations(records):
    for record in records:
        if record["kind"] == "observation":
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", record["fields"]["period"]), name(record)
            assert isinstance(record["fields"]["value"], str), name(record)
            Decimal(record["fields"]["value"])
            assert record["key"] == f"{record['links']['series']}-{record['fields']['period']}", name(record)
        if record["kind"] == "series":
            assert record["fields"]["group"] in {"women", "men", "both"}, name(record)


def test_shares_and_counts_are_possible():
    units = {(r["country"], r["key"]): r["fields"] for _, r in RECORDS if r["kind"] == "series"}
    for _, r in RECORDS:
        if r["kind"] != "observation":
            continue
        series = units[r["country"], r["links"]["series"]]
        value = Decimal(r["fields"]["value"])
        if series["unit"] == "persons":
            assert value == int(value) >= 0
        elif series["unit"] == "percent" and series["scope"] != "registered_cases":
            assert 0 <= value <= 100


def value(country: str, key: str) -> Decimal:
    """The value of one observation."""
    return next(
        Decimal(r["fields"]["value"])
        for _, r in RECORDS
        if (r["kind"], r["country"], r["key"]) == ("observation", country, key)
    )


def test_the_two_figures_of_2023_stand_side_by_side():
    assert value("KAZ", "parliament-kazstat-2023") == Decimal("23.0")
    women, seats = value("KAZ", "majilis-women-2023"), value("KAZ", "majilis-seats-2023")
    assert (women, seats, round(100 * women / seats)) == (19, 98, value("KAZ", "majilis-share-idea-2023"))
    assert women + value("KAZ", "majilis-men-2023") == seats


def test_laws_of_the_quota_are_known_to_the_engine():
    from tendik.laws import available

    named = {r["fields"]["tendik_law"] for _, r in RECORDS if "tendik_law" in r.get("fields", {})}
    assert named == {"kaz-majilis", "kaz-kurultai"}
    assert named <= set(available())
