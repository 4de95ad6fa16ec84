"""UNDP's two indices: every published value of nine years, ranks and groups of 2023."""

import json
from pathlib import Path

import pytest

from tendik import indices
from tendik.indices import packages
from tendik.indices.gdi import earned_income
from tendik.indices.verify import verify

SHARED = Path(__file__).parents[3] / "shared"
CASES = SHARED / "cases" / "index_cases.json"
YEARS = [str(year) for year in range(2015, 2024)]
needs_shared = pytest.mark.skipif(
    not CASES.is_file(), reason="the folder of shared cases is not beside the project"
)


def result(name, year, **readings):
    index = indices.load(name, year, readings=readings)
    return verify(index, packages.figures(index))


@pytest.mark.parametrize("name", ["gii", "gdi"])
@pytest.mark.parametrize("year", YEARS)
def test_every_published_value_comes_out(name, year):
    found = result(name, year)
    assert found.count("equal") == len(found.rows) > 150


def test_the_gender_inequality_index_of_2023_with_ranks():
    found = result("gii", "2023")
    assert (len(found.rows), found.count("equal"), found.ranks_equal) == (172, 172, 172)


def test_the_gender_development_index_of_2023_with_groups():
    found = result("gdi", "2023")
    assert (len(found.rows), found.count("equal")) == (184, 184)
    assert all(row.group is not None and row.group[0] == row.group[1] for row in found.rows)
    assert {row.group[0] for row in found.rows} == {1, 2, 3, 4, 5}
    pillars = [check for row in found.rows for check in row.pillars.values()]
    assert len(pillars) == 368
    assert max(abs(check.difference) for check in pillars) < 1e-6


@pytest.mark.parametrize(
    ("economy", "year", "published"),
    [("TON", "2021", 0.774), ("VUT", "2021", 0.795), ("PNG", "2021", 0.816), ("QAT", "2015", 0.657)],
)
def test_a_parliament_without_women_in_both_readings(economy, year, published):
    index = indices.load("gii", year)
    table = {economy: packages.figures(index).table[economy]}
    assert table[economy]["pr_f"] == 0
    assert round(index.score(table)[economy], 3) == published
    documented = indices.load("gii", year, readings={"zero_parliament": "documentation"})
    assert documented.score(table)[economy] < published - 0.05


def test_tonga_by_the_documentation():
    documented = indices.load("gii", "2021", readings={"zero_parliament": "documentation"})
    table = {"TON": packages.figures(documented).table["TON"]}
    assert documented.score(table)["TON"] == pytest.approx(0.6813, abs=5e-5)
    strange = {row.economy for row in result("gii", "2021", zero_parliament="documentation").unexplained}
    assert strange == {"TON", "VUT", "PNG"}


def test_an_economy_without_every_component_is_unscored():
    index = indices.load("gii", "2023")
    whole = packages.figures(index).table["KAZ"]
    scores = index.score(
        {"KAZ": whole, "XXX": {name: value for name, value in whole.items() if name != "se_m"}}
    )
    assert list(scores) == ["KAZ"]
    assert "7" in str(scores.unscored["XXX"])


@needs_shared
def test_the_shared_cases():
    cases = {case["id"]: case for case in json.loads(CASES.read_text("utf-8"))}
    gii = indices.load("gii", "2023")
    scores = gii.score(packages.figures(gii).table)
    for economy, expected in cases["GII-2023-all-172"]["expect"].items():
        if len(economy) == 3:
            assert (round(scores[economy], 3), scores.rank()[economy]) == (expected["gii"], expected["rank"])
    case = cases["UNDP-spreadsheet-GDI-A"]
    inputs = {name.replace("gni_", "gni_pc_"): value for name, value in case["inputs"].items()}
    made = indices.load("gdi").score({"A": inputs})
    assert made["A"] == pytest.approx(case["expect"]["gdi"], abs=case["tolerance"])
    assert made.subindices["A"]["hdi_f"] == pytest.approx(case["expect"]["hdi_f"], abs=case["tolerance"])
    assert made.subindices["A"]["hdi_m"] == pytest.approx(case["expect"]["hdi_m"], abs=case["tolerance"])
    case = cases["UNDP-spreadsheet-income-A"]
    given = case["inputs"]
    income = earned_income(
        given["Y"], given["Nf"], given["Nm"], given["wage_ratio"], given["eaf"], given["eam"]
    )
    assert income == pytest.approx((case["expect"]["yf"], case["expect"]["ym"]), abs=1e-3)
