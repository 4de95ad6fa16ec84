"""A page as DOCX, read back: paper, headings, tables, figures, the foot, and nothing of the machine."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from tendik.reports import FORMS, Page, Part

TABLE = Part(
    "Тізімдер",
    headings=["Тізім", "Дауыс"],
    rows=[["Әділет", "1 200"], ["Теңдік", "7"]],
    widths=(3, 1),
    numeric=(False, True),
)
SIGNED = Part("Қолдар", ["Аты", "Қолы"], rows=(), widths=(2, 1), numeric=(False, False), blank=2)
ITEMS = Part("Ескерту", items=["Бірінші", "Екінші"])
PAGE = Page(
    "kk", "Сайлау", "Хаттама № 1", ["Бұзушылық жоқ."], [TABLE, ITEMS, SIGNED], "digest 0123456789abcdef"
)


@pytest.fixture(scope="module")
def paper():
    return Document(io.BytesIO(PAGE.docx()))


def test_the_paper_is_a4(paper):
    section = paper.sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)


def test_the_words_stand_in_the_order_of_the_page(paper):
    words = [one.text for one in paper.paragraphs if one.text]
    assert words == [
        "Сайлау",
        "Хаттама № 1",
        "Бұзушылық жоқ.",
        "Тізімдер",
        "Ескерту",
        "Бірінші",
        "Екінші",
        "Қолдар",
    ]
    headings = {one.text: one.style.name for one in paper.paragraphs if one.style.name.startswith("Heading")}
    assert headings == {
        "Хаттама № 1": "Heading 1",
        "Тізімдер": "Heading 2",
        "Ескерту": "Heading 2",
        "Қолдар": "Heading 2",
    }


def test_tables_have_a_head_that_repeats_and_figures_on_the_right(paper):
    table = paper.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Тізім", "Дауыс"],
        ["Әділет", "1 200"],
        ["Теңдік", "7"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    sides = [[cell.paragraphs[0].alignment for cell in row.cells] for row in table.rows]
    assert {tuple(side) for side in sides} == {(None, WD_ALIGN_PARAGRAPH.RIGHT)}
    wide, narrow = (cell.width for cell in table.rows[1].cells)
    assert abs(wide / narrow - 3) < 0.01


def test_the_properties_of_a_table_stand_in_the_order_of_the_schema(paper):
    names = [element.tag.split("}")[1] for element in paper.tables[0]._tbl.tblPr]
    order = ["tblStyle", "tblW", "tblBorders", "tblLayout", "tblLook"]
    assert names == [name for name in order if name in names]
    wide, narrow = (column.width for column in paper.tables[0].columns)
    assert abs(wide / narrow - 3) < 0.01


def test_lines_to_sign_on_are_tall_and_empty(paper):
    rows = paper.tables[1].rows
    assert [cell.text for row in rows[1:] for cell in row.cells] == [""] * 4
    assert all(row.height >= Mm(8) for row in rows[1:])


def test_the_foot_holds_the_digest_and_the_number_of_the_page(paper):
    foot = paper.sections[0].footer
    assert "digest 0123456789abcdef" in foot.paragraphs[0].text
    fields = [element.text for element in foot._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("style", ["Normal", "Heading 1", "Heading 2"])
def test_the_font_is_named_for_every_script_with_a_fallback(paper, style):
    fonts = paper.styles[style].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Onest"}
    assert not [key for key in fonts.attrib if key.endswith("Theme")]
    with zipfile.ZipFile(io.BytesIO(PAGE.docx())) as archive:
        assert (
            '<w:font w:name="Onest"><w:altName w:val="Arial"/>' in archive.read("word/fontTable.xml").decode()
        )


def test_nothing_of_author_program_or_clock_is_in_it(paper):
    core = paper.core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.title == "Хаттама № 1"
    assert core.language == "kk"
    with zipfile.ZipFile(io.BytesIO(PAGE.docx())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        properties = archive.read("docProps/core.xml") + archive.read("docProps/app.xml")
    for trace in (b"docx", b"Macintosh", b"created", b"modified"):
        assert trace not in properties


def test_the_same_page_gives_the_same_bytes():
    assert PAGE.docx() == PAGE.docx()


def test_signs_that_xml_cannot_hold_are_left_out():
    page = Page(
        "en",
        "\x00",
        "a\x0bb",
        ["\ud800c"],
        [Part("<w:p>", rows=[["&\x1f"]], widths=(1,), numeric=(False,))],
        "f",
    )
    paper = Document(io.BytesIO(page.docx()))
    assert [one.text for one in paper.paragraphs if one.text] == ["ab", "c", "<w:p>"]
    assert paper.tables[0].cell(0, 0).text == "&"


def test_each_form_is_what_its_ending_says():
    assert {form: write(PAGE)[:4] for form, (write, _) in FORMS.items()} == {
        "pdf": b"%PDF",
        "docx": b"PK\x03\x04",
    }
