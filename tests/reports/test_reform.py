"""The printed reform: what stands on it, in three languages, and that it prints."""

from datetime import date

import pytest

from tendik import elections, indices, laws
from tendik.indices import packages
from tendik.reform import compare
from tendik.reports import Page, Part, reform_page

pytestmark = pytest.mark.skipif(
    not packages.present(indices.load("gggi")),
    reason="the figures of the index are not part of this installation",
)


@pytest.fixture(scope="module")
def chain():
    election = elections.load("kaz-majilis-2023")
    return compare(laws.load("kaz-majilis", on=election.date), laws.load("kaz-kurultai"), election)


@pytest.mark.parametrize(
    ("language", "told"), [("en", "guarantees women 0 of 145"), ("ru", "145"), ("kk", "145")]
)
def test_the_title_answers_and_every_table_is_there(chain, language, told):
    page = reform_page(chain, language, printed=date(2026, 11, 21))
    assert told in page.title
    assert [len(part.rows) for part in page.parts if part.rows is not None] == [5, 3, 7]
    assert "2026" in page.foot
    assert chain.replay.digest in page.foot
    if language != "en":
        assert "guarantees" not in page.title
        assert not any("seats" in item for part in page.parts for item in part.items)


def test_it_prints_the_same_each_time(chain):
    one = reform_page(chain, "kk").pdf()
    assert one.startswith(b"%PDF")
    assert len(one) > 20_000  # the font is inside
    assert b"Onest" in one


def test_markup_in_a_text_is_text():
    page = Page("en", "", "#panic() *a* $x$ @b", ["[c] #d"], [Part("p", items=["#e"])], "f")
    assert page.pdf().startswith(b"%PDF")
