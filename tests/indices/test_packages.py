"""The figures as data packages; and a deployment without those of the World Economic Forum."""

import os
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from tendik import indices
from tendik.errors import NotFound
from tendik.indices import packages, regions
from tendik.indices.intervals import Interval
from tendik.indices.regions import carry

from .tables import GGGI, ROW, needs_gggi

DATA = Path(indices.__file__).parent / "data"
ALL = sorted(path.parent.name for path in DATA.glob("*/datapackage.json"))


@pytest.mark.parametrize("name", ALL)
def test_a_package_is_valid_small_and_says_its_terms(name):
    import frictionless

    report = frictionless.validate(str(DATA / name / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    content = packages.descriptor(name)
    assert content["licenses"][0]["title"]
    assert all(source["read"] for source in content["sources"])
    assert all(set(remark["note"]) == {"kk", "ru", "en"} for remark in content["remarks"])
    assert all(path.stat().st_size < 300_000 for path in (DATA / name).iterdir())


@needs_gggi
def test_what_there_is_of_each_edition():
    there = packages.editions(GGGI)
    assert [edition for edition, kinds in there.items() if "inputs" in kinds] == [
        "2020",
        "2021",
        "2022",
        "2023",
    ]
    assert "2018" not in there
    assert packages.figures(GGGI).edition == "2023"
    with pytest.raises(NotFound, match="2017"):
        packages.figures(GGGI, "2018")


@needs_gggi
def test_kazakhstan_over_the_years():
    told = packages.history(GGGI, "KAZ")
    assert [told[year].rank for year in ("2006", "2023", "2024", "2025")] == [32, 62, 76, 92]
    assert told["2025"].score == "0.698"
    assert told["2025"].pillar_ranks == {"epo": 61, "edu": 82, "hs": 33, "pe": 117}
    assert told["2024"].pillars["pe"] == "0.116"


def test_an_index_without_figures_asks_for_a_table():
    with pytest.raises(NotFound, match="tendik index template eige"):
        packages.figures(indices.load("eige"))


def test_without_the_package_of_the_forum_everything_else_works(tmp_path):
    """A deployment that left it out: a copy of the package without that folder, run for real."""
    shutil.copytree(
        DATA.parents[1], tmp_path / "tendik", ignore=shutil.ignore_patterns("__pycache__", "gggi")
    )
    script = f"""
from tendik import indices
from tendik.errors import NotFound
from tendik.indices import packages, verify
assert indices.__file__.startswith({str(tmp_path)!r})
gggi = indices.load("gggi", 2023)
assert not packages.present(gggi)
assert gggi.score({{"KAZ": {ROW!r}}}).rank() == {{"KAZ": 1}}
try:
    packages.figures(gggi)
except NotFound as error:
    assert "tendik index template" in str(error)
else:
    raise AssertionError
gii = indices.load("gii", 2023)
assert not verify.verify(gii, packages.figures(gii)).unexplained
"""
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert run.returncode == 0, run.stderr


def test_managers_by_region_are_the_published_percentages_as_ratios():
    figures = regions.figures("2023")
    assert figures.table["KZ-31"]["managers"] == Fraction(477, 523)
    assert figures.country["managers"] == Fraction(412, 588)
    interval = figures.intervals["KZ-31"]["managers"]
    assert interval == Interval(Fraction("47.65") / Fraction("52.35"), Fraction("47.75") / Fraction("52.25"))
    assert figures.table["KZ-23"]["hourly_pay"] == Fraction(2155, 3705)


def test_regions_have_no_figures_from_before_they_were_and_say_so():
    before, after = regions.figures("2021"), regions.figures("2023")
    assert "KZ-10" not in before.table
    assert {message.code for message in after.flags["KZ-10"]} == {"regions.created", "regions.no-managers"}
    assert {message.code for message in after.flags["KZ-63"]} == {"regions.parted"}
    assert "KZ-63" not in before.flags
    assert {message.code for message in before.flags["KZ-61"]} == {"regions.created"}
    assert "KZ-61" not in regions.figures("2017").table
    assert "managers" in regions.figures("2017").table["KZ-SK"]
    assert any(remark.economy == "KZ-59" for remark in after.remarks)


def test_no_region_has_figures_from_a_year_in_which_it_was_not():
    known = regions.territories()
    for year in regions.years():
        for region in regions.figures(year).table:
            assert (known[region].since or "") <= year
            assert known[region].until is None or year < known[region].until


def test_regions_are_scored_and_ranked():
    index, figures = indices.load("kaz-regions", "2023"), regions.figures("2023")
    scores = index.score(figures.table)
    assert len(scores) == 17
    assert set(scores.unscored) == {"KZ-10", "KZ-33", "KZ-62"}
    work = 1955 / 1 and (1535 / 1555 + 4.5 / 5.1) / 2
    assert scores["KZ-31"] == pytest.approx((477 / 523 + work) / 2)


def test_an_index_of_countries_over_regions_says_what_is_the_regions_own():
    names = {"managers": "legislators_senior_officials_and_managers"}
    carried = carry(
        GGGI, ROW, {"North": {"managers": Fraction(1, 2)}, "South": {"managers": 1}, "West": {}}, names
    )
    assert carried.own == ("legislators_senior_officials_and_managers",)
    assert len(carried.carried) == 13
    assert carried.scores.rank() == {"South": 1, "North": 2}
    assert carried.scores.exact("North") == GGGI.score({"A": ROW}).exact("A")
