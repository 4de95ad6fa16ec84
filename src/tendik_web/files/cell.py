"""Open a file in a process of its own, which can compute and do nothing else.

Whatever happens in there (a crash, no end, no memory left), here it is an answer.
"""

import json
import logging
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

import tendik_web
from tendik_web.files.refusals import refusal

SECONDS = 30
AT_ONCE = 2
SOURCE = str(Path(tendik_web.__file__).parent.parent)
START = "import sys; sys.path.insert(0, sys.argv[1]); from tendik_web.files.inside.main import main; main()"
LONGEST_HEAD = 4096

log = logging.getLogger(__name__)
_places = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Opened:
    """What a file is by its content, and the content without what told of its author."""

    media_type: str
    content: bytes


def open_file(name: str, content: bytes) -> Opened:
    """Open ``content``, sent under ``name``, and clean it.

    Raises
    ------
    tendik.errors.BadInput
        The file is refused; the one problem says why and what to do.
    """
    with tempfile.TemporaryFile() as inwards, tempfile.TemporaryFile() as outwards:
        inwards.write(content)
        inwards.seek(0)
        with _places:
            end = _run(inwards, outwards)
        outwards.seek(0)
        head = outwards.readline(LONGEST_HEAD)
        try:
            answer = json.loads(head)
            if end == 0 and "media_type" in answer:
                return Opened(str(answer["media_type"]), outwards.read())
            if end == 0:
                raise refusal(name, str(answer["refused"]), detail=str(answer["detail"]))
        except (ValueError, KeyError, TypeError):
            end = end or "no answer"
    log.warning("a file could not be opened safely: %s", end)
    raise refusal(name, "unsafe")


def _run(inwards: tempfile._TemporaryFileWrapper, outwards: tempfile._TemporaryFileWrapper) -> int | str:
    """The code with which the process ended, or what else ended it."""
    try:
        return subprocess.run(
            [sys.executable, "-I", "-c", START, SOURCE],
            stdin=inwards,
            stdout=outwards,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            timeout=SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return "no time left"
