"""The values of a law file as a reader says them."""

from __future__ import annotations

from tendik.errors import N_, Message

READINGS = {
    "union": N_("each person once"),
    "sum": N_("once in each category"),
    "up": N_("up to the next whole number"),
    "down": N_("down to the whole number"),
    "half-up": N_("to the nearest whole number"),
    "party": N_("of what each party received"),
    "chamber": N_("of all list mandates together"),
    "election_day": N_("on election day"),
    "registration_day": N_("on the day the list is registered"),
    "cast": N_("of those who took part"),
    "valid": N_("of the valid votes"),
    "remaining": N_("of the votes for lists"),
    "next": N_("the next on the list"),
    "party-chooses": N_("one whom the party chooses"),
    "free": N_("a last part that is not full is free"),
    "bound": N_("a last part that is not full is bound as the others are"),
    "as close as possible": N_("in a last part that is not full the numbers are as close as possible"),
    "in a row at most 2": N_("two of one sex may follow one another"),
    "in a row at most 3": N_("three of one sex may follow one another"),
}


def reading(value: str) -> Message:
    """One value of an open question, in words; a value without words stands as it is."""
    return Message(f"reading.{value}", READINGS.get(value, value))
