"""ODT and ODS: no macros, nothing loaded from elsewhere, no metadata."""

import re

from tendik_web.files.inside.archives import Package
from tendik_web.files.inside.refusal import Refused

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
TYPES = (OPEN_DOCUMENT + "text", OPEN_DOCUMENT + "spreadsheet")
MANIFEST = "META-INF/manifest.xml"
MACROS = re.compile(r"^(Basic|Scripts)/")
CALLS = re.compile(rb"<script:event-listener\b|<script:module\b")
LOADS = re.compile(
    rb"<draw:(?:image|object|object-ole|plugin|applet|floating-frame)\b[^>]*"
    rb'xlink:href=["\'](?:[a-z][a-z0-9+.-]*:|//|\.\./)|<office:dde-source\b|<table:table-source\b',
    re.IGNORECASE,
)
EMPTY_META = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3">'
    b"<office:meta/></office:document-meta>"
)
LISTED_PREVIEW = re.compile(rb'<manifest:file-entry\b[^>]*manifest:full-path="Thumbnails/[^>]*/>')


def media_type(package: Package) -> str:
    """Which of the two it is, by what the document says first."""
    said = package["mimetype"].decode("ascii", "replace").strip()
    if said not in TYPES:
        raise Refused("kind", ".odp" if said.endswith("presentation") else "")
    if next(iter(package)) != "mimetype" or "content.xml" not in package or MANIFEST not in package:
        raise Refused("broken")
    return said


def strip(package: Package) -> None:
    """Take the metadata and the preview out of ``package``; refuse what acts or is loaded."""
    if b"encryption-data" in package[MANIFEST]:
        raise Refused("locked")
    if "META-INF/documentsignatures.xml" in package:
        raise Refused("signed")
    if any(MACROS.match(name) for name in package):
        raise Refused("macros")
    for name, content in package.items():
        if name.endswith(".xml") and CALLS.search(content):
            raise Refused("macros")
        if name.endswith(".xml") and (found := LOADS.search(content)):
            raise Refused("loads", found.group().decode("utf-8", "replace").rpartition("=")[2].strip("\"'"))
    for name in [name for name in package if name.startswith("Thumbnails/")]:
        del package[name]
    for name in package:
        if name.rpartition("/")[2] == "meta.xml":
            package[name] = EMPTY_META
    package[MANIFEST] = LISTED_PREVIEW.sub(b"", package[MANIFEST])
