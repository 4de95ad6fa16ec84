"""A file that is two at once: what follows or hides beside what it says it is."""

from tendik_web.files.inside.refusal import Refused

END_OF_ARCHIVE = b"PK\x05\x06"
END_SIZE = 22
COMMENT = 65_535
PDF_MAY_BEGIN = 1024
MARKUP = (b"<script", b"<!doctype html", b"<svg xmlns", b"<?php ")
"""Long enough that no chance puts them into the noise of a picture."""


def refuse_archive(content: bytes) -> None:
    """Refuse ``content`` if it can also be read as a ZIP archive, which is found from the end."""
    begin = max(0, len(content) - COMMENT - END_SIZE)
    at = content.rfind(END_OF_ARCHIVE, begin)
    if at >= 0 and at + END_SIZE <= len(content):
        comment = int.from_bytes(content[at + 20 : at + 22], "little")
        if at + END_SIZE + comment <= len(content):
            raise Refused("two-files")


def refuse_pdf(content: bytes) -> None:
    """Refuse ``content`` if readers of PDF would take it, who look beyond the first byte."""
    if b"%PDF-" in content[:PDF_MAY_BEGIN]:
        raise Refused("two-files")


def refuse_markup(content: bytes) -> None:
    """Refuse ``content`` if a page or a script stands in it."""
    lowered = content.lower()
    if any(mark in lowered for mark in MARKUP):
        raise Refused("two-files")
