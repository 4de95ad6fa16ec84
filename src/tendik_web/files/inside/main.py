"""Open the file on standard input; write what it is, then its cleaned content, to standard output.

The first line is JSON: ``{"media_type": …}`` with the content after it, or ``{"refused": code,
"detail": …}``. Any other end of the process means that the file could not be opened safely.
"""

import codecs
import json
import os
import sys
from importlib import import_module

from tendik_web.files.inside.limits import limit, lock
from tendik_web.files.inside.refusal import Refused
from tendik_web.files.inside.sorts import sort_of

ENCODINGS = ("utf-8-sig", "utf-16", "cp1251", "cp437", "latin-1")
"""Python loads an encoding when it is first used, which the lock would refuse."""


def main() -> None:
    """Do it, and end the process."""
    limit()
    content = sys.stdin.buffer.read()
    opener = import_module(f"tendik_web.files.inside.{sort_of(content)}")
    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    lock()
    try:
        media_type, cleaned = opener.clean(content)
        answer = {"media_type": media_type}
    except Refused as refusal:
        answer, cleaned = {"refused": refusal.code, "detail": refusal.detail}, b""
    _write(json.dumps(answer).encode() + b"\n")
    _write(cleaned)
    os._exit(0)


def _write(content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(1, rest) :]
