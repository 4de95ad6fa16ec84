"""What is taken, what is refused and why, and what is left of what told of the author."""

import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from tendik.errors import BadInput
from tendik_web.files import cell
from tendik_web.files.cell import open_file

from . import nasty
from .nasty import AUTHOR, archive, link, office, opendocument, pdf, picture

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def code_of(content: bytes, name: str = "file") -> str:
    with pytest.raises(BadInput) as refusal:
        open_file(name, content)
    (problem,) = refusal.value.problems
    assert problem.file == name
    assert str(problem.message).endswith(".")
    assert "{" not in str(problem.message)
    return problem.message.code.removeprefix("file.")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (pdf(), "application/pdf"),
        (office(), DOCX),
        (office(nasty.SHEET), XLSX),
        (opendocument(), "application/vnd.oasis.opendocument.text"),
        (opendocument("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("WEBP"), "image/webp"),
        ("Тізім;Сан\nӘйел;3\n".encode(), "text/plain"),
        ("\ufeffТізім".encode(), "text/plain"),
        ("Список".encode("utf-16"), "text/plain"),
        ("Список № 1 «Аманат»".encode("cp1251"), "text/plain"),
    ],
)
def test_each_accepted_type_is_known_by_its_content(content, media_type):
    assert open_file("file", content).media_type == media_type


def acting(**entries: object):
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = document.make_indirect(pikepdf.Dictionary(**entries))

    return pdf(change)


def hidden_script() -> bytes:
    """A script deep inside the directly written parts of a page."""

    def change(document: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.pages[0].obj["/Annots"] = pikepdf.Array(
            [pikepdf.Dictionary(AA=pikepdf.Dictionary(O=action))]
        )

    return pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["list.csv"] = b"a;b"


def with_form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Stream(document, b"<xdp/>"))


def with_signature(document: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(V=pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3]))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([document.make_indirect(field)]))


PASSWORD = pikepdf.Encryption(owner="owner", user="reader")
RESTRICTED = pikepdf.Encryption(owner="owner", user="")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (acting(S=pikepdf.Name.JavaScript, JS="app.alert(1)"), "acts"),
        (acting(S=pikepdf.Name.Launch, F="cmd.exe"), "acts"),
        (acting(S=pikepdf.Name.SubmitForm, F="https://elsewhere.example"), "acts"),
        (hidden_script(), "acts"),
        (pdf(with_form), "acts"),
        (pdf(with_attachment), "attached"),
        (pdf(with_signature), "signed"),
        (pdf(encryption=PASSWORD), "locked"),
        (pdf(encryption=RESTRICTED), "locked"),
        (pdf()[:200], "broken"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "broken"),
        (pdf() + archive({"a.txt": b"a"}), "two-files"),
    ],
)
def test_a_pdf_that_acts_hides_or_is_locked_is_refused(content, code):
    assert code_of(content) == code


EQUATION = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
BOMB = bytes(120_000_000)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (office(word__vbaProject_xbin=b"macro"), "macros"),
        (office("application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        (office("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "kind"),
        (office(nasty.SHEET, xl__macrosheets__sheet1_xxml=b"<macro/>"), "macros"),
        (office(word__activeX__activeX1_xxml=b"<ax/>"), "macros"),
        (office(word__embeddings__oleObject1_xbin=EQUATION), "attached"),
        (office(word__media__picture_xpng=b"MZ\x90" + bytes(90)), "attached"),
        (office(word__embeddings__inner_xzip=archive({"a": b"a"})), "archive"),
        (office(word__embeddings__a_xdocx=office(word__embeddings__b_xdocx=office())), "nested"),
        (office(customXml__hidden_xbin=archive({"a": b"a"})), "nested"),
        (
            office(
                word___rels__settings_xxml_xrels=link("https://elsewhere.example/x.dotm", "attachedTemplate")
            ),
            "loads",
        ),
        (office(word___rels__document_xxml_xrels=link("part.html", "aFChunk", external=False)), "attached"),
        (office(_xmlsignatures__sig1_xxml=b"<Signature/>"), "signed"),
        (office(word__styles_xxml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "entities"),
        (office(word__styles_xxml='<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")), "entities"),
        (office(word__media__zeros_xbin=BOMB), "bomb"),
        (office(word__media__many_xbin=bytes(200_000_000)), "bomb"),
        (nasty.overlapping_zip(), "bomb"),
        (archive({f"{number}.xml": b"" for number in range(6_000)}), "bomb"),
        (nasty.encrypted_zip(), "locked"),
        (archive({"../../etc/passwd": b"x"}), "broken"),
        (office()[:-30], "broken"),
        (archive({"a.txt": b"a"}), "archive"),
        (office() + b"<script>", "two-files"),
        (opendocument("presentation"), "kind"),
        (opendocument(Basic__Standard__Module1_xxml=b"<script/>"), "macros"),
        (opendocument(content=b'<a><script:event-listener script:language="Basic"/></a>'), "macros"),
        (opendocument(content=b'<draw:image xlink:href="https://elsewhere.example/a.png"/>'), "loads"),
        (opendocument(META_INF__documentsignatures_xxml=b"").replace(b"META_INF", b"META-INF"), "signed"),
    ],
)
def test_a_document_that_acts_loads_hides_or_swells_is_refused(content, code):
    assert code_of(content) == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (picture("PNG", (8_000, 6_000)), "too-many-pixels"),
        (picture("WEBP", (8_000, 6_000)), "too-many-pixels"),
        (picture("PNG")[:60], "broken"),
        (picture("JPEG") + archive({"a.txt": b"a"}), "two-files"),
        (picture("JPEG", comment=b"%PDF-1.7 1 0 obj"), "two-files"),
        (picture("JPEG", comment=b"<script>alert(1)</script>"), "two-files"),
        (picture("WEBP", save_all=True, append_images=[Image.new("RGB", (60, 40), "blue")]), "moving"),
        (picture("GIF"), "kind"),
        (picture("TIFF"), "kind"),
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"MZ\x90\0" + bytes(300), "kind"),
        (bytes(range(256)) * 4, "unknown"),
        (EQUATION, "old-office"),
        (EQUATION + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (EQUATION + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "markup"),
        (b"<!DOCTYPE html><p>a</p>", "markup"),
        (b"name;value\n<script>alert(1)</script>", "markup"),
        (b"{\\rtf1 a}", "kind"),
        (bytes(range(128, 256)) * 3, "encoding"),
        ("ÀÉÎÕÜ àéîõü".encode("latin-1") + b"\x98", "encoding"),
    ],
)
def test_what_is_no_picture_and_no_text_or_more_than_one_is_refused(content, code):
    assert code_of(content) == code


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_turned_upright_and_forgets_where_it_was_taken(form):
    content = nasty.photograph(form)
    assert AUTHOR in content
    cleaned = open_file("file", content).content
    shown = Image.open(io.BytesIO(cleaned))
    assert (shown.size, shown.format, dict(shown.getexif())) == ((40, 60), form, {})
    red, green, blue = shown.convert("RGB").getpixel((20, 30))
    assert red > 240 and green < 15 and blue < 15
    assert AUTHOR not in cleaned


def test_a_pdf_forgets_its_author_and_keeps_its_picture():
    content = nasty.told_pdf()
    assert AUTHOR in content
    cleaned = open_file("file", content).content
    with pikepdf.open(io.BytesIO(cleaned)) as document:
        assert (len(document.pages), "/Info" in document.trailer, "/Metadata" in document.Root) == (
            1,
            False,
            False,
        )
        assert "/PieceInfo" not in document.Root
        image = document.pages[0].Resources.XObject.Im0
        assert Image.open(io.BytesIO(image.read_raw_bytes())).size == (60, 40)
        assert AUTHOR not in image.read_raw_bytes()


def test_a_document_forgets_its_author_and_stays_a_document():
    from docx import Document
    from docx.shared import Mm

    document = Document()
    document.add_paragraph("Есеп")
    document.add_picture(io.BytesIO(nasty.photograph("JPEG")), width=Mm(20))
    document.core_properties.author = "Aigerim"
    out = io.BytesIO()
    document.save(out)
    cleaned = open_file("file", out.getvalue()).content
    again = Document(io.BytesIO(cleaned))
    assert again.paragraphs[0].text == "Есеп"
    assert len(again.inline_shapes) == 1
    with zipfile.ZipFile(io.BytesIO(cleaned)) as members:
        assert members.testzip() is None
        assert not [name for name in members.namelist() if name.startswith("docProps/")]
        assert all(AUTHOR not in members.read(name) for name in members.namelist())


def test_a_workbook_forgets_its_author_and_stays_a_workbook():
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        workbook.set_properties({"author": "Aigerim", "company": "Aigerim and Co"})
        workbook.add_worksheet("Тізім").write_row(0, 0, ["Әйел", 3])
    cleaned = open_file("file", out.getvalue()).content
    assert CalamineWorkbook.from_filelike(io.BytesIO(cleaned)).get_sheet_by_name("Тізім").to_python() == [
        ["Әйел", 3.0]
    ]
    with zipfile.ZipFile(io.BytesIO(cleaned)) as members:
        assert all(AUTHOR not in members.read(name) for name in members.namelist())


def test_where_a_workbook_was_saved_is_forgotten():
    told = (
        b'<workbook><x15ac:absPath url="C:\\Users\\Aigerim\\" /><fileSharing userName="Aigerim"/></workbook>'
    )
    cleaned = open_file("file", office(nasty.SHEET, xl__workbook_xxml=told)).content
    with zipfile.ZipFile(io.BytesIO(cleaned)) as members:
        assert (
            members.read("xl/workbook.xml")
            == b'<workbook><x15ac:absPath url="" /><fileSharing userName=""/></workbook>'
        )


def test_the_workbook_behind_a_chart_is_cleaned_too():
    cleaned = open_file("file", office(word__embeddings__sheet_xxlsx=office(nasty.SHEET))).content
    with zipfile.ZipFile(io.BytesIO(cleaned)) as members:
        inner = zipfile.ZipFile(io.BytesIO(members.read("word/embeddings/sheet.xlsx")))
        assert "docProps/core.xml" not in inner.namelist()


def test_a_link_for_readers_is_no_reason_to_refuse():
    assert open_file(
        "file", office(word___rels__document_xxml_xrels=link("https://adilet.zan.kz", "hyperlink"))
    )


def test_an_opendocument_forgets_its_author_and_shows_its_type_first():
    cleaned = open_file("file", opendocument()).content
    assert cleaned[30:38] == b"mimetype"
    with zipfile.ZipFile(io.BytesIO(cleaned)) as members:
        assert "Thumbnails/thumbnail.png" not in members.namelist()
        assert b"Thumbnails" not in members.read("META-INF/manifest.xml")
        assert all(AUTHOR not in members.read(name) for name in members.namelist())


@pytest.mark.parametrize(
    "content", [pdf(), office(), opendocument(), picture("PNG"), nasty.photograph("JPEG")]
)
def test_cleaning_gives_the_same_bytes_each_time(content):
    assert open_file("file", content) == open_file("file", content)


def test_a_text_is_kept_to_the_byte():
    content = "Список".encode("cp1251")
    assert open_file("file", content).content == content


INSIDE = {
    "memory": "x = bytearray(4 << 30)",
    "crash": "import ctypes; ctypes.string_at(0)",
    "no answer": "pass",
    "a lie": "print('{}')",
    "no JSON": "print('hello')",
    "endless output": "while True: os.write(1, bytes(1 << 20))",
    "no end": "while True: pass",
    "a file": "lock(); open('/etc/hostname')",
    "a new file": "lock(); os.open('/tmp/left-behind', os.O_CREAT | os.O_WRONLY)",
    "a connection": "import socket; lock(); socket.socket()",
    "a program": "lock(); os.execv('/bin/true', ['true'])",
    "a process": "lock(); os.fork()",
}


@pytest.mark.parametrize("what", INSIDE)
def test_whatever_goes_wrong_inside_is_an_answer(monkeypatch, what):
    begin = "import os, sys; sys.path.insert(0, sys.argv[1]); "
    begin += "from tendik_web.files.inside.limits import limit, lock; limit()\n"
    end = '\nos.write(1, b\'{"media_type": "text/plain"}\\n\')' if "lock" in INSIDE[what] else ""
    monkeypatch.setattr(cell, "START", begin + INSIDE[what] + end)
    monkeypatch.setattr(cell, "SECONDS", 2)
    assert code_of(b"content") == "unsafe"


def test_the_lock_lets_an_honest_process_answer(monkeypatch):
    begin = "import os, sys; sys.path.insert(0, sys.argv[1]); "
    begin += "from tendik_web.files.inside.limits import limit, lock; limit(); lock()\n"
    monkeypatch.setattr(cell, "START", begin + 'os.write(1, b\'{"media_type": "text/plain"}\\n\')')
    assert open_file("file", b"content").media_type == "text/plain"
