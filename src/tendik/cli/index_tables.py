"""Which index, edition and table a command of ``tendik index`` means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tendik.cli.output import Speaker
from tendik.errors import N_, BadInput, Message, NotFound, Problem
from tendik.language import place, render

if TYPE_CHECKING:
    from tendik.indices import Index, Scores
    from tendik.indices.intervals import Interval
    from tendik.indices.table import Prepared

IndexName = Annotated[
    str, typer.Argument(help="An index (tendik index lists them) or an index file.", metavar="INDEX")
]
EconomyName = Annotated[str, typer.Argument(help="An economy: its code or its name.", metavar="ECONOMY")]
Edition = Annotated[
    str | None,
    typer.Option("--edition", metavar="YEAR", help="The edition; by default the latest with indicators."),
]
Weights = Annotated[
    str | None, typer.Option("--weights", help="A set of weights of the index: published, recovered …")
]
TableFile = Annotated[
    Path | None,
    typer.Option("--table", metavar="FILE", help="Your own figures: CSV or XLSX (tendik index template)."),
]
Readings = Annotated[
    list[str] | None,
    typer.Option("--reading", metavar="POINT=READING", help="How to read an open point; may be repeated."),
]


@dataclass(frozen=True)
class Scored:
    """An index with the table it was asked about, scored."""

    index: Index
    table: Prepared
    scores: Scores
    title: str
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    intervals: Mapping[str, Mapping[str, Interval]] = field(default_factory=dict)
    licence: str = ""

    def name(self, unit: str) -> str:
        """Name of an economy or region in the language of the answer."""
        return self.names.get(unit, unit)

    def lines(self, say: Speaker) -> list[str]:
        """What to say under a table: marks, what was left out and why, the licence."""
        told = [
            f"{self.name(one)}: {render(message, say.language)}"
            for kind in (self.scores.marks, self.scores.unscored)
            for one, message in kind.items()
        ]
        told += [
            f"{place(one, say.language)}: {render(one.message, say.language)}"
            for one in (*self.problems, *self.doubts, *self.index.warnings)
        ]
        if self.scores.ties:
            tied = "; ".join(" = ".join(map(self.name, group)) for group in self.scores.ties)
            told.append(say(N_("Equal scores: {economies}."), economies=tied))
        return ["", *told, *([self.licence] if self.licence else []), str(self.scores.replay)]

    def json(self, say: Speaker) -> dict[str, Any]:
        """What every answer holds besides its own figures."""
        return {
            **self.index.specification(),
            "unscored": {one: render(message, say.language) for one, message in self.scores.unscored.items()},
            "marks": {one: render(message, say.language) for one, message in self.scores.marks.items()},
            "problems": [_told(one, say) for one in self.problems],
            "doubts": [_told(one, say) for one in (*self.doubts, *self.index.warnings)],
            "ties": [list(group) for group in self.scores.ties],
        }


def scored(
    name: str,
    edition: str | None,
    weights: str | None,
    table: Path | None,
    readings: Sequence[str],
    say: Speaker,
) -> Scored:
    """The index ``name`` over a user's table, or over the figures of an edition."""
    from tendik import indices

    taken = dict(pair(one, "--reading", "zero_parliament=documentation") for one in readings)
    index = indices.load(name, edition, weights, taken)
    if table is not None:
        return _own(index, table, say)
    if index.id == "kaz-regions":
        return _regions(index, edition, say)
    return _published(index, say)


def _own(index: Index, file: Path, say: Speaker) -> Scored:
    from tendik.exchange.tables import read_table_file
    from tendik.indices import economies, reading

    read = reading.read(index, read_table_file(file), any_unit=index.file.package is None)
    prepared = index.prepare(read.table, read.groups or None)
    names = {one: economies.name(one, say.language) for one in prepared.economies}
    return Scored(index, prepared, index.score(prepared), file.name, read.problems, read.doubts, names)


def _published(index: Index, say: Speaker) -> Scored:
    from tendik import indices
    from tendik.indices import economies, packages

    figures = packages.figures(index)
    if not figures.table:
        template = N_("Of {index} {edition} only published scores are known, no indicators. Bring a table.")
        values = {"index": index.id, "edition": figures.edition}
        raise NotFound(Message("index.no-indicators", template, values))
    index = indices.Index(index.file, figures.edition, index.weight_set, index.readings, index.warnings)
    prepared = index.prepare(figures.table, figures.regions)
    names = {one: economies.name(one, say.language) for one in prepared.economies}
    title = f"{say.text(index.file.title)} · {figures.edition}"
    known = N_("Known fault of the copy that was read: {note}")
    faults = tuple(
        Problem(
            Message("index.known-fault", known, {"note": remark.note}),
            names.get(remark.economy, remark.economy),
            column=None if remark.column == "*" else remark.column,
        )
        for remark in figures.remarks
    )
    return Scored(
        index,
        prepared,
        index.score(prepared),
        title,
        doubts=faults,
        names=names,
        licence=figures.licence,
    )


def _regions(index: Index, edition: str | None, say: Speaker) -> Scored:
    from tendik.indices import regions

    figures = regions.figures(edition or regions.years()[-1])
    prepared = index.prepare({region: cells for region, cells in figures.table.items() if cells})
    names = {one.id: say.text(one.names) for one in regions.territories().values()}
    told = [
        Problem(Message(message.code, message.template, message.values), names[region])
        for region, messages in figures.flags.items()
        for message in messages
    ]
    title = f"{say.text(index.file.title)} · {figures.year}"
    return Scored(
        index,
        prepared,
        index.score(prepared),
        title,
        doubts=tuple(told),
        names=names,
        intervals=figures.intervals,
    )


def economy(found: Scored, text: str) -> str:
    """The economy or region of the table that ``text`` names."""
    from tendik.indices import economies
    from tendik.indices.whatif import need_scored

    named = {name.casefold(): one for one, name in found.names.items()}
    code = text if text in found.table.place else economies.find(text) or named.get(text.casefold(), text)
    need_scored(found.scores, code)
    return code


def pair(stated: str, option: str, form: str) -> tuple[str, str]:
    """``NAME=VALUE`` in two."""
    key, equals, value = stated.partition("=")
    if not key or not equals or not value:
        template = N_("This is not understood: {value}. Write it as {form}.")
        message = Message("cli.pair", template, {"value": stated, "form": form})
        raise BadInput([Problem(message, column=option)])
    return key, value


def decimal(value: Any, say: Speaker, plain: bool, digits: int = 4) -> str:
    """A figure with ``digits`` decimals: as the language writes it, or plain for CSV."""
    if value is None:
        return ""
    if plain:
        return f"{float(value):.{digits}f}"
    from babel.numbers import format_decimal

    return str(format_decimal(float(value), format="0." + "0" * digits, locale=say.language))


def _told(problem: Problem, say: Speaker) -> dict[str, Any]:
    return {
        "code": problem.message.code,
        "text": render(problem.message, say.language),
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
    }
