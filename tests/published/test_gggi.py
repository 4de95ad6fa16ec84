"""The Global Gender Gap Index: published scores from published indicators, edition by edition."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from tendik import indices
from tendik.indices import packages
from tendik.indices.intervals import RankInterval
from tendik.indices.verify import verify

GGGI = indices.load("gggi")
SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(
    not packages.present(GGGI), reason="the package with the figures of the World Economic Forum was left out"
)
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder of shared data is not beside the project"
)

FAULTY = {
    "2020": {"CIV": ("epo", "edu", "hs"), "FRA": ("score", "hs"), "SVK": ("score", "epo")},
    "2021": {"CIV": ("epo", "edu", "hs"), "ECU": ("score", "epo")},
    "2022": {"CIV": ("epo", "edu", "hs")},
    "2023": {"AFG": ("epo",)},
}
"""Rows that no rounding explains: faults of the copies, each with a remark in the package."""


def result(edition, weights=None):
    index = indices.load("gggi", edition, weights)
    return verify(index, packages.figures(index))


@pytest.mark.parametrize(("edition", "count"), [("2020", 153), ("2021", 156), ("2022", 146), ("2023", 146)])
def test_every_score_every_pillar_and_every_rank_but_the_faulty_rows(edition, count):
    found = result(edition)
    assert len(found.rows) == count
    assert not found.from_pillars
    assert {row.economy: row.unexplained for row in found.unexplained} == FAULTY[edition]
    assert all(row.remarks for row in found.unexplained)
    assert found.largest < 0.0006
    told = [check for row in found.rows for check in (row.score, *row.pillars.values())]
    for check in told:
        if check.verdict in ("equal", "explained"):
            assert abs(check.difference) <= 0.001
    equal = sum(check.verdict == "equal" for check in told)
    assert equal > 0.85 * len(told)


def test_published_weights_leave_rows_that_the_recovered_ones_explain():
    strange = {row.economy for row in result("2023", "published").unexplained}
    assert {"TCD", "LBR", "ZMB"} <= strange
    assert {row.economy for row in result("2023").unexplained} == {"AFG"}


def test_kazakhstan_2023():
    (row,) = (row for row in result("2023").rows if row.economy == "KAZ")
    assert (row.score.published, row.score.verdict) == ("0.721", "equal")
    assert all(check.verdict == "equal" for check in row.pillars.values())
    assert (row.rank.published, row.rank.computed) == (62, 61)
    assert row.rank.verdict == "explained"
    assert row.rank.allowed == RankInterval(59, 62)


@pytest.mark.parametrize("edition", [str(year) for year in range(2007, 2018)])
def test_earlier_scores_are_the_mean_of_their_pillars(edition):
    found = result(edition)
    assert found.from_pillars
    assert found.unexplained == ()
    assert found.count("equal") + found.count("explained") >= len(found.rows) - 3


def test_the_first_edition_has_scores_that_are_no_mean_of_their_pillars():
    found = result("2006")
    assert len(found.unexplained) == 12
    assert found.count("equal") + found.count("explained") == 102


def test_the_edition_of_2024_and_its_faulty_rows():
    found = result("2024")
    assert {row.economy for row in found.unexplained} == {"ESP", "SAU", "SGP", "SVK", "SVN"}
    assert all(row.remarks for row in found.unexplained)


def test_of_the_edition_of_2025_only_scores_and_ranks_are_known():
    found = result("2025")
    assert found.count("no-figures") == len(found.rows) == 148
    assert sorted(row.rank.published for row in found.rows) == list(range(1, 149))


def test_china_is_scored_with_eleven_indicators_as_published():
    scores = indices.load("gggi", 2023).score(packages.figures(GGGI, "2023").table)
    assert "11" in str(scores.marks["CHN"])
    assert len(scores) == 146


@needs_shared
def test_the_shared_cases():
    cases = {
        case["id"]: case for case in json.loads((SHARED / "cases" / "index_cases.json").read_text("utf-8"))
    }
    index = indices.load("gggi", weights="published")
    scores = index.score(packages.figures(GGGI, "2023").table)
    for name in ("KAZ", "ISL", "KGZ"):
        case = cases[f"GGGI-2023-{name}"]
        expected = case["expect"]
        for node in ("epo", "edu", "hs", "pe"):
            assert scores.subindices[name][node] == pytest.approx(expected[node], abs=case["tolerance"])
        assert scores[name] == pytest.approx(expected["gggi"], abs=case["tolerance"])
        assert abs(scores.rank()[name] - expected["rank"]) <= 3
    case = cases["GGGI-2023-TJK-missing-two"]
    partial = index.score({"TJK": case["inputs"]})
    assert partial.subindices["TJK"]["epo"] == pytest.approx(case["expect"]["epo"], abs=case["tolerance"])
    assert "TJK" in partial.unscored
    errors = dict.fromkeys(("epo", "edu", "hs", "pe", "gggi"), 0.0)
    for row in verify(index, packages.figures(GGGI, "2023")).rows:
        for node, check in row.pillars.items():
            errors[node] = max(errors[node], abs(check.difference))
        errors["gggi"] = max(errors["gggi"], abs(row.score.difference))
    expected = cases["GGGI-2023-all-146"]["expect"]
    assert len(scores) == expected["n"]
    assert all(error <= expected[f"max_abs_err_{node}"] for node, error in errors.items())
    for row in cases["GGGI-2025-overall"]["rows"]:
        told = packages.figures(GGGI, "2025").published[row["iso3"]]
        assert (float(told.score), told.rank) == (row["gggi"], row["rank"])


@needs_shared
def test_the_package_holds_the_shared_figures():
    for edition in ("2020", "2021", "2022"):
        with (SHARED / "data" / "indices" / f"gggi_inputs_{edition}.csv").open(
            encoding="utf-8", newline=""
        ) as file:
            for row in csv.DictReader(file):
                ours = packages.figures(GGGI, edition).table[row["iso3"]]
                assert ours == {name: float(row[name]) for name in GGGI.columns if row[name]}
    with gzip.open(
        SHARED / "data" / "indices" / "gggi_published_2006_2022.csv.gz", "rt", encoding="utf-8"
    ) as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        told = packages.figures(GGGI, row["edition"]).published[row["iso3"]]
        assert told.score is None if not row["gggi_score"] else float(told.score) == float(row["gggi_score"])
        assert told.rank == (int(float(row["gggi_rank"])) if row["gggi_rank"] else None)
