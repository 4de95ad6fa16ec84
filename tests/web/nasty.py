"""Files for the tests, built here: those that are taken, and those that must not be."""

import io
import re
import zipfile
from collections.abc import Mapping

import pikepdf
from PIL import Image

OPEN_XML = "application/vnd.openxmlformats-officedocument."
WORD, SHEET = OPEN_XML + "wordprocessingml.document.main+xml", OPEN_XML + "spreadsheetml.sheet.main+xml"
CORE = b"<cp:coreProperties><dc:creator>Aigerim</dc:creator></cp:coreProperties>"
AUTHOR = b"Aigerim"


def picture(form: str, size: tuple[int, int] = (60, 40), colour: str = "red", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form, **options)
    return out.getvalue()


def photograph(form: str) -> bytes:
    """A picture 60 wide and 40 high, taken with the camera turned, that tells where and by whom."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Aigerim"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 7.0, 40.0), 3: "E", 4: (71.0, 25.0, 49.0)})
    return picture(form, exif=exif)


def pdf(change=lambda document: None, **options: object) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    change(document)
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def told_pdf() -> bytes:
    """A PDF that names its author in all three places, and whose photograph does too."""

    def change(document: pikepdf.Pdf) -> None:
        document.docinfo["/Author"] = "Aigerim"
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = ["Aigerim"]
        document.Root.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private="Aigerim"))
        image = pikepdf.Stream(document, photograph("JPEG"))
        for key, value in {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": 60,
            "/Height": 40,
            "/BitsPerComponent": 8,
            "/ColorSpace": pikepdf.Name.DeviceRGB,
            "/Filter": pikepdf.Name.DCTDecode,
        }.items():
            image[key] = value
        document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))

    return pdf(change)


def archive(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in members.items():
            packed.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def office(main: str = WORD, **more: bytes) -> bytes:
    """A document of one part; ``more`` are members, with ``__`` for a slash and ``_x`` for an ending."""
    return archive(office_members(main) | {_path(name): content for name, content in more.items()})


def office_members(main: str) -> dict[str, bytes]:
    part = "word/document.xml" if "word" in main else "xl/workbook.xml"
    space = "http://schemas.openxmlformats.org/package/2006/"
    return {
        "[Content_Types].xml": (
            f'<?xml version="1.0"?><Types xmlns="{space}content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{part}" ContentType="{main}"/>'
            '<Override PartName="/docProps/core.xml" ContentType="application/core+xml"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<?xml version="1.0"?><Relationships xmlns="{space}relationships">'
            f'<Relationship Id="rId1" Type="x/officeDocument" Target="{part}"/>'
            '<Relationship Id="rId2" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>'
        ).encode(),
        part: b'<?xml version="1.0"?><document>text</document>',
        "docProps/core.xml": CORE,
        "docProps/app.xml": b"<Properties><Company>Aigerim and Co</Company></Properties>",
    }


def _path(name: str) -> str:
    return re.sub("_x(?=[a-z]+$)", ".", name.replace("__", "/"))


def link(target: str, kind: str, external: bool = True) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="x/{kind}" Target="{target}"{mode}/></Relationships>'
    ).encode()


def opendocument(kind: str = "text", content: bytes = b"<office:text/>", **more: bytes) -> bytes:
    manifest = (
        b'<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"/>'
        b'<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/></manifest:manifest>'
    )
    return archive(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "content.xml": content,
            "meta.xml": b"<office:meta><meta:initial-creator>Aigerim</meta:initial-creator></office:meta>",
            "Thumbnails/thumbnail.png": picture("PNG"),
            "META-INF/manifest.xml": manifest,
        }
        | {_path(name): value for name, value in more.items()}
    )


def encrypted_zip() -> bytes:
    """An archive whose first member says that it is encrypted."""
    packed = bytearray(office())
    packed[6] |= 1
    at = packed.find(b"PK\x01\x02")
    packed[at + 8] |= 1
    return bytes(packed)


def overlapping_zip() -> bytes:
    """Many names for one block of zeros: the directory points all of them to the same place."""
    block, names = bytes(4_000_000), 30
    packed = bytearray(archive({"a0": block}))
    at, end = packed.find(b"PK\x01\x02"), packed.find(b"PK\x05\x06")
    entry = bytes(packed[at:end])
    entries = b"".join(entry[:-2] + f"{number:02d}".encode() for number in range(names))
    tail = bytearray(packed[end:])
    tail[8:12] = names.to_bytes(2, "little") * 2
    tail[12:16] = len(entries).to_bytes(4, "little")
    return bytes(packed[:at]) + entries + bytes(tail)
