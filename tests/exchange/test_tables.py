"""Tables from real bytes: every encoding and form that is read, every one that is refused."""

import csv
import io
import random
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tendik.errors import BadInput
from tendik.exchange.tables import (
    MAX_COLUMNS,
    MAX_ROWS,
    Table,
    column_letter,
    read_table,
    read_table_file,
    write_csv,
    write_xlsx,
)

TEXT = "Аты-жөні;Жынысы\nҮміткер 1;әйел\nКандидат 2;ер\n"
RUSSIAN = "ФИО;Пол\nКандидат 1;ж\nКандидат 2;м\n"
CONTENT_TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"


def problems(data: bytes, **options: Any) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(BadInput) as error:
        read_table("file", data, **options)
    assert all(problem.file == "file" for problem in error.value.problems)
    return [(p.message.code, p.row, p.column) for p in error.value.problems]


def cells(table: Table) -> list[tuple[Any, ...]]:
    return [row.cells for row in table.rows]


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book)
    return out.getvalue()


def repacked(data: bytes, **changes: bytes | None) -> bytes:
    """The archive ``data`` with members changed, added or (``None``) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            content = changes[name] if name in changes else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


SMALL = write_xlsx(["name", "sex"], [["A", "f"], ["B", "m"]], "Small")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_encodings_of_kazakh(data: bytes, encoding: str) -> None:
    table = read_table("file", data)
    assert table.headings == ("Аты-жөні", "Жынысы")
    assert cells(table) == [("Үміткер 1", "әйел"), ("Кандидат 2", "ер")]
    assert (table.encoding, table.delimiter, table.format) == (encoding, ";", "csv")


def test_windows_1251() -> None:
    table = read_table("file", RUSSIAN.encode("cp1251"))
    assert (table.encoding, table.headings) == ("cp1251", ("ФИО", "Пол"))
    assert cells(table) == [("Кандидат 1", "ж"), ("Кандидат 2", "м")]


def test_ascii_headings_over_one_windows_1251_cell() -> None:
    assert cells(read_table("file", "name,sex\nx,f\nКандидат,m\n".encode("cp1251")))[1][0] == "Кандидат"


def test_mixed_encodings_name_the_rows() -> None:
    lines = RUSSIAN.splitlines(keepends=True)
    data = lines[0].encode() + lines[1].encode("cp1251") + lines[2].encode() + lines[1].encode("cp1251")
    assert problems(data) == [("table.mixed-encoding", 2, None), ("table.mixed-encoding", 4, None)]


def test_a_byte_order_mark_of_utf8_over_windows_1251() -> None:
    assert problems(b"\xef\xbb\xbfname\n" + "Имя\n".encode("cp1251")) == [("table.mixed-encoding", 2, None)]


def test_very_many_mixed_rows_are_counted() -> None:
    found = problems("ФИО\n".encode() + "Имя\n".encode("cp1251") * 1000)
    assert len(found) == 101
    assert found[-1] == ("table.more-rows", None, None)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(mark: str, end: str) -> None:
    rows = [["name", "born", "note"], ["A, B; C", "1990-01-01", 'say "yes"'], ["D", "", "x"]]
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator=end).writerows(rows)
    table = read_table("file", out.getvalue().encode())
    assert table.delimiter == mark
    assert [list(row) for row in cells(table)] == rows[1:]


def test_blank_rows_keep_the_numbers_of_the_others() -> None:
    table = read_table("file", b"\n,\nname,sex\n\nA,f\n , \nB,m\n")
    assert table.heading_row == 3
    assert [row.number for row in table.rows] == [5, 7]


def test_one_column_and_spaces() -> None:
    table = read_table("file", "  name \n \u00a0A\u00a0 \n".encode())
    assert (table.headings, cells(table)) == (("name",), [("A",)])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("table.empty", None, None)),
        (b" \r\n\t\n", ("table.empty", None, None)),
        (b",,\n,,\n", ("table.empty", None, None)),
        (b"\xef\xbb\xbf", ("table.empty", None, None)),
        (b"%PDF-1.7\n%\xe2\xe3", ("table.foreign", None, None)),
        (b"\x89PNG\r\n\x1a\n\x00", ("table.foreign", None, None)),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", ("table.foreign", None, None)),
        (b"GIF89a\x01", ("table.foreign", None, None)),
        (b"\n<HTML><table><tr><td>name", ("table.foreign", None, None)),
        (b"{\\rtf1\\ansi", ("table.foreign", None, None)),
        (b"name\x00\x01\x02", ("table.not-text", None, None)),
        ("name;sex\nA;f\n".encode("utf-16-le"), ("table.not-text", None, None)),
        (b"\xff\xfen\x00a", ("table.not-text", None, None)),
        (b"\x98\xff\xff\xfe\n", ("table.not-text", None, None)),
        (b'name,sex\nA,f\n"B,m\nC,m\n', ("table.broken-row", 3, None)),
        (b"name,sex\n" + b"A" * 200_000 + b",f\n", ("table.broken-row", 2, None)),
        (b"name,,sex\nA,x,f\n", ("table.blank-heading", 1, "B")),
        (b"name,Name,sex\nA,B,f\n", ("table.same-heading", 1, "name")),
        (b"1,2,3\n4,5,6\n", ("table.no-headings", 1, None)),
        (b"List of candidates\n1,A,f\n2,B,m\n", ("table.no-headings", 1, None)),
        (b"name,sex\nA\n", ("table.ragged", 2, None)),
        (b"name,sex\nA,f,x\nB,m\nC,m\n", ("table.ragged", 2, None)),
        (b"name\n" + b"A\n" * (MAX_ROWS + 1), ("table.too-many-rows", None, None)),
        (b",".join(b"c%d" % n for n in range(MAX_COLUMNS + 1)), ("table.too-many-columns", 1, None)),
    ],
)
def test_bad_text_has_one_clear_answer(data: bytes, expected: tuple[str, int | None, str | None]) -> None:
    found = problems(data)
    assert found[:1] == [expected]
    assert len(found) == (2 if expected[0] == "table.same-heading" else 1)


def test_the_most_rows_are_read() -> None:
    assert len(read_table("file", b"name\n" + b"A\n" * MAX_ROWS).rows) == MAX_ROWS


def test_every_ragged_row_is_named() -> None:
    assert problems(b"name,sex\nA\nB,f\nC,m\nD,m,x\n") == [
        ("table.ragged", 2, None),
        ("table.ragged", 5, None),
    ]


def test_size_is_looked_at_first(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(BadInput) as error:
        read_table_file(path)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000  # nothing of it was read
    tracemalloc.stop()
    assert error.value.problems[0].message.code == "table.too-large"
    assert problems(b"name\nA\n", limit=6) == [("table.too-large", None, None)]
    assert read_table("file", b"name\nA\n", limit=7).rows


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path, Path("a\0b")):
        with pytest.raises(BadInput) as error:
            read_table_file(path)
        assert error.value.problems[0].message.code in ("table.no-file", "table.unreadable")
    (tmp_path / "list.csv").write_text("name\nA\n")
    assert read_table_file(tmp_path / "list.csv").name == "list.csv"


def test_workbook_cells() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Тізім")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(1, 0, ["name", "no", "share", "born", "at", "yes", "note"])
        sheet.write(3, 0, "  Үміткер 1 ")
        sheet.write(3, 1, 7)
        sheet.write(3, 2, 0.25)
        sheet.write_datetime(3, 3, datetime(1990, 5, 6), day)
        sheet.write_datetime(
            3, 4, datetime(1990, 5, 6, 7, 8), book.add_format({"num_format": "d/m/yy hh:mm"})
        )
        sheet.write_boolean(3, 5, True)

    table = read_table("file", workbook(fill))
    assert (table.format, table.sheet, table.heading_row, table.encoding) == ("xlsx", "Тізім", 2, None)
    assert table.rows[0].number == 4
    assert cells(table) == [
        ("Үміткер 1", "7", "0.25", date(1990, 5, 6), "1990-05-06 07:08:00", "true", ""),
    ]


def test_first_visible_sheet_with_content() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Empty").set_column(0, 3, 20)
        book.add_worksheet("Hidden").write("A1", "secret")
        book.add_worksheet("List").write("A1", "name")
        book.add_worksheet("More").write("A1", "name")
        book.get_worksheet_by_name("Empty").activate()
        book.get_worksheet_by_name("Hidden").hide()

    table = read_table("file", workbook(fill))
    assert (table.sheet, table.other_sheets) == ("List", ("More",))


def test_formulas_are_reported_with_or_without_the_value_they_once_had() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "sex", "born"])
        sheet.write_formula("A2", '="Candidate "&1', None, "Candidate 1")
        sheet.write_formula("C3", "=TODAY()", None, "")
        sheet.write_formula("E3", "=1+1")
        sheet.conditional_format("A1:C9", {"type": "formula", "criteria": "=$A1=1", "format": None})
        sheet.data_validation("B2:B9", {"validate": "list", "source": ["f", "m"]})

    assert problems(workbook(fill)) == [
        ("table.formula", 2, "name"),
        ("table.formula", 3, "born"),
        ("table.formula", 3, "E"),
    ]


def test_formulas_on_a_sheet_that_is_not_read_do_not_matter() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write_row(0, 0, ["name"])
        book.add_worksheet().write_formula("A1", "=1")

    assert read_table("file", workbook(fill)).headings == ("name",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 and no more", "table.broken-archive"),
        (SMALL[: len(SMALL) // 2], "table.broken-archive"),
        (SMALL.replace(b"PK\x01\x02", b"PK\x01\x03"), "table.broken-archive"),
        (repacked(SMALL, **{SHEET: b"<worksheet><sheetData><row>"}), "table.broken-archive"),
        (repacked(SMALL, **{"xl/workbook.xml": b"<workbook/>"}), "table.empty"),
        (repacked(SMALL, **{"xl/workbook.xml": None}), "table.not-workbook"),
        (repacked(SMALL, **{"xl/_rels/workbook.xml.rels": None}), "table.broken-archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "table.old-workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "table.locked",
        ),
    ],
)
def test_workbooks_that_cannot_be_opened(data: bytes, code: str) -> None:
    assert problems(data) == [(code, None, None)]


def test_encrypted_members() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", b"secret")
    data = bytearray(out.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert problems(bytes(data)) == [("table.locked", None, None)]


def bomb_of_zeros() -> bytes:
    return repacked(SMALL, **{SHEET: bytes(200_000_000)})


def bomb_of_few_zeros() -> bytes:
    return repacked(SMALL, **{SHEET: bytes(20_000_000)})


def bomb_that_shrinks_little() -> bytes:
    noise = random.Random(0)
    return repacked(
        SMALL, **{"xl/media/image1.png": b"".join(noise.randbytes(100) + bytes(900) for _ in range(31_000))}
    )


def bomb_beside_the_table() -> bytes:
    return repacked(SMALL, **{"xl/media/image1.png": bytes(200_000_000)})


def bomb_of_many_members() -> bytes:
    return repacked(SMALL, **{f"xl/media/{number}": b"" for number in range(2000)})


def bomb_of_entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    xml = f'<!DOCTYPE sst [{levels}]><sst xmlns="x" count="1"><si><t>&e9;</t></si></sst>'
    return repacked(SMALL, **{"xl/sharedStrings.xml": xml.encode()})


def lying_bomb() -> bytes:
    """A sheet of 200 MB whose directory declares 100 bytes, with the checksum of these."""
    content = b"<worksheet>" + b" " * 200_000_000
    packed = zlib.compress(content, 9)[2:-4]
    data = repacked(SMALL, **{SHEET: b"#"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name != SHEET}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
        info = zipfile.ZipInfo(SHEET)
        archive.writestr(info, packed)
    raw = bytearray(out.getvalue())
    sizes = len(packed).to_bytes(4, "little")
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = raw.rindex(signature)
        raw[at + offset : at + offset + 2] = (8).to_bytes(2, "little")
        crc = at + offset + 6
        raw[crc : crc + 4] = zlib.crc32(content[:100]).to_bytes(4, "little")
        assert raw[crc + 4 : crc + 8] == sizes
        raw[crc + 8 : crc + 12] = (100).to_bytes(4, "little")
    return bytes(raw)


@pytest.mark.parametrize(
    "build",
    [
        bomb_of_zeros,
        bomb_of_few_zeros,
        bomb_that_shrinks_little,
        bomb_beside_the_table,
        bomb_of_many_members,
        bomb_of_entities,
        lying_bomb,
    ],
    ids=lambda build: build.__name__,
)
def test_bombs_cost_no_memory(build: Callable[[], bytes]) -> None:
    data = build()
    tracemalloc.start()
    found = problems(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [("table.broken-archive" if build is lying_bomb else "table.bomb", None, None)]
    assert peak < 20_000_000


def sheet_with(content: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<worksheet xmlns="{namespace}"><sheetData>{content}</sheetData></worksheet>'
    return repacked(SMALL, **{SHEET: xml.encode()})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            '<row r="1"><c r="A1"><v>0</v></c><c r="XFD1"><v>1</v></c></row>',
            ("table.too-many-columns", None, "XFD"),
        ),
        ('<row r="1048576"><c><v>0</v></c></row>', ("table.too-many-rows", 1048576, None)),
        ('<row><c r="A1048576"><v>0</v></c></row>', ("table.too-many-rows", 1048576, None)),
        ('<row r="x"><c><v>0</v></c></row>', ("table.broken-archive", None, None)),
        ('<row><c t="s"><v>99999</v></c></row>', ("table.broken-archive", None, None)),
    ],
)
def test_cells_far_out_are_refused_before_room_is_made_for_them(
    content: str, expected: tuple[str, int | None, str | None]
) -> None:
    assert problems(sheet_with(content)) == [expected]


def test_cells_that_do_not_say_where_they_are() -> None:
    content = '<row><c t="str"><v>name</v></c><c t="inlineStr"><is><t>sex</t></is></c></row><row><c t="str"><f>A1</f></c></row>'
    assert problems(sheet_with(content)) == [("table.formula", 2, "name")]


def test_elements_of_extensions_are_no_formulas() -> None:
    content = (
        '<row><c t="str"><v>name</v></c></row></sheetData><extLst><ext><f>A1</f></ext></extLst><sheetData>'
    )
    assert read_table("file", sheet_with(content)).headings == ("name",)


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_letters(column: int, letters: str) -> None:
    assert column_letter(column) == letters


def test_texts_never_become_formulas() -> None:
    rows = [["=1+1", "@x"], ["-5", "+7"], [" =cmd", "'=quoted"], ["a=b", "'plain'"]]
    raw = list(csv.reader(io.StringIO(write_csv(["name", "note"], rows).decode("utf-8-sig"))))
    assert raw[1:] == [["'=1+1", "'@x"], ["'-5", "'+7"], ["' =cmd", "''=quoted"], ["a=b", "'plain'"]]
    data = write_xlsx(["name", "note"], rows, "x")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f" not in archive.read(SHEET)
    for written in (write_csv(["name", "note"], rows), data):
        assert cells(read_table("file", written))[2] == ("=cmd", "'=quoted")


def test_numbers_and_dates_are_written_as_such() -> None:
    row = [-5, 0.5, date(1990, 5, 6), None, "x"]
    headings = ["a", "b", "c", "d", "e"]
    assert cells(read_table("file", write_csv(headings, [row]))) == [("-5", "0.5", "1990-05-06", "", "x")]
    assert cells(read_table("file", write_xlsx(headings, [row], ""))) == [
        ("-5", "0.5", date(1990, 5, 6), "", "x")
    ]


def test_a_title_that_a_sheet_cannot_have() -> None:
    data = write_xlsx(["name"], [["A"]], "'Lists: [2023] " + "long " * 20)
    assert read_table("file", data).sheet == "Lists   2023  long long long l"


def strip(cell: str) -> str:
    return cell.strip()


printable = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"], exclude_characters="\ufeff"),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(printable, min_size=3, max_size=3), max_size=8))
def test_what_is_written_is_read(rows: list[list[str]]) -> None:
    headings = ["name", "sex", "note"]
    kept = [tuple(map(strip, row)) for row in rows if any(map(strip, row))]
    assert cells(read_table("file", write_csv(headings, rows))) == kept
    assert cells(read_table("file", write_xlsx(headings, rows, "List"))) == kept


@settings(max_examples=200, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=100).map(lambda tail: b"name;sex\n" + tail),
        st.binary(max_size=100).map(lambda tail: b"\xff\xfe" + tail),
        st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail),
        st.text(max_size=100).map(lambda text: text.encode("utf-16")),
    )
)
def test_random_bytes_give_a_table_or_bad_input(data: bytes) -> None:
    try:
        table = read_table("file", data)
    except BadInput as error:
        assert error.problems
    else:
        assert all(len(row.cells) == len(table.headings) for row in table.rows)


@settings(max_examples=150, deadline=None)
@given(
    place=st.integers(0, len(SMALL) - 1),
    byte=st.integers(0, 255),
    member=st.sampled_from(
        [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", CONTENT_TYPES]
    ),
    inside=st.booleans(),
)
def test_damaged_workbooks_give_a_table_or_bad_input(
    place: int, byte: int, member: str, inside: bool
) -> None:
    data = bytearray(SMALL)
    if inside:
        with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
            content = bytearray(archive.read(member))
        content[place % len(content)] = byte
        data = bytearray(repacked(SMALL, **{member: bytes(content)}))
    else:
        data[place] = byte
    try:
        read_table("file", bytes(data))
    except BadInput as error:
        assert error.problems
