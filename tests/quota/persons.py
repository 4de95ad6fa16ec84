"""Invented persons and lists for the tests of counts."""

from tendik.values import Candidate, PartyList

SEXES = {"F": "female", "M": "male", "?": None}


def party(line, votes=(), *, key="a", total=None, first_row=1):
    """A list in its order: F a woman, M a man, ? not stated; votes for each, and of the list."""
    stated = list(votes) or [0] * len(line)
    people = tuple(
        Candidate(sex=SEXES[letter], attributes={"votes": str(count)}, row=row)
        for row, (letter, count) in enumerate(zip(line, stated, strict=True), start=first_row)
    )
    return PartyList(key, {"en": key.upper()}, total, candidates=people)
