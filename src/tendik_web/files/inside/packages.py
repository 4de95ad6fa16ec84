"""Documents that are archives: which kind it is, and what no document may hold."""

import re

from tendik_web.files.inside import office, opendocument
from tendik_web.files.inside.archives import Package, pack, unpack
from tendik_web.files.inside.embedded import without_metadata
from tendik_web.files.inside.refusal import Refused
from tendik_web.files.inside.sorts import UTF16

ARCHIVE = b"PK\x03\x04"
FOREIGN = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-",
    b"MZ",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\x7fELF",
)
MARKUP = (".xml", ".rels", ".rdf", ".vml")
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def clean(content: bytes) -> tuple[str, bytes]:
    """The media type, and the document without its metadata."""
    return _clean(content, depth=0)


def _clean(content: bytes, depth: int) -> tuple[str, bytes]:
    package = unpack(content)
    _no_entities(package)
    if office.CONTENT_TYPES in package:
        media_type, family = office.media_type(package), office.strip
    elif "mimetype" in package:
        media_type, family = opendocument.media_type(package), opendocument.strip
    else:
        raise Refused("archive")
    family(package)
    return media_type, pack({name: _member(name, inner, depth) for name, inner in package.items()})


def _member(name: str, content: bytes, depth: int) -> bytes:
    """A member as it is kept; the workbook behind a chart is a document inside a document, once."""
    if content.startswith(ARCHIVE):
        if depth or office.EMBEDDED not in name:
            raise Refused("nested", name)
        return _clean(content, depth + 1)[1]
    if content.startswith(FOREIGN):
        raise Refused("attached", name)
    return without_metadata(content)


def _no_entities(package: Package) -> None:
    """XML that declares entities can swell, or read other files, in whoever opens it next."""
    for name, content in package.items():
        if name.lower().endswith(MARKUP):
            plain = content.decode("utf-16", "replace").encode() if content.startswith(UTF16) else content
            if ENTITIES.search(plain):
                raise Refused("entities", name)
