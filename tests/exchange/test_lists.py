"""Candidate lists in three languages: what is understood, and every problem with its place."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tendik.errors import BadInput
from tendik.exchange.lists import ListsFile, example_list, read_lists, template
from tendik.exchange.tables import read_table, write_csv, write_xlsx
from tendik.values import Candidate


def lists_of(text: str, *, name: str = "file.csv", **options: Any) -> ListsFile:
    return read_lists(read_table(name, text.encode()), **options)


def problems(text: str, **options: Any) -> list[tuple[str, int | None, str | None]]:
    found = lists_of(text, **options)
    assert found.lists == () or not found.problems
    return [(p.message.code, p.row, p.column) for p in found.problems]


def only(text: str, **options: Any) -> Candidate:
    found = lists_of(text, **options)
    assert found.problems == ()
    return found.lists[0].candidates[0]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Партия;№;Т.А.Ә.;Жынысы;Туған күні;Мүгедектігі", "Мысал;1;Үміткер 1;әйел;19.03.1990;жоқ"),
        ("ТІЗІМ;р/с №;аты-жөні;ЖЫНЫСЫ;туған күні, айы, жылы;мүгедектігінің болуы", "Мысал;1;Үміткер 1;Ә;1990-03-19;Жоқ"),
        ("Тiзiм;Реттік нөмірі;Үміткер;Жыныс;Туған жылы;Мүгедектігі бар", "Мысал;1.;Үміткер 1;Әйел;19/03/1990;ЖОҚ"),
        ("Партия;№ п/п;Ф.И.О.;Пол;Дата рождения;Инвалидность", "Мысал;1;Үміткер 1;ж;19.3.1990;нет"),
        ("Партийный список;Место в списке;Фамилия, имя, отчество (при наличии);ПОЛ (м/ж);Дата рождения (дд.мм.гггг);Наличие инвалидности", "Мысал;1;Үміткер 1;женский;19.03.1990 г.;Не имеет"),
        ("Party list;No;Full name;Sex;Date of birth;Disability", "Мысал;1;Үміткер 1;F;1990-03-19;no"),
        ("list;position;candidate's name;Gender;DOB;Has a disability", "Мысал;1;Үміткер 1;Woman;1990-03-19 00:00:00;FALSE"),
        ("list_id,place,name,sex,born,disability", "Мысал,1,Үміткер 1,female,1990-03-19,0"),
    ],
)  # fmt: skip
def test_headings_and_words_of_three_languages(headings: str, row: str) -> None:
    found = lists_of(f"{headings}\n{row}\n")
    assert (found.problems, found.warnings) == ((), ())
    assert found.lists[0].name == {"und": "Мысал"}
    assert found.lists[0].candidates == (
        Candidate("Үміткер 1", "female", date(1990, 3, 19), False, {}, row=2),
    )


@pytest.mark.parametrize(
    ("headings", "row", "name"),
    [
        ("Фамилия;Имя;Отчество;Пол", "Примерова;Анна;Ивановна;ж", "Примерова Анна Ивановна"),
        ("Тегі;Аты;Әкесінің аты;Жынысы", "Мысалова;Анна;;ә", "Мысалова Анна"),
        ("First name;Surname;Sex", "Anna;Example;f", "Example Anna"),
        ("Имя;Пол", "Анна;ж", "Анна"),
    ],
)
def test_names_in_several_columns(headings: str, row: str, name: str) -> None:
    assert only(f"{headings}\n{row}\n").name == name


@pytest.mark.parametrize("word", ["ж", "Жен.", "ЖЕНСКИЙ", "женщина", "ә", "Әйел", "f", "Female", " woman "])
def test_words_for_women(word: str) -> None:
    assert only(f"name;sex\nA;{word}\n").sex == "female"


@pytest.mark.parametrize("word", ["м", "муж", "Мужской", "мужчина", "ер", "Еркек", "Е", "m", "MALE", "man"])
def test_words_for_men(word: str) -> None:
    assert only(f"name;sex\nA;{word}\n").sex == "male"


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *((word, True) for word in ("да", "Иә", "yes", "бар", "есть", "имеется", "1", "TRUE", "2 группа")),
        *((word, True) for word in ("III группа", "Инвалид 2 группы", "мүгедектігі бар")),
        *((word, False) for word in ("нет", "жоқ", "No", "0", "не имеется", "отсутствует")),
    ],
)
def test_words_for_disability(word: str, value: bool) -> None:
    assert only(f"name;disability\nA;{word}\n").disability is value


def test_empty_means_not_stated() -> None:
    candidate = only("name;sex;born;disability\nA;;;\n")
    assert (candidate.sex, candidate.born, candidate.disability) == (None, None, None)
    assert only("name;sex\nA;f\n").disability is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("03.04.95", "lists.short-year"),
        ("3/4/95", "lists.short-year"),
        ("1995", "lists.year-only"),
        ("1995 г.", "lists.year-only"),
        ("31.02.1995", "lists.no-such-day"),
        ("29.02.1995", "lists.no-such-day"),
        ("1995-13-01", "lists.no-such-day"),
        ("03/19/1995", "lists.no-such-day"),
        ("00.01.1995", "lists.no-such-day"),
        ("20.03.2023", "lists.born-later"),
        ("01.01.1850", "lists.born-implausible"),
        ("19 March 1990", "lists.date"),
        ("03.04/1995", "lists.date"),
        ("34567", "lists.date"),
        ("1995-03-01 07:30", "lists.date"),
    ],
)
def test_dates_that_are_problems(cell: str, code: str) -> None:
    assert problems(f"name;born\nA;{cell}\n", on=date(2023, 3, 19)) == [(code, 2, "born")]


def test_slashes_are_read_day_first_and_said_so() -> None:
    found = lists_of("name;born\nA;19/03/1990\nB;03/04/1995\nC;05/05/1995\nD;04/03/1995\n")
    assert [one.born for one in found.lists[0].candidates][:2] == [date(1990, 3, 19), date(1995, 4, 3)]
    assert [(w.message.code, w.row, w.message.values["count"]) for w in found.warnings] == [
        ("lists.day-first", 3, 2)
    ]


def test_dates_of_the_spreadsheet() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "born"])
        sheet.write(1, 0, "A")
        sheet.write_datetime(1, 1, date(1995, 4, 3), book.add_format({"num_format": "mm/dd/yyyy"}))
        sheet.write(2, 0, "B")
        sheet.write_number(2, 1, 34567)
    found = read_lists(read_table("x", out.getvalue()))
    assert [(p.message.code, p.row) for p in found.problems] == [("lists.date", 3)]
    assert only("name;born\nA;1995-04-03\n").born == date(1995, 4, 3)


def test_all_problems_come_at_once_and_nothing_partial() -> None:
    text = (
        "Список;№;ФИО;Пол;Дата рождения;Инвалидность\n"
        "А;1;Кандидат 1;ж;01.01.1990;нет\n"
        "А;1;Кандидат 2;да;31.02.1990;-\n"
        ";x;;м;1990-01-01;\n"
        "Б;;Кандидат 3;м;;\n"
        "Б;2;Кандидат 4;м;;\n"
        "Б;3;123;м;;\n"
    )
    assert problems(text) == [
        ("lists.sex", 3, "Пол"),
        ("lists.no-such-day", 3, "Дата рождения"),
        ("lists.disability", 3, "Инвалидность"),
        ("lists.same-place", 3, "№"),
        ("lists.no-name", 4, "ФИО"),
        ("lists.no-list", 4, "Список"),
        ("lists.place", 4, "№"),
        ("lists.no-place", 5, "№"),
        ("lists.not-name", 7, "ФИО"),
    ]


def test_missing_columns_are_named_together() -> None:
    assert problems("Список;Регион\nА;Абай\n") == [
        ("lists.no-name-column", 1, None),
        ("lists.no-group-column", 1, None),
    ]
    assert problems("name;region\nA;Abai\n") == [("lists.no-group-column", 1, None)]
    assert problems("ФИО;Кандидат;пол;sex\nA;B;ж;f\n") == [
        ("lists.same-column", 1, "Кандидат"),
        ("lists.same-column", 1, "sex"),
    ]


def test_headings_alone() -> None:
    assert problems("name;sex\n") == [("lists.no-names", None, None)]


def test_the_same_person_twice() -> None:
    text = (
        "party;name;born;sex\n"
        "A;Пример Анна;1990-01-01;f\n"
        "A;Other;1990-01-01;f\n"
        "A;  ПРИМЕР  анна ;01.01.1990;f\n"
        "B;Пример Анна;01/01/1990;f\n"
        "B;Пример Анна;1991-01-01;f\n"
    )
    found = lists_of(text)
    assert [(p.message.code, p.row, p.message.values["row"]) for p in found.problems] == [
        ("lists.same-person", 4, 2),
        ("lists.same-person-elsewhere", 5, 2),
    ]
    assert found.problems[1].message.values["list"] == "A"


def test_names_differ_by_yo_or_by_latin_letters_only() -> None:
    text = "name;born;sex\nСеменов Пётр;1990-01-01;m\nСеменов Петр;1990-01-01;m\nСeмeнoв Пeтp;1990-01-01;m\n"
    assert [row for _, row, _ in problems(text)] == [3, 4]


def test_the_same_name_without_a_birth_date_is_a_warning() -> None:
    found = lists_of("party;name;born\nA;Example;\nB;Example;1990-01-01\nB;Example;1991-01-01\nB;Another;\n")
    assert found.problems == ()
    assert [(w.message.code, w.row, w.message.values["row"]) for w in found.warnings] == [
        ("lists.same-name", 3, 2),
        ("lists.same-name", 4, 2),
    ]


def test_namesakes_with_other_birth_dates_are_two_persons() -> None:
    found = lists_of("name;born\nExample;1990-01-01\nExample;1991-01-01\n")
    assert (found.problems, found.warnings) == ((), ())


def test_a_place_that_is_no_number_is_not_also_missing() -> None:
    assert problems("no;name;sex\n1;A;f\nsecond;B;m\n") == [("lists.place", 3, "no")]


@pytest.mark.parametrize("cell", ['"A B\nC D"', "A B; C D"])
def test_several_names_in_one_cell(cell: str) -> None:
    assert problems(f"name,sex\n{cell},f\n") == [("lists.several-names", 2, "name")]


def test_a_file_without_list_column_is_one_list_named_after_it() -> None:
    (one,) = lists_of("name;sex\nA;f\nB;m\n", name="Our list 2024.xlsx").lists
    assert (one.id, one.name, one.size, one.votes) == ("our-list-2024", {"und": "Our list 2024"}, 2, None)


def test_spellings_of_a_list_are_one_list() -> None:
    lists = lists_of("party;name;sex\n«Ақ жол»;A;f\nB;B;m\nАҚ  ЖОЛ;C;m\n").lists
    assert [(item.id, item.name["und"], len(item.candidates)) for item in lists] == [
        ("ақ-жол", "«Ақ жол»", 2),
        ("b", "B", 1),
    ]


def test_places_order_the_names_and_other_columns_become_attributes() -> None:
    found = lists_of("№;name;sex;Регион\n10;B;f;Абай\n9;A;m;\n")
    assert [(one.name, one.row) for one in found.lists[0].candidates] == [("A", 3), ("B", 2)]
    assert found.lists[0].candidates[1].attributes == {"Регион": "Абай"}
    assert [(w.message.code, w.message.values["columns"]) for w in found.warnings] == [
        ("lists.attributes", ("Регион",))
    ]


def test_other_sheets_are_mentioned() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for title in ("One", "Two"):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ["name", "sex"])
            sheet.write_row(1, 0, ["A", "f"])
    (warning,) = read_lists(read_table("x", out.getvalue())).warnings
    assert (warning.message.values["sheet"], warning.message.values["others"]) == ("One", ("Two",))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_example_is_read_whole_and_fails_by_one(language: str) -> None:
    headings, rows = template(language), example_list(language)
    for data in (write_csv(headings, rows), write_xlsx(headings, rows, "Example")):
        found = read_lists(read_table("example", data), on=date(2023, 3, 19))
        assert (found.problems, found.warnings) == ((), ())
        (one,) = found.lists
        assert len(one.candidates) == 23
        for on in (date(2023, 3, 19), date(2026, 8, 23)):
            women = {c.name for c in one.candidates if c.sex == "female"}
            young = {c.name for c in one.candidates if c.born.replace(year=c.born.year + 29) > on}
            disabled = {c.name for c in one.candidates if c.disability}
            assert (len(women), len(young), len(disabled)) == (4, 2, 1)
            assert len(women | young | disabled) == 6 < 23 * 0.3 <= 7
            assert all(c.born.replace(year=c.born.year + 25) <= on for c in one.candidates)


@pytest.mark.parametrize(
    ("language", "word", "name"),
    [
        ("kk", "Ойдан шығарылған", "Үміткер 7"),
        ("ru", "Вымышленный", "Кандидат 7"),
        ("en", "Invented", "Candidate 7"),
    ],
)
def test_the_example_says_on_each_row_that_it_is_invented(language: str, word: str, name: str) -> None:
    assert all(row[0].startswith(word) for row in example_list(language))
    assert example_list(language)[6][2] == name


def test_long_cells_are_cut_in_messages() -> None:
    (problem,) = lists_of(f"name;sex\nA;{'x' * 500}\n").problems
    assert len(problem.message.values["found"]) == 60


def test_a_list_of_300_names_is_read_whole() -> None:
    rows = [
        ("Партия", n, f"Үміткер {n}", "ә", date(1970, 1, 1) + timedelta(days=n), "жоқ") for n in range(1, 301)
    ]
    data = write_xlsx(template("kk"), rows, "Тізім")
    found = read_lists(read_table("list.xlsx", data))
    assert len(found.lists[0].candidates) == 300


cell = st.one_of(
    st.sampled_from(
        ["", "f", "ж", "1990-01-01", "31.02.1990", "1/2/90", "да", "1", "0", "A", "A\nB", "-", "=1"]
    ),
    st.text(max_size=6),
)
heading = st.sampled_from(
    ["name", "ФИО", "аты", "sex", "born", "disability", "№", "тізім", "list_id", "x", "y"]
)


@settings(max_examples=100, deadline=None)
@given(
    headings=st.lists(heading, min_size=1, max_size=6, unique=True),
    rows=st.lists(st.lists(cell, min_size=6, max_size=6), max_size=5),
)
def test_any_table_gives_lists_or_problems_with_places(headings: list[str], rows: list[list[str]]) -> None:
    try:
        table = read_table("any", write_csv(headings, [row[: len(headings)] for row in rows]))
    except BadInput:
        return
    found = read_lists(table)
    assert bool(found.lists) != bool(found.problems)
    if found.lists:
        read = sorted(one.row for item in found.lists for one in item.candidates)
        assert read == [row.number for row in table.rows]
    for problem in (*found.problems, *found.warnings):
        assert str(problem)
