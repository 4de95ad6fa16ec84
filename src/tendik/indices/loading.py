"""Finding an index: built in by its identifier, or a file of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tendik.errors import N_, BadInput, Message, NotFound, Problem
from tendik.indices.index import Index

if TYPE_CHECKING:
    from tendik.indices.families import Family
    from tendik.indices.schema import IndexFile, Steps

DATA = Path(str(resources.files("tendik.indices") / "data"))
TEMPLATE = "template"


def available() -> list[str]:
    """Identifiers of the built-in indices, sorted; the template is not one of them."""
    return sorted(path.stem for path in DATA.glob("*.yaml") if path.stem != TEMPLATE)


def load(
    identifier: str | Path,
    edition: str | int | None = None,
    weights: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> Index:
    """An index, ready to score tables.

    Parameters
    ----------
    identifier : str or Path
        ``"gggi"``, ``"gii"`` …, or the path of an index file of one's own.
    edition : str or int, optional
        The year of an edition; without it, the method of the latest.
    weights : str, optional
        A set of weights of the file (of the Global Gender Gap Index ``"published"`` or
        ``"recovered"``); without it, the file's own choice.
    readings : mapping, optional
        Which reading to take of points on which sources differ, by name.

    Raises
    ------
    NotFound
        There is no such index, edition, set of weights or reading; the message lists
        those there are.
    BadInput
        The file is wrong; every problem names line and field.
    """
    file, text, name = _file(identifier)
    index = build(file, None if edition is None else str(edition), weights, readings or {})
    return Index(
        index.file, index.edition, index.weight_set, index.readings, tuple(_doubts(index, text, name))
    )


def build(file: IndexFile, edition: str | None, weights: str | None, readings: Mapping[str, str]) -> Index:
    """An index from a checked file; see :func:`load`."""
    _known("edition", edition, [one.id for one in file.editions])
    chosen = weights or file.default_weights
    _known("weights", chosen, list(file.weights))
    for point, reading in readings.items():
        _known("reading", point, list(file.readings))
        _known("reading", reading, list(file.readings[point].values))
    taken = {point: readings.get(point, entry.default) for point, entry in file.readings.items()}
    return Index(file, edition, chosen, taken)


def check_steps(steps: Steps) -> None:
    """Refuse a method that its step does not have; the message lists those it has."""
    for family in _families():
        family.pick(getattr(steps, family.step))


def _families() -> tuple[Family[Any], ...]:
    from tendik.indices.aggregate import AGGREGATORS
    from tendik.indices.impute import IMPUTERS
    from tendik.indices.normalise import NORMALISERS
    from tendik.indices.outliers import TREATMENTS
    from tendik.indices.weight import WEIGHERS

    return IMPUTERS, TREATMENTS, NORMALISERS, WEIGHERS, AGGREGATORS


_ABSENT = {
    "index": N_("There is no index {name}. There are: {known}. Your own index is a YAML file."),
    "edition": N_("There is no edition {name}. There are: {known}."),
    "weights": N_("There is no set of weights {name}. There are: {known}."),
    "reading": N_("There is no reading {name}. There are: {known}."),
}


def _known(what: str, name: str | None, known: list[str]) -> None:
    if name is not None and name not in known:
        message = Message(f"index.no-{what}", _ABSENT[what], {"name": name, "known": known})
        raise NotFound(message)


def _file(identifier: str | Path) -> tuple[IndexFile, str, str]:
    if isinstance(identifier, str) and identifier in available():
        return _built_in(identifier)
    path = Path(identifier)
    if path.suffix not in (".yaml", ".yml") or not path.is_file():
        _known("index", str(identifier), available())
    return _parsed(path)


@cache
def _built_in(name: str) -> tuple[IndexFile, str, str]:
    return _parsed(DATA / f"{name}.yaml")


def _parsed(path: Path) -> tuple[IndexFile, str, str]:
    from tendik.indices.schema import IndexFile
    from tendik.laws.reading import parse, text_of

    text = text_of(path)
    file: IndexFile = parse(text, IndexFile, path.name)
    problems = list(_loose_ends(file, text, path.name))
    if problems:
        raise BadInput(problems)
    return file, text, path.name


def _loose_ends(file: IndexFile, text: str, name: str) -> Iterator[Problem]:
    """Names in the file that point nowhere, and weights that are missing."""
    from tendik.indices.aggregate import AGGREGATORS
    from tendik.indices.formulas import FORMULAS

    def known(value: str | None, among: list[str], *path: int | str) -> Iterator[Problem]:
        if value is not None and value not in among:
            template = N_("This name points nowhere: {value}. There are: {available}.")
            message = Message("index.nowhere", template, {"value": value, "available": among})
            yield _at(message, text, name, *path)

    sources, pillars = list(file.sources), list(file.pillars)
    yield from known(file.kind, list(FORMULAS), "kind")
    for family in _families():
        yield from known(getattr(file.steps, family.step), list(family), "steps", family.step)
    for key, indicator in file.indicators.items():
        yield from known(indicator.pillar, pillars, "indicators", key, "pillar")
        yield from known(indicator.source, sources, "indicators", key, "source")
    for key, pillar in file.pillars.items():
        yield from known(pillar.within, [one for one in pillars if one != key], "pillars", key, "within")
        yield from known(pillar.aggregate, list(AGGREGATORS), "pillars", key, "aggregate")
    yield from known(file.default_weights, list(file.weights), "default_weights")
    for key, weights in file.weights.items():
        yield from known(weights.source, sources, "weights", key, "source")
        for indicator_id in weights.values:
            yield from known(indicator_id, list(file.indicators), "weights", key, "values", indicator_id)
        for pillar_id in weights.pillars:
            yield from known(pillar_id, pillars, "weights", key, "pillars", pillar_id)
        absent = [one for one in file.indicators if one not in weights.values]
        if absent:
            template = N_("These indicators have no weight: {indicators}.")
            message = Message("index.no-weight", template, {"indicators": absent})
            yield _at(message, text, name, "weights", key, "values")
    for place, edition in enumerate(file.editions):
        yield from known(edition.source, sources, "editions", place, "source")
    for place, change in enumerate(file.changes):
        yield from known(change.source, sources, "changes", place, "source")
        yield from known(change.indicator, list(file.indicators), "changes", place, "indicator")
    yield from known(file.coverage.source, sources, "coverage", "source")
    yield from known(file.rank.source, sources, "rank", "source")


def _doubts(index: Index, text: str, name: str) -> Iterator[Problem]:
    """Weights that do not sum to one within a pillar, where they are meant to (all below one)."""
    if index.weight_set is None or index.file.steps.weight != "given":
        return
    for node, places in index.members.items():
        stated = [index.weights[index.indicators[place]] for place in places]
        if max(stated) < 1 and sum(stated) != Fraction(1):
            template = N_("The weights of {pillar} sum to {sum}, not to 1; they are scaled to 1.")
            message = Message("index.weights-sum", template, {"pillar": node, "sum": sum(stated)})
            first = index.indicators[places[0]]
            yield _at(message, text, name, "weights", index.weight_set, "values", first)


def _at(message: Message, text: str, name: str, *path: int | str) -> Problem:
    from tendik.laws.reading import place_of

    row, column = place_of(text, path)
    return Problem(message, name, row, column)
