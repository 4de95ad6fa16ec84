"""Sources, periods and numbers of laws as each language names them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import tendik
import tendik_web
from tendik.language import cited, number_of_law, period, place_in_source, show
from tendik.values import Source

ENGINES, PAGES = (Path(package.__file__).parent for package in (tendik, tendik_web))
SHOWN = (
    *sorted((PAGES / "commitments" / "data").glob("*/*.yaml")),
    *(
        ENGINES / "laws" / "data" / one
        for one in ("kaz/kurultai.yaml", "kaz/majilis.yaml", "kgz/jogorku-kenesh.yaml")
    ),
    *sorted((ENGINES / "elections" / "data" / "kaz").glob("*/datapackage.json")),
    *sorted((ENGINES / "indices" / "data").glob("*.yaml")),
    *sorted((ENGINES / "indices" / "data").glob("*/datapackage.json")),
)
"""What the pages of the five countries cite; of other countries only the law is shown, its sources as they are."""


def titles(data: Any, inside: bool = False) -> Iterator[str]:
    """The titles of sources and of licences of indices, wherever they stand."""
    if isinstance(data, list):
        for one in data:
            yield from titles(one, inside)
    elif isinstance(data, dict):
        if inside and isinstance(data.get("title"), str):
            yield data["title"]
        for name, value in data.items():
            yield from titles(value, name in ("source", "sources") or (inside and "title" not in data))


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_source_that_pages_cite_is_named_in_kazakh_and_russian(path):
    text = path.read_text("utf-8")
    data = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    found = set(titles(data))
    if "indices" in path.parts and path.suffix == ".json":  # the ranking shows the licence of its figures
        found |= {one["title"] for one in data["licenses"]}
    assert found
    for title in found:
        numbers = sorted(re.findall(r"\d+", title))
        for language in ("kk", "ru"):
            named = cited(title, language)
            assert named != title, (title, language)
            assert sorted(re.findall(r"\d+", named)) == numbers, (title, named)
        assert cited(title, "en") == title


def test_a_work_without_a_name_in_the_language_keeps_its_own():
    assert show(Source("A book nobody translated"), "kk") == "A book nobody translated"


@pytest.mark.parametrize(
    ("recorded", "kazakh", "russian", "english"),
    [
        ("2026-03", "2026 ж. наурыз", "март 2026 года", "March 2026"),
        ("2026-03-08", "2026 ж. 8 наурыз", "8 марта 2026 года", "8 March 2026"),
        ("2026", "2026", "2026", "2026"),
        ("2026-13", "2026-13", "2026-13", "2026-13"),
        ("2006-2010", "2006-2010", "2006-2010", "2006-2010"),
    ],
)
def test_periods_are_said_in_words(recorded, kazakh, russian, english):
    said = [" ".join(period(recorded, one).split()) for one in ("kk", "ru", "en")]
    assert said == [kazakh, russian, english]


def test_numbers_of_laws_and_places_that_have_no_pattern_stay_as_they_are():
    assert number_of_law("No. 223-IV", "en") == "No. 223-IV"
    assert number_of_law("Official Gazette 19/15", "ru") == "Official Gazette 19/15"
    assert place_in_source("Chapter IV", "en") == "chapter IV"
    assert place_in_source("data/indicator_5-5-1.csv", "en") == "data/indicator_5-5-1.csv"
    assert place_in_source("article 4, heading", "en") == "article 4, heading"
