"""A page as DOCX: A4, the house's font by name, and nothing of author or machine in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tendik.charts.fonts import FAMILY

if TYPE_CHECKING:
    from tendik.reports.page import Page, Part

FALLBACK = "Arial"
"""What a word processor takes where the house's font is not installed; it has every Kazakh letter."""
INK, SECONDARY, LINE = "17212B", "4A5763", "D5DCE0"
PAPER_MM, MARGIN_MM = (210, 297), (22, 20)
BLANK_MM = 10
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def document(page: Page) -> bytes:
    """``page`` as DOCX: the same order and words as its PDF; the same page gives the same bytes."""
    from docx import Document
    from docx.shared import Pt

    paper = Document()
    _set_up(paper, page)
    _paragraph(paper, page.eyebrow, size=9, colour=SECONDARY)
    paper.add_heading(_clean(page.title), level=1)
    for text in page.lead:
        _paragraph(paper, text, size=10.5)
    for part in page.parts:
        paper.add_heading(_clean(part.title), level=2)
        if part.rows is not None:
            _table(paper, part)
        for item in part.items:
            paper.add_paragraph(_clean(item), style="List Bullet").paragraph_format.space_after = Pt(3)
    _foot(paper.sections[0], page.foot)
    buffer = io.BytesIO()
    paper.save(buffer)
    return _without_clock(buffer.getvalue())


def _clean(text: str) -> str:
    """``text`` without the control characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _paragraph(paper: Any, text: str, *, size: float, colour: str = INK) -> None:
    from docx.shared import Pt, RGBColor

    run = paper.add_paragraph().add_run(_clean(text))
    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(colour)


def _set_up(paper: Any, page: Page) -> None:
    """Paper, fonts, language and properties in place of those of the library's template."""
    from docx.shared import Mm, Pt

    section = paper.sections[0]
    section.page_width, section.page_height = map(Mm, PAPER_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM[0])
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM[1])
    _style(paper.styles["Normal"], page.language, size=10)
    paper.styles["Normal"].paragraph_format.space_after = Pt(4)
    for level, size in ((1, 18), (2, 12)):
        style = paper.styles[f"Heading {level}"]
        _style(style, page.language, size=size)
        style.font.bold = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(4)
    _properties(paper, page)


def _style(style: Any, language: str, *, size: int) -> None:
    """A style in the house's font; the template's theme would otherwise have the last word."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = FAMILY, Pt(size)
    style.font.color.rgb = RGBColor.from_string(INK)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FAMILY)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _LOCALES.get(language, language))
    properties.append(spoken)


def _properties(paper: Any, page: Page) -> None:
    """Title and language; no author, no dates, no program, no picture of the template."""
    core = paper.core_properties
    core.author = core.comments = core.last_modified_by = ""
    core.title, core.language = _clean(page.title)[:255], page.language
    for element in [*core._element]:
        if element.tag.endswith(("}created", "}modified")):
            core._element.remove(element)
    relations = paper.part.package.rels
    for key, relation in [*relations.items()]:
        if relation.reltype.endswith("/thumbnail"):
            relations.pop(key)
        elif relation.reltype.endswith("/extended-properties"):
            relation.target_part._blob = _APPLICATION.encode()
    for relation in paper.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            font = (
                f'<w:font w:name="{FAMILY}"><w:altName w:val="{FALLBACK}"/><w:family w:val="swiss"/></w:font>'
            )
            relation.target_part._blob = relation.target_part.blob.replace(
                b"</w:fonts>", f"{font}</w:fonts>".encode()
            )


def _table(paper: Any, part: Part) -> None:
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    table = paper.add_table(rows=0, cols=len(part.widths))
    table.autofit = False
    widths = _widths(part.widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if part.headings:
        _mark(_row(table, part, widths, part.headings, bold=True), "w:tblHeader")
    for cells in part.rows or ():
        _row(table, part, widths, cells)
    for _ in range(part.blank):
        row = _row(table, part, widths, [""] * len(widths))
        row.height, row.height_rule = Mm(BLANK_MM), WD_ROW_HEIGHT_RULE.AT_LEAST
    if part.blank:  # lines to sign on stay together with their heading
        for row in table.rows[:-1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    _rule_rows(table, INK if part.blank else LINE)
    # Two tables that touch become one; a paragraph keeps them apart.
    paper.add_paragraph().paragraph_format.space_after = 0


def _row(table: Any, part: Part, widths: Sequence[Any], cells: Sequence[str], *, bold: bool = False) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    row = table.add_row()
    _mark(row, "w:cantSplit")
    for cell, width, text, numeric in zip(row.cells, widths, cells, part.numeric, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        if numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(_clean(text))
        run.font.size, run.font.bold = Pt(8.5), bold
    return row


def _mark(row: Any, name: str) -> None:
    from docx.oxml.parser import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _widths(shares: Sequence[str | float]) -> list[Any]:
    """Shares of the line as lengths; a column as wide as its words takes one share."""
    from docx.shared import Mm

    parts = [1.0 if isinstance(share, str) else float(share) for share in shares]
    line = PAPER_MM[0] - 2 * MARGIN_MM[0]
    return [Mm(line * share / sum(parts)) for share in parts]


def _rule_rows(table: Any, colour: str) -> None:
    """A line under each row and none between columns."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)  # the schema fixes the order


def _foot(section: Any, text: str) -> None:
    from docx.shared import Pt, RGBColor

    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{_clean(text)} · ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(SECONDARY)


def _field(paragraph: Any, name: str) -> None:
    """A number that the word processor fills in."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._r.append(mark)


def _without_clock(data: bytes) -> bytes:
    """The same archive with every entry dated alike."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _LONG_AGO), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
