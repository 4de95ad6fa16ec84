"""The page that shows every component: ordinary, with long text, empty, in error."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tendik.charts import Group, hemicycle
from tendik.errors import Message
from tendik.language import pick
from tendik.values import Count, Percent, Source, Step
from tendik_web.site.table import Cell, Column, Row, Table

LISTS = (
    ({"kk": "Amanat", "ru": "Amanat", "en": "Amanat"}, 40, "1"),
    ({"kk": "Ауыл", "ru": "Ауыл", "en": "Auyl"}, 8, "2"),
    ({"kk": "Respublica", "ru": "Respublica", "en": "Respublica"}, 6, "3"),
    ({"kk": "Ақ жол", "ru": "Ак жол", "en": "Ak Zhol"}, 6, "4"),
    ({"kk": "Қазақстан Халық партиясы", "ru": "Народная партия Казахстана", "en": "People’s Party"}, 5, "5"),
    ({"kk": "ЖСДП", "ru": "ОСДП", "en": "OSDP"}, 4, "6"),
)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every component of the pages."""
    sample = {
        "rooms": [(reverse("home"), _("Laws and lists"), False)],
        "trail": [(reverse("home"), _("Countries")), ("", _("Components"))],
        "figures": _figures(),
        "unknown_figures": _unknown_figures(),
        "source": _source(),
        "nodes": _nodes(),
        "steps": _steps(),
        "findings": _findings(),
        "summary": _summary(),
        "fields": _fields(),
        "errors": [
            {"url": "#list-wrong", "text": _("The file has no column “Date of birth”.")},
            {"url": "#law-wrong", "text": _("There is no version of this law on 1 January 1990.")},
        ],
        "upload_done": {"name": "list.xlsx", "size": 24_000, "status": _("read, rows: 90"), "failed": False},
        "upload_failed": {"name": "list.docx", "size": 1_400_000, "status": _("not a table"), "failed": True},
        "files": [
            {"url": "?format=csv", "label": _("Table"), "format": "CSV", "size": 4_000},
            {"url": "?format=png", "label": _("Picture"), "format": "PNG", "size": 80_000},
        ],
        "link": request.path,
        **_chamber(),
        **_tables(),
    }
    return render(request, "components.html", sample)


def _source() -> Source:
    return Source(
        _("Constitutional Law “On Elections”, article 97-1, paragraph 5, part three"),
        "https://adilet.zan.kz/kaz/docs/Z950002464_",
        date(2025, 11, 21),
    )


def _figures() -> list[dict[str, Any]]:
    source = _source()
    return [
        {
            "label": _("Promised"),
            "number": Percent(Fraction(3, 10)),
            "of": _("of each party’s list mandates"),
            "scope": _("Women, persons under 29 and persons with disabilities together"),
            "source": source,
            "status": "read",
        },
        {
            "label": _("Guaranteed"),
            "number": 23,
            "of": _("of 69 list mandates"),
            "scope": _("Women, persons under 29 and persons with disabilities together"),
            "status": "computed",
            "emphasised": True,
        },
        {
            "label": _("Delivered"),
            "number": 19,
            "of": _("women of 98 deputies"),
            "scope": _("Single-mandate districts included; among the 69 not known"),
            "status": "read",
        },
    ]


def _unknown_figures() -> list[dict[str, Any]]:
    return [
        {
            "label": _("Women among the 69 deputies elected by party lists"),
            "number": None,
            "of": "",
            "scope": _("The published result does not tell list mandates from single-mandate districts."),
            "status": "unconfirmed",
        },
        {
            "label": _("Valid ballots"),
            "number": 6_366_441,
            "of": _("of 12,035,578 registered voters"),
            "status": "read",
        },
    ]


def _chamber() -> dict[str, Any]:
    language = get_language() or "kk"
    groups = [Group(pick(name, language), seats, key) for name, seats, key in LISTS]
    table = Table(
        "chamber-table",
        _("List mandates, 19 March 2023"),
        [Column(_("List")), Column(_("Mandates"), numeric=True)],
        [[Cell(group.label, key=group.key), group.seats] for group in groups],
        foot=[_("Together"), 69],
    )
    picture = hemicycle(
        groups,
        title=_("List mandates of the Mazhilis by party, 2023"),
        description=_("A half-circle of 69 dots, one a mandate; the table beside it holds the same numbers."),
    )
    return {"groups": groups, "chamber_table": table, "chamber": picture}


def _tables() -> dict[str, Any]:
    columns = [
        Column(_("List")),
        Column(_("Votes"), numeric=True),
        Column(_("Share of those who took part"), numeric=True),
        Column(_("Mandates"), numeric=True),
        Column(_("At least for the three groups together"), numeric=True),
        Column(_("At least for women"), numeric=True),
        Column(_("Basis")),
    ]
    long_name = _("National Commission for Women’s Affairs and Family and Demographic Policy")
    rows = [
        Row(
            [Cell("Amanat", key="1"), 3_431_510, Percent(Fraction("0.539")), 40, 12, 0, _("Article 97-1")],
            "emphasised",
        ),
        [Cell(long_name, key="5", note=_("A name as long as names become")), Count(), None, 5, 2, 0, ""],
        Row(
            [
                Cell(_("Invented list"), status="unconfirmed"),
                Count(value=336_377, at_least=336_139, at_most=336_614),
                Percent(Fraction("0.0707")),
                Count(at_least=1, at_most=2),
                1,
                0,
                _("Breach: the list has fewer persons of the three groups than the law requires"),
            ],
            "breach",
        ),
    ]
    wide = Table("wide-table", _("A wide table scrolls in its own region"), columns, rows)
    empty = Table(
        "empty-table",
        _("A table without rows"),
        columns[:2],
        [],
        empty=_("No votes are recorded here. The Central Election Commission publishes them."),
    )
    return {"wide_table": wide, "empty_table": empty}


def _steps() -> list[Step]:
    def step(sentence: str, article: str, status: Any = "read") -> Step:
        return Step(Message("sample", sentence), article, status)

    return [
        step(
            _("Six lists reach the threshold of 5% of those who took part."), _("Article 97-1, paragraph 1")
        ),
        step(
            _(
                "The votes of these lists, divided by 69 mandates, give the quotient; each list receives its whole part."
            ),
            _("Article 97-1, paragraph 3"),
            "computed",
        ),
        step(
            _(
                "At least 30% of a party’s mandates is read as rounded up: a share of 1.2 mandates requires 2."
            ),
            _("Article 97-1, paragraph 5, part three; the law does not state the direction of rounding"),
            "interpretation",
        ),
    ]


def _findings() -> list[dict[str, Any]]:
    rule = _("Quota of the party list")
    return [
        {
            "title": _("The list has fewer persons of the three groups than the law requires"),
            "place": _("list.xlsx, rows 2 to 91"),
            "rule": rule,
            "article": _("Article 89, paragraph 4, part two"),
            "required": _("27 of 90 persons"),
            "found": _("25 of 90 persons"),
            "remedy": _("Replace two persons outside the three groups with two persons from them."),
            "status": "read",
        },
        {
            "title": _("For one person it is not known whether they count"),
            "place": _("list.xlsx, row 17"),
            "rule": rule,
            "article": _("Article 89, paragraph 4, part two"),
            "required": _("Sex, or date of birth, or disability, where it decides"),
            "found": None,
            "remedy": _("Fill in the date of birth."),
            "status": "interpretation",
        },
    ]


def _nodes() -> list[dict[str, Any]]:
    return [
        {"kind": "promise", "state": "present", "text": _("Concept of Family and Gender Policy to 2030")},
        {"kind": "law", "state": "present", "text": _("Constitutional Law “On Elections”, article 97-1")},
        {"kind": "action", "state": "present", "text": _("Measure in the plan of actions")},
        {"kind": "body", "state": "unrecorded"},
        {"kind": "money", "state": "absent", "text": _("Declared by the responsible body, with its source")},
        {"kind": "indicator", "state": "unrecorded"},
        {"kind": "proof", "state": "unrecorded"},
    ]


def _summary() -> list[dict[str, Any]]:
    return [
        {"term": _("Law"), "value": _("Constitutional Law “On Elections” of 28 September 1995, No. 2464")},
        {"term": _("In force since"), "value": date(2022, 11, 5), "status": "read"},
        {
            "term": _("Direction of rounding"),
            "value": _("Up; the law does not state it"),
            "status": "interpretation",
        },
    ]


def _fields() -> list[dict[str, Any]]:
    return [
        {
            "id": "law",
            "name": "law",
            "label": _("Law"),
            "options": [
                {
                    "value": "2022",
                    "label": _("Mazhilis, version in force since 5 November 2022"),
                    "selected": True,
                },
                {"value": "kurultai", "label": _("Kurultai, 145 seats (reform, unconfirmed)")},
            ],
        },
        {
            "id": "election",
            "name": "election",
            "label": _("Election"),
            "options": [{"value": str(year), "label": str(year)} for year in (2023, 2021, 2016)],
        },
    ]
