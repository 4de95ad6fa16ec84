"""The same index over the regions of a country, from its own statistics where they exist.

Territories change: a region has no figures from before it was created, and what is
given under an older border is said to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tendik.errors import N_, Message
from tendik.indices.intervals import Interval, rounding
from tendik.indices.packages import Remark, descriptor, rows, sources
from tendik.values import Source, Text

if TYPE_CHECKING:
    from tendik.indices.index import Index
    from tendik.indices.scores import Scores
    from tendik.indices.table import Cells

PACKAGE = "kaz-regions"
COUNTRY = "KZ"


@dataclass(frozen=True)
class Territory:
    """A region; ``since`` and ``until`` are years, ``of`` the regions it was made from."""

    id: str
    names: Text
    since: str | None = None
    until: str | None = None
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegionFigures:
    """Figures of the regions of Kazakhstan in a year.

    Parameters
    ----------
    table : mapping
        Ratios by region under the indicators of the index ``kaz-regions``, exact.
    country : mapping
        The same for the country as a whole.
    intervals : mapping
        What the rounding of the published percentages and amounts leaves open of each ratio.
    flags : mapping
        What to know of a region's figures: lately created, parted, nothing published.
    """

    year: str
    table: Mapping[str, Mapping[str, Fraction]]
    country: Mapping[str, Fraction]
    intervals: Mapping[str, Mapping[str, Interval]]
    flags: Mapping[str, tuple[Message, ...]]
    remarks: tuple[Remark, ...]
    sources: tuple[Source, ...]


def territories() -> dict[str, Territory]:
    """The regions by code (ISO 3166-2; ``KZ-SK`` is South Kazakhstan, until 2018)."""
    return {
        one["id"]: Territory(
            one["id"], one["names"], one.get("since"), one.get("until"), tuple(one.get("of", ()))
        )
        for one in descriptor(PACKAGE)["territories"]
    }


def years() -> tuple[str, ...]:
    """Years of which there are figures."""
    return tuple(sorted({row["edition"] for row in rows(PACKAGE, "figures.csv")}))


def figures(year: str) -> RegionFigures:
    """The ratios of a year.

    Raises
    ------
    NotFound
        The package is not part of this deployment.
    """
    known, content = territories(), descriptor(PACKAGE)
    table: dict[str, dict[str, Fraction]] = {}
    country: dict[str, Fraction] = {}
    intervals: dict[str, dict[str, Interval]] = {}
    flags: dict[str, list[Message]] = {}
    for row in rows(PACKAGE, "figures.csv"):
        if row["edition"] != year:
            continue
        if row["region"] == COUNTRY:
            country = {name: ratio for name, (ratio, _) in _ratios(row).items()}
            continue
        region = known[row["region"]]
        flags[region.id] = list(_flags(region, year, known))
        ratios = _ratios(row)
        table[region.id] = {name: ratio for name, (ratio, _) in ratios.items()}
        intervals[region.id] = {name: interval for name, (_, interval) in ratios.items()}
        if "managers" not in table[region.id]:
            template = N_("There is no figure on managers for the region.")
            flags[region.id].append(Message("regions.no-managers", template))
    remarks = tuple(
        Remark(one["edition"], one["economy"], one["column"], one["note"])
        for one in content["remarks"]
        if one["edition"] <= year
    )
    return RegionFigures(
        year,
        table,
        country,
        intervals,
        {region: tuple(told) for region, told in flags.items() if told},
        remarks,
        sources(content),
    )


@dataclass(frozen=True)
class Carried:
    """An index of countries computed for regions.

    ``own`` names the indicators that are the regions' own; all others are the
    country's, carried to every region alike.
    """

    scores: Scores
    own: tuple[str, ...]
    carried: tuple[str, ...]


def carry(index: Index, country: Cells, regions: Mapping[str, Cells], names: Mapping[str, str]) -> Carried:
    """Score regions under an index made for countries.

    Parameters
    ----------
    country : mapping
        The figures of the country, which stand wherever a region has none of its own.
    regions : mapping
        Figures by region, under their own names.
    names : mapping
        Which indicator of ``index`` each of the regions' names is.
    """
    table: dict[str, dict[str, Any]] = {}
    for region, cells in regions.items():
        own = {names[name]: value for name, value in cells.items() if name in names}
        if own:
            table[region] = {**country, **own}
    there = set(names.values())
    return Carried(
        index.score(table),
        tuple(name for name in index.indicators if name in there),
        tuple(name for name in index.indicators if name not in there and country.get(name) is not None),
    )


def _ratios(row: Mapping[str, str]) -> dict[str, tuple[Fraction, Interval]]:
    """Women over men, with what half a unit of the last published digit leaves open.

    Percentages are published to one decimal, amounts of money to the tenge.
    """
    found = {}
    if row["managers_women"]:
        women = rounding(row["managers_women"], 1)
        exact = Fraction(row["managers_women"])
        interval = Interval(women.low / (100 - women.low), women.high / (100 - women.high))
        found["managers"] = exact / (100 - exact), interval
    for name, decimals in (("hourly_pay", 0), ("unemployment", 1)):
        texts = row[f"{name}_f"], row[f"{name}_m"]
        if all(texts) and Fraction(texts[1]):
            women, men = (rounding(text, decimals) for text in texts)
            ratio = Fraction(texts[0]) / Fraction(texts[1])
            found[name] = ratio, Interval(women.low / men.high, women.high / men.low)
    return found


def _flags(region: Territory, year: str, known: Mapping[str, Territory]) -> list[Message]:
    told = []
    if region.since:
        template = N_("The region was created in {since} from {of}; there is no earlier series.")
        of = [known[one].names for one in region.of]
        told.append(Message("regions.created", template, {"since": region.since, "of": of}))
    parted = [one for one in known.values() if region.id in one.of and one.since and one.since <= year]
    if parted:
        template = N_(
            "Its territory changed in {since}: {parts} left it. Earlier years are of the old borders."
        )
        values = {"since": parted[0].since, "parts": [one.names for one in parted]}
        told.append(Message("regions.parted", template, values))
    return told
