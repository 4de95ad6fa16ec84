"""A file of none of the accepted types: named, so that the refusal says what it is."""

import puremagic

from tendik_web.files.inside.refusal import Refused

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
MACROS = "_VBA_PROJECT".encode("utf-16-le")
NAMED = frozenset(
    [
        ".gif",
        ".tif",
        ".tiff",
        ".bmp",
        ".heic",
        ".heif",
        ".avif",
        ".psd",
        ".mp3",
        ".mp4",
        ".mov",
        ".avi",
        ".wav",
        ".ogg",
        ".rar",
        ".7z",
        ".gz",
        ".exe",
        ".db",
    ]
)
"""What a person may take for a document; a guess at anything rarer would only mislead."""


def clean(content: bytes) -> tuple[str, bytes]:
    """Refuse, in any case."""
    if content.startswith(OLD_OFFICE):
        raise Refused("locked" if LOCKED in content else "macros" if MACROS in content else "old-office")
    try:
        guesses = [guess.extension for guess in puremagic.magic_string(content)]
    except (puremagic.PureError, ValueError):
        guesses = []
    found = next((guess for guess in guesses if guess in NAMED), "")
    raise Refused("kind" if found else "unknown", found)
