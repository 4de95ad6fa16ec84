"""Small tables and what several tests need."""

from functools import cache

import pytest

from tendik import indices
from tendik.indices import packages

GGGI = indices.load("gggi")
needs_gggi = pytest.mark.skipif(
    not packages.present(GGGI), reason="the package with the figures of the World Economic Forum was left out"
)

ROW = {
    "labour_force_participation": 0.8,
    "wage_equality_for_similar_work": 0.7,
    "estimated_earned_income": 0.6,
    "legislators_senior_officials_and_managers": 0.5,
    "professional_and_technical_workers": 1.2,
    "literacy_rate": 1.0,
    "enrolment_in_primary_education": 0.99,
    "enrolment_in_secondary_education": 1.01,
    "enrolment_in_tertiary_education": 0.9,
    "sex_ratio_at_birth": 0.95,
    "healthy_life_expectancy": 1.05,
    "women_in_parliament": 0.4,
    "women_in_ministerial_positions": 0.2,
    "years_with_female_head_of_state": 0.0,
}
"""An economy with every indicator; two are above their caps."""


@cache
def edition(year):
    """Scores of an edition of the Global Gender Gap Index from its published indicators."""
    index = indices.load("gggi", year)
    return index.score(packages.figures(index).table)


OWN = """
id: small
title: {en: Small}
sources: {own: {title: Own}}
pillars:
  a: {label: {en: A}, weight: 1/3}
  b: {label: {en: B}, weight: 2/3}
indicators:
  x: {label: {en: X}, pillar: a, cap: "1", digits: 1, movable: true, source: own}
  y: {label: {en: Y}, pillar: a, cap: "1", digits: 1, movable: true, source: own}
  z: {label: {en: Z}, pillar: b, cap: "1", digits: 1, movable: true, source: own}
default_weights: mine
weights:
  mine: {source: own, values: {x: "0.25", y: "0.75", z: "1"}}
coverage: {at_least: 1, below: unscored, source: own}
rank: {best: highest, ties: distinct, source: own}
"""
"""Three indicators in two pillars: score = (x/4 + 3y/4)/3 + 2z/3."""


def own(tmp_path, text=OWN, **replaced):
    """The small index, with ``before: after`` replaced in its file."""
    for before, after in replaced.items():
        text = text.replace(before, after)
    path = tmp_path / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return indices.load(path)


@cache
def small():
    """The small index."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        return own(Path(folder))
