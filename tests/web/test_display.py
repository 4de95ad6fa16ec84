"""Values as templates show them, and tables that cannot lose a cell."""

from datetime import date
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils import translation

from tendik.errors import Message
from tendik.values import Count, Percent
from tendik_web.site.table import Column, Row, Table


def shown(template: str, language: str = "kk", **values) -> str:
    with translation.override(language):
        text = Template("{% load tendik %}" + template).render(Context(values))
    return text.replace("\u00a0", " ").replace("\u202f", " ").strip()


@pytest.mark.parametrize(
    ("value", "kazakh", "english"),
    [
        (6_366_441, "6 366 441", "6,366,441"),
        (Percent(Fraction(3, 10)), "30%", "30%"),
        (Percent(Fraction(539, 1000)), "53,9%", "53.9%"),
        (date(2023, 3, 19), "2023 ж. 19 наурыз", "19 March 2023"),
        ({"kk": "Ауыл", "en": "Auyl"}, "Ауыл", "Auyl"),
        ({"ru": "Ауыл партиясы"}, "Ауыл партиясы", "Ауыл партиясы"),
        (Message("x", "{a} / {b}", {"a": 1000, "b": 0}), "1 000 / 0", "1,000 / 0"),
        (None, "белгісіз", "not known"),
        (Count(), "белгісіз", "not known"),
        (Count(value=69), "69", "69"),
        (Count(value=7, at_least=6, at_most=8), "шамамен 7", "about 7"),
        (Count(at_least=6, at_most=8), "6–8", "6–8"),
        (Count(at_least=0, at_most=8), "0–8", "0–8"),
        (Count(at_least=6), "кемінде 6", "at least 6"),
        (Count(at_most=8), "ең көбі 8", "at most 8"),
        ("69", "69", "69"),
        (0, "0", "0"),
    ],
)
def test_values_are_written_as_the_language_writes_them(value, kazakh, english):
    assert shown("{{ value|show }}", "kk", value=value) == kazakh
    assert shown("{{ value|show }}", "en", value=value) == english


@pytest.mark.parametrize(
    ("octets", "words"), [(1, "1 кБ"), (24_000, "24 кБ"), (24_001, "25 кБ"), (1_400_000, "1,4 МБ")]
)
def test_sizes_of_files(octets, words):
    assert shown("{{ octets|size }}", "ru", octets=octets) == words


def test_a_text_in_another_language_is_marked_with_it():
    assert shown("{% text value %}", "kk", value={"ru": "Ауыл <"}) == '<span lang="ru">Ауыл &lt;</span>'
    assert shown("{% text value %}", "kk", value={"ru": "Аул", "kk": "Ауыл <"}) == "Ауыл &lt;"


def test_what_comes_from_a_file_cannot_become_markup():
    hostile = Message("x", "{name}", {"name": "<script>alert(1)</script>"})
    assert "<script>" not in shown("{{ value|show }}", value=hostile)
    table = Table("t", "<b>", [Column("<i>")], [["<img src=x>"]])
    drawn = shown("{% include 'components/table.html' with table=table only %}", table=table)
    assert not {"<b>", "<i>", "<img"} & {drawn[at : at + 4].strip() for at in range(len(drawn))}
    assert "&lt;img src=x&gt;" in drawn


def test_a_row_that_does_not_fit_the_headings_is_an_error():
    table = Table("t", "Caption", [Column("A"), Column("B", numeric=True)], [Row(["only one"])])
    with pytest.raises(ValueError, match="argument"):
        _ = table.lines


def test_an_empty_table_says_so_across_its_width():
    table = Table("t", "Caption", [Column("A"), Column("B")], [], empty="Nothing is recorded here.")
    drawn = shown("{% include 'components/table.html' with table=table only %}", table=table)
    assert 'colspan="2">Nothing is recorded here.<' in drawn


@pytest.mark.parametrize(("page", "language"), [("en", " (Kazakh)"), ("ru", " (Казахский)"), ("kk", "")])
def test_a_text_in_another_language_names_it(page, language):
    text = {"original": "kk", "kk": {"text": "Мәтін", "kind": "official"}}
    with translation.override(page):
        shown = Template("{% load tendik %}{% words text %}").render(Context({"text": text}))
    assert ('<span lang="kk">Мәтін</span>' in shown) == bool(language)
    assert ("(" in shown) == bool(language) and f"{language}</span>" in shown
