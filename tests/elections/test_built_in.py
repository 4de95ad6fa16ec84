"""The built-in elections: sound packages, published figures, nothing guessed."""

import csv
import json
import shutil
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from tendik import elections
from tendik.elections import package
from tendik.errors import NotFound

SHARED = Path(__file__).parents[3] / "shared"
DATA = Path(elections.__file__).parent / "data"
ALL = [entry.id for entry in elections.available()]
LANGUAGES = {"kk", "ru", "en"}


def folder(name: str) -> Path:
    country, rest = name.split("-", 1)
    return DATA / country / rest


def test_catalogue_lists_every_election_with_its_date() -> None:
    assert [(entry.id, entry.date, entry.law) for entry in elections.available()] == [
        ("chl-convention-2021", date(2021, 5, 16), "chl-convention"),
        ("kaz-majilis-2004", date(2004, 9, 19), "kaz-majilis"),
        ("kaz-majilis-2007", date(2007, 8, 18), "kaz-majilis"),
        ("kaz-majilis-2012", date(2012, 1, 15), "kaz-majilis"),
        ("kaz-majilis-2016", date(2016, 3, 20), "kaz-majilis"),
        ("kaz-majilis-2021", date(2021, 1, 10), "kaz-majilis"),
        ("kaz-majilis-2023", date(2023, 3, 19), "kaz-majilis"),
    ]


@pytest.mark.parametrize("name", ALL)
def test_package_is_a_valid_frictionless_package(name: str) -> None:
    import frictionless

    report = frictionless.validate(str(folder(name) / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] >= 1


@pytest.mark.parametrize("name", ALL)
def test_identifier_title_and_catalogue_agree(name: str) -> None:
    election = elections.load(name)
    entry = next(entry for entry in elections.available() if entry.id == name)
    assert (election.id, election.date, election.title, election.law) == (
        name,
        entry.date,
        entry.title,
        entry.law,
    )
    assert set(election.title) == LANGUAGES
    assert election.kind == "built-in"
    assert election.licences
    for party in election.lists:
        assert set(party.name) == LANGUAGES
        assert party.id.isascii() and party.id == party.id.lower()


@pytest.mark.parametrize("name", ALL)
def test_every_figure_has_a_source_and_every_note_three_languages(name: str) -> None:
    election = elections.load(name)
    counts = [election.registered, election.issued, election.took_part, election.valid, election.against_all]
    counts += [fact.count for fact in election.composition]
    counts += [party.estimate for party in election.lists if party.estimate]
    assert election.votes_origin.source and election.published_origin.source
    for count in counts:
        if (count.value, count.at_least, count.at_most) != (None, None, None):
            assert count.source is not None
        assert set(count.note) in (set(), LANGUAGES)
    assert all(source.title for source in election.sources)


def test_votes_and_seats_are_those_of_the_public_table() -> None:
    path = SHARED / "data/elections/kazakhstan_pr.csv"
    if not path.exists():
        pytest.skip("the public figures are not beside this repository")
    expected = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            votes = 336_377 if row["party"] == "AIST" else int(row["votes"])
            against = row["party"] == "AGAINST ALL"
            expected[f"kaz-majilis-{row['year']}", votes, None if against else int(row["seats"])] += 1
    found = Counter()
    for name in ALL:
        if not name.startswith("kaz-"):
            continue
        election = elections.load(name)
        for party in election.lists:
            found[name, party.votes, election.published[party.id]] += 1
        if election.against_all.value is not None:
            found[name, election.against_all.value, None] += 1
    assert found == expected


def test_2023_in_full() -> None:
    election = elections.load("kaz-majilis-2023")
    assert [(party.id, party.votes, party.size, party.registered_order) for party in election.lists] == [
        ("amanat", 3_431_510, 90, 6),
        ("auyl", 693_938, 25, None),
        ("respublica", 547_154, 23, 7),
        ("ak-zhol", 535_139, 54, None),
        ("peoples-party", 432_920, 52, None),
        ("osdp", 331_058, 19, None),
        ("baytaq", 146_431, 18, None),
    ]
    assert election.against_all.value == 248_291
    assert election.registered.value == 12_035_578
    assert election.issued.value == 6_521_860
    assert election.took_part.value == 6_366_441
    assert sum(party.votes for party in election.lists) + 248_291 == 6_366_441
    assert sum(election.published.values()) == 69


def test_2023_says_who_was_listed_and_elected_each_with_its_base() -> None:
    facts = elections.load("kaz-majilis-2023").composition
    by = {(f.stage, f.scope, f.group): f for f in reversed(facts) if f.scope != "list"}
    assert by["listed", "lists", "all"].count.value == 281
    assert (by["listed", "lists", "women"].count.value, by["listed", "lists", "women"].of) == (80, 281)
    assert by["listed", "lists", "under_29"].count.value == 19
    joint = by["listed", "lists", "women+under_29+disability"]
    assert (joint.count.value, joint.of, joint.aggregate) == (107, 281, True)
    assert (by["elected", "chamber", "women"].count.value, by["elected", "chamber", "women"].of) == (19, 98)
    unknown = by["elected", "list_mandates", "women"]
    assert (unknown.count.value, unknown.of) == (None, 69)
    sizes = {fact.list: fact.of for fact in facts if fact.scope == "list" and fact.group == "all"}
    assert sum(sizes.values()) == 281


def test_conflicting_counts_of_the_women_of_2023_stand_side_by_side() -> None:
    facts = elections.load("kaz-majilis-2023").composition
    women = [f.count for f in facts if (f.stage, f.scope, f.group) == ("elected", "chamber", "women")]
    assert [count.value for count in women] == [19, 18]
    assert women[0].source != women[1].source


def test_2004_marks_the_estimate_and_bounds_it_by_every_count_that_rounds_to_the_share() -> None:
    aist = elections.load("kaz-majilis-2004").lists[3]
    estimate = aist.estimate
    assert (aist.votes, estimate.value, estimate.status) == (336_377, 336_377, "computed")
    base = 4_757_806
    inside = [n for n in range(336_000, 336_800) if 70_650 * base <= n * 1_000_000 < 70_750 * base]
    assert (estimate.at_least, estimate.at_most) == (inside[0], inside[-1])


def test_a_missing_base_is_bounded_or_left_open_never_guessed() -> None:
    took_part = elections.load("kaz-majilis-2012").took_part
    assert took_part.value is None
    assert took_part.at_least == sum(party.votes for party in elections.load("kaz-majilis-2012").lists)
    assert 7 * took_part.at_most < 498_788 * 100  # the third list passes on every base within the bounds
    assert elections.load("kaz-majilis-2007").issued.value is None


@pytest.mark.parametrize("name", [name for name in ALL if not name.endswith("2023")])
def test_against_all_is_counted_in_2023_only(name: str) -> None:
    against_all = elections.load(name).against_all
    assert against_all.value is None
    assert set(against_all.note) == LANGUAGES


def test_an_unknown_identifier_lists_what_exists() -> None:
    with pytest.raises(NotFound) as error:
        elections.load("kaz-majilis-2033")
    assert error.value.message.values["known"] == ALL
    assert error.value.message.values["name"] == "kaz-majilis-2033"
    with pytest.raises(NotFound):
        elections.load("a\0b")
    with pytest.raises(NotFound):
        elections.load("")


def test_the_digest_is_of_the_figures_not_of_how_they_are_written(tmp_path: Path) -> None:
    copy = shutil.copytree(folder("kaz-majilis-2023"), tmp_path / "copy")
    original = elections.load("kaz-majilis-2023").digest
    votes = (copy / "votes.csv").read_text("utf-8")
    (copy / "votes.csv").write_text(votes.replace(",", ";"), "utf-8-sig")
    content = json.loads((copy / "datapackage.json").read_text("utf-8"))
    (copy / "datapackage.json").write_text(json.dumps(content, indent=None), "utf-8")
    assert elections.load(copy).digest == original


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("votes.csv", "331058", "331057"),
        ("votes.csv", "3431510,6", "3431510,"),
        ("datapackage.json", "12035578", "12035579"),
        ("datapackage.json", '"amanat": 40', '"amanat": 41'),
        ("datapackage.json", "2023-03-19", "2023-03-20"),
    ],
)
def test_the_digest_changes_with_every_figure(tmp_path: Path, file: str, old: str, new: str) -> None:
    copy = shutil.copytree(folder("kaz-majilis-2023"), tmp_path / "copy")
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), "utf-8")
    assert package.read_package(copy).digest != elections.load("kaz-majilis-2023").digest


def test_an_election_is_plain_data() -> None:
    import pickle

    election = elections.load("kaz-majilis-2023")
    assert pickle.loads(pickle.dumps(election)) == election  # noqa: S301
    assert asdict(election)["lists"][0]["id"] == "amanat"
