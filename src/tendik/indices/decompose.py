"""Step: decompose. What a score is made of, and what is missing to parity."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tendik.errors import N_, Message, NotFound
from tendik.indices import exact
from tendik.indices.shapley import between, need_fractions, share_of
from tendik.indices.whatif import need_scored

if TYPE_CHECKING:
    from tendik.indices.scores import Scores


def contributions(scores: Scores, economy: str) -> dict[str, Fraction]:
    """What each indicator that is present adds to the score; the parts sum to it exactly.

    Raises
    ------
    NotFound
        The economy has no score, or the scores of the index are not fractions.
    """
    weights = effective_weights(scores, economy)
    index = scores.index
    values = exact.normal(index, scores.table.exact(scores.table.place[economy]))
    named = dict(zip(index.indicators, values, strict=True))
    return {name: weight * (named[name] or Fraction(0)) for name, weight in weights.items()}


def effective_weights(scores: Scores, economy: str) -> dict[str, Fraction]:
    """The weight in the whole score of each indicator that the economy has; they sum to one."""
    index = scores.index
    need_fractions(index)
    need_scored(scores, economy)
    there = scores.table.cells(economy)
    weights: dict[str, Fraction] = {}
    for node, places in index.members.items():
        names = [index.indicators[place] for place in places if index.indicators[place] in there]
        total = sum((exact.weight(index, name) for name in names), Fraction(0))
        weights |= {name: share_of(index, node) * exact.weight(index, name) / total for name in names}
    return {name: weights[name] for name in index.indicators if name in weights}


def distance_to_parity(scores: Scores, economy: str) -> dict[str, Fraction]:
    """What each indicator takes from the score because it is short of its cap, largest first.

    The sum is what the score would gain if every indicator were at its cap.

    Raises
    ------
    NotFound
        As :func:`contributions`; or an indicator has no cap, so nothing says what parity is.
    """
    index = scores.index
    weights = effective_weights(scores, economy)
    uncapped = [name for name in weights if index.file.indicators[name].cap is None]
    if uncapped or index.file.steps.normalise != "parity":
        template = N_("These indicators have no cap that says what parity is: {indicators}.")
        raise NotFound(Message("index.no-parity", template, {"indicators": uncapped or list(weights)}))
    gained = contributions(scores, economy)
    lost = {
        name: weight * (index.file.indicators[name].cap or Fraction(0)) - gained[name]
        for name, weight in weights.items()
    }
    return dict(sorted(lost.items(), key=lambda pair: -pair[1]))


def distance_to_peer(scores: Scores, economy: str, peer: str) -> dict[str, Fraction]:
    """The Shapley share of each indicator in the way from the score of ``economy`` to ``peer``'s."""
    for one in (economy, peer):
        need_scored(scores, one)
    table = scores.table
    return between(scores.index, table.exact(table.place[economy]), table.exact(table.place[peer]))
