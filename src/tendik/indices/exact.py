"""The score in fractions, for indices made of sums and truncation alone: what decides near ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from tendik.indices.families import Family

if TYPE_CHECKING:
    from tendik.indices.index import Index
    from tendik.indices.schema import Indicator

Exact = Fraction | None
NORMALISERS: Family[Callable[[Fraction, Indicator], Exact]] = Family("normalise")


@NORMALISERS.method("parity")
def _parity(figure: Fraction, indicator: Indicator) -> Exact:
    if indicator.direction == "down":
        if not figure:
            return indicator.cap
        figure = 1 / figure
    return figure if indicator.cap is None else min(figure, indicator.cap)


@NORMALISERS.method("goalposts")
def _goalposts(figure: Fraction, indicator: Indicator) -> Exact:
    if indicator.low is None or indicator.high is None:
        return None
    way = (figure - indicator.low) / (indicator.high - indicator.low)
    return min(max(1 - way if indicator.direction == "down" else way, Fraction(0)), Fraction(1))


def supports(index: Index) -> bool:
    """Whether the scores of ``index`` are fractions of its figures, row by row."""
    steps = index.file.steps
    means = {steps.aggregate, *(pillar.aggregate for pillar in index.file.pillars.values())}
    return (
        index.file.kind == "tree"
        and steps.impute == "none"
        and steps.outliers == "none"
        and steps.normalise in NORMALISERS
        and steps.weight in ("given", "equal")
        and means == {"arithmetic"}
    )


def weight(index: Index, name: str) -> Fraction:
    """The exact weight of an indicator within its pillar, before renormalising."""
    return Fraction(1) if index.file.steps.weight == "equal" else index.weights[name]


def normal(index: Index, figures: Sequence[Exact]) -> list[Exact]:
    """Figures of a row after normalising."""
    change = NORMALISERS.pick(index.file.steps.normalise)
    return [
        None if figure is None else change(figure, indicator)
        for figure, indicator in zip(figures, index.file.indicators.values(), strict=True)
    ]


def row(index: Index, figures: Sequence[Exact]) -> tuple[Exact, Mapping[str, Exact]]:
    """Score and pillars of one row of figures; ``None`` where they cannot be had."""
    return combine(index, normal(index, figures))


def combine(index: Index, values: Sequence[Exact]) -> tuple[Exact, Mapping[str, Exact]]:
    """Score and pillars of one row of normalised figures."""
    pillars: dict[str, Exact] = {}

    def make(node: str) -> Exact:
        if node in index.members:
            parts = [(values[place], weight(index, index.indicators[place])) for place in index.members[node]]
            return _mean([(value, share) for value, share in parts if value is not None])
        return above(index.children(node))

    def above(children: Sequence[str]) -> Exact:
        for child in children:
            if child not in pillars:
                pillars[child] = make(child)
        parts = [(pillars[child], index.pillar_weights[child]) for child in children]
        present = [(value, share) for value, share in parts if value is not None]
        return _mean(present) if len(present) == len(parts) else None

    score = above(index.children(None))
    return score, {node: pillars[node] for node in index.nodes}


def _mean(parts: Sequence[tuple[Fraction, Fraction]]) -> Exact:
    total = sum((share for _, share in parts), Fraction(0))
    return sum((value * share for value, share in parts), Fraction(0)) / total if total else None
