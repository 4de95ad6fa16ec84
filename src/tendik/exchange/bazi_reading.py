"""The lines of a BAZI file, one after another, with everything that is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tendik.errors import N_, BadInput, Message, Problem
from tendik.exchange.bazi_values import (
    COMBINATIONS,
    CONDITIONS,
    READ,
    SECTIONS,
    BaziFile,
    District,
    ListRow,
)

MOST_SEATS = 100_000

_SECTION = re.compile(r"=([A-Za-zÄÖÜäöü]+)=\s*(.*)")
_ROW = re.compile(r"""(?P<plus>\+?)\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s,;"]+))(?P<rest>.*)""")
_RANGE = re.compile(r"([0-9]+)(?:\s*(?:\.\.|-)\s*([0-9]+))?")


@dataclass
class Reader:
    """What was read so far; ``section`` is the one that the next line belongs to."""

    file: str | None
    section: str = ""
    title: str = ""
    methods: list[str] = field(default_factory=list)
    labels: tuple[str, str] = ("List", "Votes")
    condition: str = "none"
    combination: str = "separate"
    districts: list[District] = field(default_factory=list)
    info: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, number: int, line: str) -> bool:
        """Read one line; false at the end mark."""
        match = _SECTION.fullmatch(line)
        if match:
            self.section = SECTIONS.get(match[1].upper(), "")
            line = match[2].strip()
            if not self.section:
                self.wrong(number, "bazi.section", N_("The section {found} is not known."), match[1])
                self.section = "ignored"
            if self.section == "end":
                return False
            if self.section == "district":
                self.districts.append(District((), (), line.strip('"').strip()))
        if line:
            getattr(self, f"read_{self.section}", self.read_stray)(number, line)
        return True

    def wrong(self, number: int, code: str, template: str, found: str = "") -> None:
        """Note a problem of line ``number``."""
        self.problems.append(Problem(Message(code, template, {"found": found}), self.file, number))

    def read_stray(self, number: int, line: str) -> None:
        self.wrong(number, "bazi.stray", N_("This line belongs to no section: {found}"), line)

    def read_ignored(self, number: int, line: str) -> None:
        """Sections that say how BAZI shows results."""

    def read_district(self, number: int, line: str) -> None:
        """The name of a district, taken with the heading of the section."""

    def read_title(self, _number: int, line: str) -> None:
        self.title = f"{self.title} {line}".strip()

    def read_info(self, _number: int, line: str) -> None:
        self.info.append(line)

    def read_methods(self, number: int, line: str) -> None:
        for name in filter(None, (part.strip() for part in re.split("[,;]", line))):
            method = READ.get(name.lower().replace("é", "e").replace("´", "'").replace("`", "'"))
            if method is None:
                self.wrong(number, "bazi.method", N_("The method {found} is not known here."), name)
            else:
                self.methods.append(method)

    def read_input(self, number: int, line: str) -> None:
        parts = [part.strip() for part in re.split("[,;]", line)] + ["", "", ""]
        self.labels = (parts[0] or "List", parts[1] or "Votes")
        condition = re.sub(r"\s|\.$", "", parts[2].lower().replace("min...", "min.."))
        if condition in CONDITIONS:
            self.condition = CONDITIONS[condition]
        else:
            self.wrong(number, "bazi.condition", N_("The condition {found} is not known here."), parts[2])

    def read_districts(self, number: int, line: str) -> None:
        if line.lower() in COMBINATIONS:
            self.combination = COMBINATIONS[line.lower()]
        else:
            self.wrong(number, "bazi.districts", N_("The district option {found} is not known here."), line)

    def read_seats(self, number: int, line: str) -> None:
        houses: list[int] = []
        for part in re.split("[,;]", line):
            match = _RANGE.fullmatch(part.strip())
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
            if first > last or last > MOST_SEATS:
                self.wrong(number, "bazi.seats", N_("{found} is not a number of seats."), part.strip())
            else:
                houses.extend(range(first, last + 1))
        self.change(lambda district: replace(district, houses=(*district.houses, *houses)))

    def read_data(self, number: int, line: str) -> None:
        match = _ROW.fullmatch(line)
        cells = re.split(r"[\s,;]+", match["rest"].strip(" \t,;")) if match else []
        if match is None or not cells[0]:
            self.wrong(number, "bazi.row", N_("This is not a name and its votes: {found}"), line)
            return
        if not re.fullmatch("[0-9]{1,18}", cells[0]):
            self.wrong(number, "bazi.votes", N_("Votes are whole numbers: {found} is not."), cells[0])
            return
        name = match["bare"] if match["quoted"] is None else match["quoted"]
        row = ListRow(name, int(cells[0]), joined=bool(match["plus"]))
        limits = self.read_limits(number, "".join(cells[1:]))
        self.change(
            lambda district: replace(
                district, lists=(*district.lists, replace(row, minimum=limits[0], maximum=limits[1]))
            )
        )

    def read_limits(self, number: int, text: str) -> tuple[int | None, int | None]:
        """The limits after the votes; without a condition, BAZI's example files hold past seats there."""
        if self.condition == "none" or not text:
            return None, None
        least, dots, most = text.partition("..")
        if self.condition == "max" and not dots:
            least, most = "", text
        if (
            not re.fullmatch("[0-9]{0,9}", least)
            or not re.fullmatch("[0-9]{0,9}|oo", most)
            or (dots and self.condition != "min..max")
        ):
            self.wrong(number, "bazi.limits", N_("{found} is not a minimum or maximum of seats."), text)
        return int(least) if least.isdigit() else None, int(most) if most.isdigit() else None

    def change(self, change: Callable[[District], District]) -> None:
        """Change the district that is being read; the first line of data opens one without a name."""
        if not self.districts:
            self.districts.append(District((), ()))
        self.districts[-1] = change(self.districts[-1])

    def finish(self, last: int) -> BaziFile:
        """What was read, if nothing is wrong and nothing missing."""
        if not self.methods and not self.problems:
            self.wrong(last, "bazi.no-method", N_("The file names no method."))
        for district in self.districts or [District((), ())]:
            if not district.houses and not self.problems:
                self.wrong(
                    last, "bazi.no-seats", N_("The number of seats is missing: {found}"), district.name
                )
            if not district.lists and not self.problems:
                self.wrong(last, "bazi.no-data", N_("There are no lists with votes: {found}"), district.name)
        if self.problems:
            raise BadInput(self.problems)
        return BaziFile(
            self.title,
            tuple(self.methods),
            tuple(self.districts),
            self.labels,
            self.combination,
            "\n".join(self.info),
        )
