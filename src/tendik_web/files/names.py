"""The name under which a file was sent: text to show, never a path."""

import re
import unicodedata

LONGEST = 150
ENDING = re.compile(r"\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,5}$")


def clean(name: str) -> str:
    """``name`` without folders, control characters and marks that turn the writing round."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if letter.isspace() else letter for letter in last)
    kept = "".join(
        letter for letter in seen if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    words = " ".join(kept.split()).strip(". ")
    end = ending(words)
    return (
        words
        if len(words) <= LONGEST
        else words[: LONGEST - len(end)].rstrip(". ") + words[-len(end) :] * bool(end)
    )


def ending(name: str) -> str:
    """The ending of ``name`` in small letters, ``.pdf``; nothing where what follows a point is no ending."""
    found = ENDING.search(name.lower())
    return found.group() if found else ""
