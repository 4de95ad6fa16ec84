"""A user's own table: read, checked cell by cell; what is wrong is said, the rest is scored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tendik.errors import N_, Message, Problem
from tendik.exchange.tables import Row, Table
from tendik.exchange.vocabulary import key as word
from tendik.indices import economies

if TYPE_CHECKING:
    from tendik.indices.index import Index
    from tendik.indices.schema import Indicator

_ECONOMY = frozenset(
    map(
        word,
        (
            *("iso3", "iso", "code", "economy", "country", "region_id", "страна", "экономика", "код"),
            *("ел", "мемлекет", "экономика", "өңір", "регион"),
        ),
    )
)
_GROUP = frozenset(map(word, ("group", "region", "группа", "топ", "аймақ")))
_MISSING = frozenset(
    {"", "-", "–", "—", "..", "...", "…", "na", "n/a", "nan", "null", "none", "н/д", "нет данных", "жоқ"}
)
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
_PERCENT_FROM = {"shares": 5, "ratio": 20}
"""Above this a ratio of two shares, or of two rates, is not believed; a percentage mostly is.

Rates can be far apart: in some economies seven women study for one man.
"""
_TURNED_FROM = 3


@dataclass(frozen=True)
class Imported:
    """What a table gave.

    Parameters
    ----------
    table : mapping
        Figures by economy and indicator, exact, for :meth:`tendik.indices.Index.score`.
    problems : tuple of Problem
        What could not be used, with row and column: a cell is then missing, a row left out.
    doubts : tuple of Problem
        What was used and may be wrong.
    groups : mapping
        Group of each economy, where a column gives it.
    """

    table: Mapping[str, Mapping[str, Fraction]]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...]
    groups: Mapping[str, str]


def read(index: Index, table: Table, *, any_unit: bool = False) -> Imported:
    """Read ``table`` for ``index``.

    Columns are named by the identifiers of the indicators or by their labels in any of
    the three languages; one column names the economies by code or name.

    Parameters
    ----------
    any_unit : bool
        Take the first column as names of units (regions, bodies) as they are, and do
        not look for economies.
    """
    problems: list[Problem] = []
    doubts: list[Problem] = []
    columns, at, group_at = _columns(index, table, problems, doubts)
    rows = _units(table, at, any_unit, problems)
    figures: dict[str, dict[str, Fraction]] = {unit: {} for _, unit in rows}
    for place, name in columns.items():
        heading = table.headings[place]
        read_cells = [(row, unit, _cell(str(row.cells[place]))) for row, unit in rows]
        numbers = [value for _, _, value in read_cells if isinstance(value, Fraction)]
        indicator = index.file.indicators.get(name)
        percent = indicator is not None and _percentages(numbers, indicator)
        for row, unit, value in read_cells:
            if value is None:
                continue
            wrong = value if isinstance(value, Message) else _unit(value, indicator, percent)
            if wrong is not None:
                problems.append(Problem(wrong, table.name, row.number, heading))
            elif isinstance(value, Fraction):
                figures[unit][name] = value
        if indicator is not None and not percent and _turned(numbers, indicator):
            template = N_(
                "Every figure is 1 or more: is the ratio the wrong way round? It is women's figure over men's."
            )
            doubts.append(Problem(Message("index.turned", template), table.name, table.heading_row, heading))
    groups = {unit: str(row.cells[group_at]) for row, unit in rows} if group_at is not None else {}
    ordered = sorted(problems, key=lambda one: (one.row or 0, one.column or ""))
    return Imported(figures, tuple(ordered), tuple(doubts), groups)


def _columns(
    index: Index, table: Table, problems: list[Problem], doubts: list[Problem]
) -> tuple[dict[int, str], int, int | None]:
    """Which column holds which indicator, which the economies (by default the first), which the groups."""
    labels = {word(text): name for name, one in index.file.indicators.items() for text in one.label.values()}
    labels |= {word(name): name for name in index.columns}
    named = [place for place, heading in enumerate(table.headings) if word(heading) in _ECONOMY]
    found: dict[int, str] = {}
    at, group_at = named[0] if named else 0, None
    for place, heading in enumerate(table.headings):
        name = labels.get(word(heading))
        if place == at:
            continue
        if name is not None and name not in found.values():
            found[place] = name
        elif word(heading) in _GROUP and group_at is None:
            group_at = place
        elif word(heading) not in _ECONOMY:
            template = N_("The index has no such indicator, so this column is not used. It has: {known}.")
            message = Message("index.unused-column", template, {"known": list(index.columns)})
            problems.append(Problem(message, table.name, table.heading_row, heading))
    absent = [name for name in index.columns if name not in found.values()]
    if absent:
        template = N_("There is no column for: {indicators}.")
        message = Message("index.absent-columns", template, {"indicators": absent})
        doubts.append(Problem(message, table.name, table.heading_row))
    return found, at, group_at


def _units(table: Table, at: int, any_unit: bool, problems: list[Problem]) -> list[tuple[Row, str]]:
    """Rows with what they are about; rows of nobody and of the same one twice are left out."""
    heading = table.headings[at]
    named: list[tuple[Row, str]] = []
    for row in table.rows:
        text = str(row.cells[at])
        unit = text if any_unit else economies.find(text)
        if unit:
            named.append((row, unit))
            continue
        near = economies.close(text)
        if near:
            template = N_("The economy {found} is not known. Is it one of: {near}?")
            message = Message("index.unknown-economy", template, {"found": text, "near": list(near)})
        else:
            template = N_("The economy {found} is not known. Write its three-letter code.")
            message = Message("index.unknown-economy", template, {"found": text})
        problems.append(Problem(message, table.name, row.number, heading))
    first: dict[str, Row] = {}
    twice: set[str] = set()
    for row, unit in named:
        earlier = first.setdefault(unit, row)
        if earlier is not row:
            twice.add(unit)
            template = N_("{economy} stands in row {row} already. Neither row is used; leave one.")
            message = Message("index.twice", template, {"economy": unit, "row": earlier.number})
            problems.append(Problem(message, table.name, row.number, heading))
    return [(row, unit) for row, unit in named if unit not in twice]


def _cell(text: str) -> Fraction | Message | None:
    """A number with a decimal point or comma; ``None`` for what means missing."""
    text = text.strip().replace("\u00a0", "")
    if text.casefold() in _MISSING:
        return None
    if text.endswith("%") and _NUMBER.fullmatch(text[:-1].strip()):
        template = N_("{found} is a percentage; a plain number is expected.")
        return Message("index.percent-sign", template, {"found": text})
    if not _NUMBER.fullmatch(text):
        template = N_("{found} is not a number. Leave the cell empty where there is none.")
        return Message("index.text", template, {"found": text[:40]})
    return Fraction(text.replace(",", "."))


def _percentages(numbers: Sequence[Fraction], indicator: Indicator) -> bool:
    """Whether a column of ratios holds percentages: most of its figures are far above any ratio."""
    return (
        indicator.form != "figure"
        and len(numbers) > 0
        and 2 * sum(one > _PERCENT_FROM[indicator.form] for one in numbers) > len(numbers)
    )


def _unit(value: Fraction, indicator: Indicator | None, percent: bool) -> Message | None:
    """What is wrong with the unit of a figure, if anything."""
    found = {"found": _shown(value)}
    if indicator is None:
        return None
    if indicator.form == "figure":
        cap = indicator.cap
        if cap is not None and value > cap * Fraction(3, 2):
            template = N_("{found} is far above the highest figure, {cap}. Check the unit.")
            return Message("index.above-cap", template, {**found, "cap": cap})
        return None
    if value < 0:
        return Message("index.negative", N_("A ratio cannot be negative: {found}."), found)
    if percent or value > _PERCENT_FROM[indicator.form]:
        if indicator.form == "shares" and 0 <= value < 100:
            ratio = _shown(value / (100 - value))
            template = N_(
                "{found} looks like a percentage where a ratio is expected: women over men is {ratio}."
            )
            return Message("index.percentage", template, {**found, "ratio": ratio})
        template = N_("{found} looks like a percentage where a ratio of women to men is expected.")
        return Message("index.percentage", template, found)
    if value > _TURNED_FROM and indicator.form == "shares":
        template = N_("{found} looks like men over women; turned round it is {ratio}.")
        return Message("index.turned-cell", template, {**found, "ratio": _shown(1 / value)})
    return None


def _turned(numbers: Sequence[Fraction], indicator: Indicator) -> bool:
    """Whether a column seems to hold men over women: three figures or more, none below one, one well above."""
    return (
        indicator.form != "figure"
        and len(numbers) >= 3
        and min(numbers) >= 1
        and max(numbers) > max(Fraction(6, 5), indicator.cap or 0)
    )


def _shown(value: Fraction) -> str:
    return f"{float(value):.4g}"
