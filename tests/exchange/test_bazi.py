"""BAZI files and tables of votes: what is written is read again, what is wrong is named by line."""

import pytest

from tendik.errors import BadInput
from tendik.exchange.bazi import METHODS, BaziFile, District, ListRow, read_bazi, write_bazi
from tendik.exchange.vote_table import read_votes_csv, write_votes_csv
from tendik.seats import METHODS as ENGINE_METHODS

AUSTRIA = """=TITEL= Nationalratswahl 2019
=METHODE= DivAbr, divstd; Hare/Niemeyer
=AUSGABE= vert./horiz., Div/Quote, kodiert
=EINGABE= Partei, Stimmen, ---
=MANDATE= 183
=DATEN= "ÖVP" 1789417
"Die Grünen" 664055 26
SPÖ;1011868
+"NEOS" 387124
=INFO=
Quelle: BMI
=ENDE=
nothing after the end mark is read
"""

DISTRICTS = """=TITLE= Two districts
=METHOD= DivStd
=INPUT= List, Votes, Min.
=DISTRICTOPTION= biprop
=DISTRICT= "North"
=SEATS= 4
=DATA=
"A" 100 1
"B" 50
=DISTRICT= "South"
=SEATS= 3
=DATA=
"A" 10 0
"B" 90
=END=
"""


def test_a_file_in_german() -> None:
    content = read_bazi(AUSTRIA)
    assert content == BaziFile(
        "Nationalratswahl 2019",
        ("dhondt", "sainte-lague", "hare"),
        (
            District(
                (183,),
                (
                    ListRow("ÖVP", 1789417),
                    ListRow("Die Grünen", 664055),
                    ListRow("SPÖ", 1011868),
                    ListRow("NEOS", 387124, joined=True),
                ),
            ),
        ),
        ("Partei", "Stimmen"),
        info="Quelle: BMI",
    )


def test_a_file_with_districts_in_english() -> None:
    content = read_bazi(DISTRICTS)
    assert content.combination == "biproportional"
    assert [district.name for district in content.districts] == ["North", "South"]
    assert [district.houses for district in content.districts] == [(4,), (3,)]
    assert content.districts[0].lists == (ListRow("A", 100, minimum=1), ListRow("B", 50))
    assert content.districts[1].lists == (ListRow("A", 10, minimum=0), ListRow("B", 90))


def test_house_sizes_may_be_ranges_and_series() -> None:
    text = AUSTRIA.replace("=MANDATE= 183", "=MANDATE= 8..10; 20, 22-23")
    assert read_bazi(text).districts[0].houses == (8, 9, 10, 20, 22, 23)


@pytest.mark.parametrize(
    ("condition", "cell", "limits"),
    [
        ("min", "2", (2, None)),
        ("Max.", "5", (None, 5)),
        ("Min..Max", "2..5", (2, 5)),
        ("min..max", "2..", (2, None)),
    ],
)
def test_limits(condition: str, cell: str, limits: tuple[int | None, int | None]) -> None:
    text = f"=METHODE= DivAbr\n=EINGABE= a,b,{condition}\n=MANDATE= 9\n=DATEN=\nA 5 {cell}\n=ENDE="
    (row,) = read_bazi(text).districts[0].lists
    assert (row.minimum, row.maximum) == limits


@pytest.mark.parametrize("text", [AUSTRIA, DISTRICTS])
def test_what_is_written_is_read_again(text: str) -> None:
    content = read_bazi(text)
    assert read_bazi(write_bazi(content)) == content


def test_limits_are_written() -> None:
    rows = (ListRow("A", 5, 1, 4), ListRow("B", 6), ListRow("C", 7, 2))
    content = BaziFile("t", ("droop",), (District((7,), rows),))
    assert read_bazi(write_bazi(content)) == content


def test_every_method_of_bazi_is_one_of_the_engine() -> None:
    assert set(METHODS.values()) <= set(ENGINE_METHODS)
    for name, method in METHODS.items():
        assert read_bazi(AUSTRIA.replace("DivAbr", name)).methods[0] == method


def test_names_that_mean_something_else_than_they_say() -> None:
    methods = read_bazi(AUSTRIA.replace("DivAbr", "Hagenbach-Bischoff, r=0, p=-1, Sainté-Lague")).methods
    assert methods[:4] == ("dhondt", "adams", "dean", "sainte-lague")


def test_a_method_that_bazi_has_not_is_not_written() -> None:
    with pytest.raises(ValueError, match="BAZI has no method danish"):
        write_bazi(BaziFile("t", ("danish",), ()))


def test_a_name_that_the_format_cannot_hold_is_not_written() -> None:
    content = BaziFile("t", ("dhondt",), (District((1,), (ListRow('the "A"', 1),)),))
    with pytest.raises(ValueError, match="cannot hold the name"):
        write_bazi(content)


def test_every_problem_is_named_by_its_line() -> None:
    text = """stray
=FARBE= blau
=METHODE= DivAbr, DivFoo
=EINGABE= a, b, naiv
=DISTRIKTOPTION= nzz
=MANDATE= ten
=DATEN=
A
B 3.5
C -2
D 5
"""
    with pytest.raises(BadInput) as caught:
        read_bazi(text, "x.bazi")
    found = [(problem.row, problem.message.code) for problem in caught.value.problems]
    assert found == [
        (1, "bazi.stray"),
        (2, "bazi.section"),
        (3, "bazi.method"),
        (4, "bazi.condition"),
        (5, "bazi.districts"),
        (6, "bazi.seats"),
        (8, "bazi.row"),
        (9, "bazi.votes"),
        (10, "bazi.votes"),
    ]
    assert "DivFoo" in str(caught.value)
    assert "x.bazi, row 3" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bazi.no-method"),
        ("=METHODE= DivAbr\n=DATEN=\nA 5", "bazi.no-seats"),
        ("=METHODE= DivAbr\n=MANDATE= 5", "bazi.no-data"),
        ("=METHODE= DivAbr\n=EINGABE= a,b,min\n=MANDATE= 5\n=DATEN=\nA 5 x", "bazi.limits"),
        ("=METHODE= DivAbr\n=MANDATE= 5..3\n=DATEN=\nA 5", "bazi.seats"),
        ("=METHODE= DivAbr\n=MANDATE= 1..99999999999\n=DATEN=\nA 5", "bazi.seats"),
    ],
)
def test_what_is_missing_or_senseless(text: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_bazi(text)
    assert code in [problem.message.code for problem in caught.value.problems]


def test_a_table_of_votes_and_back() -> None:
    votes = (("Аманат", 3431510), ("=A, B", 0))
    assert read_votes_csv(write_votes_csv(votes)) == votes


def test_problems_of_a_table_of_votes() -> None:
    with pytest.raises(BadInput) as caught:
        read_votes_csv("list;votes\nA;1\n;2\nA;3\nB;4.5\nC;-1\n")
    assert [(problem.row, problem.message.code) for problem in caught.value.problems] == [
        (3, "vote-table.no-name"),
        (4, "vote-table.same-list"),
        (5, "vote-table.votes"),
        (6, "vote-table.votes"),
    ]


@pytest.mark.parametrize("text", ["list,votes,more\nA,1,2\n", "list,votes\n"])
def test_a_table_of_another_shape(text: str) -> None:
    with pytest.raises(BadInput):
        read_votes_csv(text)
