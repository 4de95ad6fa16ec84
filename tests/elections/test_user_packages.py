"""A user's own election: every problem at once, with its place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tendik import elections
from tendik.errors import BadInput

VOTES = "list_id,name,kind,votes,registered_order\na,Alpha,list,600,2\nb,Beta,list,300,1\nx,Against,against_all,50,\n"
DESCRIPTOR: dict[str, Any] = {
    "name": "ours",
    "title": "Our election",
    "date": "2024-05-12",
    "law": "kaz-majilis",
    "resources": [{"name": "votes", "path": "votes.csv"}],
    "sources": [{"name": "minutes", "title": "Minutes"}],
    "counts": {
        "registered": {"value": 2000, "source": "minutes"},
        "took_part": {"at_least": 950, "at_most": 1100, "source": "minutes"},
        "against_all": {"value": 50, "source": "minutes"},
    },
    "lists": {"a": {"names": {"en": "Alpha", "kk": "Альфа"}, "size": {"value": 2}}},
    "published": {"seats": {"a": 2, "b": 1}, "source": "minutes"},
}
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def build(votes: str | bytes = VOTES, candidates: str | None = None, **changes: Any) -> Path:
        descriptor = {**DESCRIPTOR, **changes}
        if candidates is not None:
            (tmp_path / "candidates.csv").write_text(candidates, "utf-8")
            descriptor["resources"] = [
                *descriptor["resources"],
                {"name": "candidates", "path": "candidates.csv"},
            ]
        (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
        (tmp_path / "votes.csv").write_bytes(votes if isinstance(votes, bytes) else votes.encode())
        return tmp_path

    return build


def found(path: Path) -> list[tuple[str, str | None, int | None, str | None]]:
    with pytest.raises(BadInput) as error:
        elections.load(path)
    return [(p.message.code, p.file, p.row, p.column) for p in error.value.problems]


def test_folder_descriptor_and_string_give_the_same_election(make: Make) -> None:
    path = make()
    election = elections.load(path)
    assert election == elections.load(path / "datapackage.json") == elections.load(str(path))
    assert (election.id, election.kind, election.law) == ("ours", "user", "kaz-majilis")
    assert election.title == {"und": "Our election"}
    assert [(p.id, p.name, p.votes, p.registered_order, p.size) for p in election.lists] == [
        ("a", {"en": "Alpha", "kk": "Альфа"}, 600, 2, 2),
        ("b", {"und": "Beta"}, 300, 1, None),
    ]
    assert (election.took_part.value, election.took_part.at_most) == (None, 1100)
    assert election.took_part.source.title == "Minutes"
    assert election.against_all.value == 50
    assert election.published == {"a": 2, "b": 1}


def test_a_bare_table_of_votes_is_enough(make: Make) -> None:
    election = elections.load(make() / "votes.csv")
    assert [party.votes for party in election.lists] == [600, 300]
    assert (election.date, election.law, election.took_part.value) == (None, None, None)
    assert election.against_all.value == 50
    assert election.digest


def test_candidates_join_their_lists_in_the_order_of_places(make: Make) -> None:
    table = (
        "list_id,place,name,sex,born,disability,region\n"
        "b,1,Candidate 3,female,1990-01-01,yes,Abai\n"
        "a,2,Candidate 2,male,,,\n"
        "a,1,Candidate 1,female,1980-05-06,no,\n"
    )
    first, second = elections.load(make(candidates=table)).lists
    assert [one.name for one in first.candidates] == ["Candidate 1", "Candidate 2"]
    assert (first.candidates[1].born, first.candidates[1].disability) == (None, None)
    assert second.candidates[0].attributes == {"region": "Abai"}
    assert second.candidates[0].row == 2


def test_all_problems_of_votes_come_at_once(make: Make) -> None:
    votes = (
        "list_id,name,kind,votes,registered_order\n"
        "a,Alpha,list,-5,1\n"
        "b,Beta,party,1.5,first\n"
        "c,Gamma,list,many,0\n"
        ",Delta,list,,\n"
        "e,E,list,10,3\n"
        "e,E,list,9999999999999,3\n"
        "e,E,list,20,3\n"
        "x,X,against_all,1,\n"
        "y,Y,against_all,1,\n"
    )
    assert found(make(votes)) == [
        ("votes.negative", "votes.csv", 2, "votes"),
        ("votes.unknown-kind", "votes.csv", 3, "kind"),
        ("votes.fractional", "votes.csv", 3, "votes"),
        ("votes.bad-order", "votes.csv", 3, "registered_order"),
        ("votes.text", "votes.csv", 4, "votes"),
        ("votes.bad-order", "votes.csv", 4, "registered_order"),
        ("votes.no-id", "votes.csv", 5, "list_id"),
        ("votes.no-votes", "votes.csv", 5, "votes"),
        ("votes.too-many", "votes.csv", 7, "votes"),
        ("votes.same-list", "votes.csv", 8, "list_id"),
        ("votes.same-order", "votes.csv", 8, "registered_order"),
        ("votes.against-all-twice", "votes.csv", 10, "kind"),
    ]


@pytest.mark.parametrize("written", ["nan", "inf", "1e3", "1 000", "٣", "1e400"])
def test_votes_in_other_writings_are_refused(make: Make, written: str) -> None:
    (problem,) = found(make(VOTES.replace("600", written)))
    assert problem[2:] == (2, "votes")


def test_missing_and_unknown_columns_are_named(make: Make) -> None:
    assert found(make("list_id,naem,kind,votes\na,A,list,1\n")) == [
        ("votes.missing-column", "votes.csv", 1, "name"),
        ("votes.missing-column", "votes.csv", 1, "registered_order"),
        ("votes.unknown-column", "votes.csv", 1, "naem"),
    ]


def test_an_empty_table_and_a_table_without_lists(make: Make) -> None:
    assert found(make("")) == [("table.empty", "votes.csv", None, None)]
    head = VOTES.splitlines()[0]
    assert found(make(head + "\n")) == [("votes.no-list", "votes.csv", None, "kind")]


@pytest.mark.parametrize(
    ("counts", "column"),
    [
        ({"took_part": {"value": 949}}, "counts.took_part"),
        ({"took_part": {"at_most": 949}}, "counts.took_part"),
        ({"valid": {"value": 900}}, "counts.valid"),
        ({"took_part": {"value": 3000}, "registered": {"value": 2999}}, "counts.registered"),
        ({"took_part": {"value": 1000}, "issued": {"value": 999}}, "counts.issued"),
        ({"took_part": {"value": 1000}, "valid": {"value": 1001}}, "counts.took_part"),
    ],
)
def test_sums_that_cannot_be(make: Make, counts: dict[str, Any], column: str) -> None:
    assert found(make(counts=counts)) == [("package.impossible-sum", "datapackage.json", None, column)]


def test_sums_at_their_limit_are_fine(make: Make) -> None:
    path = make(counts={"valid": {"value": 950}, "took_part": {"value": 950}, "registered": {"value": 950}})
    assert elections.load(path).valid.value == 950


def test_an_estimate_counts_with_its_least(make: Make) -> None:
    lists = {"a": {"estimate": {"at_least": 550, "at_most": 650}}}
    assert (
        elections.load(make(lists=lists, counts={"took_part": {"value": 900}})).lists[0].estimate.value == 600
    )
    assert found(make(lists=lists, counts={"took_part": {"value": 899}}))[0][0] == "package.impossible-sum"
    crossed = {"a": {"estimate": {"at_least": 601, "at_most": 650}}}
    assert found(make(lists=crossed)) == [
        ("package.bounds-cross", "datapackage.json", None, "lists.a.estimate")
    ]


def test_wrong_fields_are_named_together_with_problems_of_the_votes(make: Make) -> None:
    path = make(
        VOTES.replace("600", "x"),
        date="19 March",
        counts={"took_part": {"value": -1}, "valid": {"value": "many"}, "tookpart": None},
        published={"source": "minutes"},
        composition=[{"stage": "dreamt", "scope": "chamber", "group": "women", "count": {}}],
    )
    assert sorted(found(path)) == sorted(
        [
            ("package.not-date", "datapackage.json", None, "date"),
            ("package.not-whole", "datapackage.json", None, "counts.took_part.value"),
            ("package.not-whole", "datapackage.json", None, "counts.valid.value"),
            ("package.unknown-field", "datapackage.json", None, "counts.tookpart"),
            ("package.missing-field", "datapackage.json", None, "published.seats"),
            ("package.not-choice", "datapackage.json", None, "composition.0.stage"),
            ("votes.text", "votes.csv", 2, "votes"),
        ]
    )


def test_loose_ends_are_named(make: Make) -> None:
    path = make(
        lists={"z": {}},
        published={"seats": {"a": 1, "q": 2}, "source": "nowhere"},
        counts={"against_all": {"value": 51}},
        candidates="list_id,name,sex\nw,Candidate 1,f\n",
    )
    assert sorted(found(path)) == [
        ("package.against-all-differs", "datapackage.json", None, "counts.against_all.value"),
        ("package.unknown-list", "datapackage.json", None, "candidates"),
        ("package.unknown-list", "datapackage.json", None, "lists.z"),
        ("package.unknown-list", "datapackage.json", None, "published.seats.q"),
        ("package.unknown-source", "datapackage.json", None, "published.source"),
    ]


def test_a_size_that_the_names_contradict(make: Make) -> None:
    path = make(candidates="list_id,name,sex\na,Candidate 1,f\n")
    assert found(path) == [("package.size-differs", "datapackage.json", None, "lists.a.size.value")]


def test_problems_of_votes_and_candidates_come_together(make: Make) -> None:
    path = make(VOTES.replace("300", "-300"), candidates="list_id,name,sex\na,Candidate 1,?\n")
    assert [(code, file) for code, file, *_ in found(path)] == [
        ("votes.negative", "votes.csv"),
        ("lists.sex", "candidates.csv"),
    ]


@pytest.mark.parametrize(
    ("content", "row"),
    [(b'{\n "name": "x",\n oops\n}', 3), (b"", 1), (b"\xff\xfe\x00", 1), (b"[" * 100_000, 1)],
)
def test_what_is_not_json_is_said_with_its_line(make: Make, content: bytes, row: int) -> None:
    path = make()
    (path / "datapackage.json").write_bytes(content)
    assert found(path) == [("package.not-json", "datapackage.json", row, None)]


def test_json_of_another_kind(make: Make) -> None:
    path = make()
    (path / "datapackage.json").write_text("[]")
    assert [code for code, *_ in found(path)] == ["package.wrong-kind"]


def test_tables_lie_inside_the_package(make: Make) -> None:
    path = make(resources=[{"name": "votes", "path": "../votes.csv"}])
    assert found(path) == [("package.outside", "datapackage.json", None, "resources.0.path")]
    path = make(resources=[])
    assert found(path) == [("package.no-votes", "datapackage.json", None, "resources")]


def test_a_folder_without_descriptor(tmp_path: Path) -> None:
    assert found(tmp_path)[0][0] == "package.no-descriptor"
