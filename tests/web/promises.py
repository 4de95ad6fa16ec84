"""A country with promises, made by actions as people make them, for tests of pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tendik_web.access.actors import Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.records.actions.create import create
from tendik_web.records.actions.release import release
from tendik_web.records.text import plain_text

FIRST, SECOND, EDITOR, SECOND_EDITOR, STATISTICIAN, SECOND_STATISTICIAN = (
    Actor(f"user:{name}", frozenset({Grant(role, country)}))
    for name, role, country in (
        ("first", Role.SECRETARIAT, "KAZ"),
        ("second", Role.SECRETARIAT, "KAZ"),
        ("editor", Role.HUB_EDITOR, None),
        ("second-editor", Role.HUB_EDITOR, None),
        ("statistician", Role.STATISTICIAN, "KAZ"),
        ("second-statistician", Role.STATISTICIAN, "KAZ"),
    )
)
PAIRS = {
    "KAZ": (FIRST, SECOND),
    None: (EDITOR, SECOND_EDITOR),
    "KAZ figures": (STATISTICIAN, SECOND_STATISTICIAN),
}
SOURCE = {"title": "Invented gazette", "url": "https://example.org/gazette", "read_on": "2026-11-01"}


def add(
    kind: str, title: str, country: str | None = "KAZ", public: bool = True, pair: str = "", **values: Any
) -> str:
    """Make a record and let another person release it; return its identifier."""
    one, other = PAIRS[f"{country} {pair}".strip() if pair else country]
    made = create(one, country, kind, {"title": plain_text(title), "source": SOURCE} | values)
    if public:
        release(other, country, kind, made.pk, made.version, "public")
    return made.pk


@dataclass
class World:
    """Identifiers by name."""

    ids: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def __setitem__(self, name: str, id: str) -> None:
        self.ids[name] = id


def build() -> World:
    """Six promises, one in each state and one that only the secretariat sees."""
    today = timezone.localdate()
    past, future = today - timedelta(days=40), today + timedelta(days=400)
    world = World()
    world["treaty"] = add("instrument", "Treaty of equality", None, type="treaty")
    world["goal"] = add("instrument", "Goal 5", None, type="goal")
    world["platform"] = add("instrument", "Beijing Platform", None, type="platform")
    world["article"] = add(
        "provision", "Public life", None, instrument=world["treaty"], type="article", code="7"
    )
    world["later"] = add(
        "provision", "Rural women", None, instrument=world["treaty"], type="article", code="14"
    )
    world["target"] = add(
        "provision", "Participation", None, instrument=world["goal"], type="target", code="5.5"
    )
    world["area"] = add("provision", "Power", None, instrument=world["platform"], type="area", code="G")
    world["indicator"] = add(
        "indicator",
        "Women in parliament",
        None,
        unit="percent",
        provisions=[world["target"]],
        reads_both_ways=True,
        warning=plain_text("More reports can mean more trust."),
    )
    world["ministry"] = add("body", "Ministry of Work", type="ministry")
    world["agency"] = add("body", "Statistics Agency", type="statistics")
    world["law"] = add("law", "Law on equality", adopted=date(2009, 12, 8), in_force=date(2010, 1, 1))
    world["act"] = add("article", "Equal pay", law=world["law"], number="10")
    world["kept"] = add(
        "commitment",
        "Shelters in every region",
        type="pledge",
        instrument=world["treaty"],
        provisions=[world["article"], world["target"], world["area"]],
        indicators=[world["indicator"]],
        body=world["ministry"],
        co_leads=[world["agency"]],
        made_on=date(2020, 1, 1),
        due=past,
        done_on=past - timedelta(days=5),
        target_value=30,
        unit="percent",
        text=plain_text("Тұрғын үй", "kk"),
    )
    world["broken"] = add(
        "commitment", "Money for helplines", type="pledge", provisions=[world["article"]], due=future
    )
    world["late"] = add("commitment", "A report on pay", type="statement", body=world["ministry"], due=past)
    world["on time"] = add(
        "commitment", "A third of managers", type="target", due=future, instrument=world["goal"]
    )
    world["unknown"] = add("commitment", "Respect", type="statement")
    world["hidden"] = add("commitment", "A secret promise", public=False, type="pledge", due=past)
    world["judged"] = add(
        "implementation",
        "Article 10 answers",
        article=world["act"],
        commitment=world["kept"],
        judgement="partial",
        assessor=world["agency"],
        judged_on=date(2024, 5, 1),
    )
    world["action"] = add(
        "action",
        "Build shelters",
        commitments=[world["kept"]],
        body=world["ministry"],
        deadline=past,
        done_on=past,
    )
    world["open action"] = add(
        "action",
        "Staff shelters",
        commitments=[world["kept"]],
        body=world["ministry"],
        deadline=today + timedelta(days=3),
    )
    world["hidden action"] = add(
        "action",
        "Plan in secret",
        public=False,
        commitments=[world["late"]],
        body=world["ministry"],
        deadline=future,
    )
    world["line"] = add(
        "budget_line", "Shelters 2026", action=world["action"], year=2026, currency="KZT", planned=1_500_000
    )
    world["proof"] = add(
        "evidence",
        "Report of the ministry",
        commitment=world["kept"],
        assessor="self",
        dated=past,
        url="https://example.org/report",
    )
    world["other proof"] = add(
        "evidence",
        "Shadow report",
        action=world["action"],
        assessor="civil_society",
        text=plain_text("Half built."),
    )
    world["absence"] = add(
        "absence",
        "No budget line",
        commitment=world["broken"],
        link="money",
        declared_by="Minister of Work",
        declared_on=past,
    )
    for name, scope, value in (("lower", "Lower house", "19"), ("both", "Both chambers", "23.0")):
        world[name] = add(
            "series",
            f"Women, {scope.lower()}",
            pair="figures",
            indicator=world["indicator"],
            scope=plain_text(scope),
            counted="women",
            unit="percent",
        )
        world[f"{name} 2023"] = add(
            "observation", "2023", pair="figures", series=world[name], period="2023", value=value
        )
    return world
