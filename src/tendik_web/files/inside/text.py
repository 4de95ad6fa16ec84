"""Plain text and CSV: bytes that are the letters of a known encoding, and no markup that a browser runs."""

import unicodedata

from tendik_web.files.inside.refusal import Refused
from tendik_web.files.inside.sorts import UTF16

CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f") | {"\x7f"}
MARKUP = ("<script", "<!doctype html", "<html", "<svg", "<iframe", "<?php")
RICH_TEXT = "{\\rtf"
SIGNS = frozenset("№«»—–…“”„‘’•·°±§©®™€\u00a0")
CYRILLIC = 0.9


def clean(content: bytes) -> tuple[str, bytes]:
    """The media type, and the content as it is: a text says nothing about its author."""
    text = _decoded(content)
    begin = text.lstrip("\ufeff \t\r\n").casefold()
    if begin.startswith(RICH_TEXT):
        raise Refused("kind", ".rtf")
    if begin.startswith("<?xml") or any(mark in begin for mark in MARKUP):
        raise Refused("markup")
    return "text/plain", content


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise Refused("empty")
    for encoding in ("utf-16",) if content.startswith(UTF16) else ("utf-8-sig", "cp1251"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROLS.isdisjoint(text) and (encoding != "cp1251" or _is_cyrillic(text)):
            return text
    raise Refused("encoding")


def _is_cyrillic(text: str) -> bool:
    """Whether the letters beyond ASCII are Cyrillic: nearly any bytes pass for the encoding."""
    beyond = [letter for letter in text if ord(letter) > 127 and letter not in SIGNS]
    cyrillic = sum(unicodedata.name(letter, "").startswith("CYRILLIC") for letter in beyond)
    return cyrillic >= CYRILLIC * len(beyond)
