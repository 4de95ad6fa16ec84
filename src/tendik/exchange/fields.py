"""One cell of a candidate list: its value, or the reason why it has none."""

from __future__ import annotations

import re
from datetime import date

from tendik.errors import N_, Message
from tendik.exchange.tables import Cell
from tendik.exchange.vocabulary import SEXES, YES_NO, key
from tendik.values import Sex

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)
_SHOWN = 60
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./])([0-9]{1,2})\2([0-9]{4})(?:\s*[гж]\.?)?")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2}")
_YEAR_ONLY = re.compile(r"[0-9]{4}(?:\s*[гж]\.?)?")


def shown(cell: Cell) -> str:
    """A cell as a message quotes it: on one line and not too long."""
    text = " ".join(str(cell).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def read_sex(cell: Cell) -> Sex | Message:
    """The sex that a cell states in one of three languages, in full or by a letter."""
    return SEXES.get(key(str(cell))) or Message(
        "lists.sex",
        N_('"{found}" is not understood as a sex. Write female or male, or leave the cell empty.'),
        {"found": shown(cell)},
    )


def read_disability(cell: Cell) -> bool | Message:
    """Whether a cell states a disability: yes or no in one of three languages."""
    found = YES_NO.get(key(str(cell)))
    if found is not None:
        return found
    return Message(
        "lists.disability",
        N_('"{found}" is not understood. Write yes or no, or leave the cell empty.'),
        {"found": shown(cell)},
    )


def ambiguous(cell: Cell) -> bool:
    """Whether a date with slashes would be another day with the month first (03/04/1995)."""
    match = isinstance(cell, str) and _DAY_FIRST.fullmatch(cell)
    return bool(match and match[2] == "/" and int(match[3]) != int(match[1]) <= 12)


def read_birth_date(cell: Cell, on: date | None) -> date | Message:
    """The date that a cell states: 2023-03-19, 19.03.2023, 19/03/2023, or a date of the spreadsheet.

    With slashes the day comes first, as everywhere in Kazakhstan. ``on`` is the day
    after which nobody on the list can have been born; without it any day to 2100 will do.
    """
    found = {"found": shown(cell)}
    born = read_day(cell)
    if isinstance(born, Message):
        return born
    if on is not None and born > on:
        return Message(
            "lists.born-later",
            N_("The birth date {found} is later than {on}. Correct the date."),
            {"found": born, "on": on},
        )
    if not EARLIEST <= born <= LATEST:
        return Message("lists.born-implausible", N_("{found} is no birth date. Correct the year."), found)
    return born


def read_day(cell: Cell) -> date | Message:
    """Any day that a cell states: 2023-03-19, 19.03.2023, 19/03/2023, or a date of the spreadsheet."""
    if isinstance(cell, date):
        return cell
    text, found = cell, {"found": shown(cell)}
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(match[group]) for group in (1, 2, 3))
    elif match := _DAY_FIRST.fullmatch(text):
        year, month, day = (int(match[group]) for group in (4, 3, 1))
    elif _SHORT_YEAR.fullmatch(text):
        return Message("lists.short-year", N_("Write the year of {found} in four digits."), found)
    elif _YEAR_ONLY.fullmatch(text):
        return Message(
            "lists.year-only",
            N_("{found} is a year only. Write the whole date, such as 19.03.1990."),
            found,
        )
    else:
        return Message(
            "lists.date",
            N_('"{found}" is not understood as a date. Write it as 1990-03-19, 19.03.1990 or 19/03/1990.'),
            found,
        )
    try:
        return date(year, month, day)
    except ValueError:
        return Message(
            "lists.no-such-day",
            N_("There is no day {found}: the day comes first, then the month. Correct the date."),
            found,
        )
