"""How much of a rank is due to each choice, alone and with the others: Sobol indices.

Saltelli et al. (2010), Computer Physics Communications 181(2), as SALib computes them.
The weights move together, as one choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tendik.errors import N_, Message
from tendik.indices.draws import from_scores
from tendik.indices.montecarlo import Choices, columns, score_points
from tendik.indices.rank import NEAR
from tendik.indices.table import Prepared

if TYPE_CHECKING:
    from tendik.indices.index import Index


@dataclass(frozen=True)
class Effect:
    """Shares of a variance, each with the half-width of its interval of 95 %.

    ``first`` is due to the choice alone; ``total`` also to its interplay with the
    others, so that totals may sum to more than one. An estimate may fall a little
    outside 0 to 1.
    """

    first: float
    first_margin: float
    total: float
    total_margin: float


@dataclass(frozen=True)
class Sensitivity:
    """What the choices do to one figure.

    Parameters
    ----------
    variance : float or None
        ``None`` where some draw gives no figure.
    effects : mapping
        By choice; empty where there is no variance to share out.
    without : Message or None
        Why there are no effects.
    """

    variance: float | None
    effects: Mapping[str, Effect] = field(default_factory=dict)
    without: Message | None = None


@dataclass(frozen=True, eq=False)
class Sobol:
    """Effects of the choices on the rank and on the score of an economy.

    Normalisations put scores on scales of their own: the effect of that choice on
    the score is mostly this change of scale, which the rank does not feel.

    Parameters
    ----------
    samples : int
        Points of the base sample, a power of two.
    draws : int
        Times that the whole table was scored.
    left_out : tuple of str
        Economies without a score in some draw; they are in no ranking.
    """

    economy: str
    choices: Choices
    samples: int
    draws: int
    seed: int
    rank: Sensitivity
    score: Sensitivity
    left_out: tuple[str, ...]


def sobol(
    index: Index,
    table: Prepared,
    economy: str,
    *,
    choices: Choices | None = None,
    samples: int = 4096,
    seed: int = 0,
) -> Sobol:
    """First-order and total effects of each of ``choices`` on an economy's rank and score.

    Parameters
    ----------
    samples : int
        Points of the base sample, raised to a power of two; the table is scored six
        times as often.

    Raises
    ------
    NotFound
        The table has no such economy; or as :func:`tendik.indices.montecarlo.draw_choices`.
    """
    from SALib.sample.sobol import sample

    if samples < 2:
        raise ValueError("a base sample has at least two points")
    choices = choices or Choices()
    samples = 1 << (samples - 1).bit_length()
    decided = columns(index)
    problem = {
        "num_vars": len(decided),
        "names": [f"{choice} {place}" for place, choice in enumerate(decided)],
        "groups": list(decided),
        "bounds": [[0.0, 1.0]] * len(decided),
    }
    # SALib takes the seed 0 of its resamples for none.
    points = sample(problem, samples, calc_second_order=False, seed=seed + 1)
    scores, _ = score_points(index, table, choices, points)
    ranks = from_scores(index, table.economies, scores, seed)
    if economy in ranks.left_out:
        lost = np.count_nonzero(~np.isfinite(scores[:, table.place[economy]]))
        template = N_("{economy} has no score in some draws: {count} of {draws}.")
        values = {"economy": economy, "count": lost, "draws": len(scores)}
        rank = score = Sensitivity(None, without=Message("index.draws-without-score", template, values))
    else:
        rank = _sensitivity(problem, ranks.drawn(economy), seed)
        score = _sensitivity(problem, scores[:, table.place[economy]], seed)
    return Sobol(economy, choices, samples, len(points), seed, rank, score, ranks.left_out)


def _sensitivity(problem: dict[str, Any], drawn: NDArray[Any], seed: int) -> Sensitivity:
    from SALib.analyze.sobol import analyze

    names = list(dict.fromkeys(problem["groups"]))
    step = len(names) + 2
    base = np.concatenate([drawn[::step], drawn[step - 1 :: step]])
    if np.ptp(base) <= NEAR:
        template = N_("Draws with another figure: {count} of {draws}. There is no variance to share out.")
        values = {"count": np.count_nonzero(np.abs(drawn - base[0]) > NEAR), "draws": len(drawn)}
        return Sensitivity(float(base.var()), without=Message("index.no-variance", template, values))
    found = analyze(problem, drawn.astype(np.float64), calc_second_order=False, seed=seed + 1)
    shares = zip(*(found[key].tolist() for key in ("S1", "S1_conf", "ST", "ST_conf")), strict=True)
    return Sensitivity(
        float(base.var()), {name: Effect(*share) for name, share in zip(names, shares, strict=True)}
    )
