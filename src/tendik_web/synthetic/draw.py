"""What one invented country holds, drawn from a seed: the same seed, the same set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tendik_web.records.kinds import Kind, find
from tendik_web.records.models import Record
from tendik_web.synthetic.words import title

SOURCE = {"title": "Synthetic: invented for trials of speed"}
FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True)
class Size:
    """How many records of each kind one country gets."""

    commitments: int
    actions: int

    def of(self, kind: str) -> int:
        """The number of records of ``kind``."""
        return {
            "body": 40,
            "instrument": 10,
            "provision": 200,
            "indicator": 60,
            "law": max(10, self.commitments // 20),
            "article": max(20, self.commitments // 4),
            "plan": 5,
            "commitment": self.commitments,
            "implementation": self.commitments // 2,
            "absence": self.commitments // 10,
            "action": self.actions,
            "budget_line": self.actions // 2,
            "evidence": self.actions // 4,
            "series": 40,
            "observation": 400,
        }[kind]


ORDER = (
    "body",
    "instrument",
    "provision",
    "indicator",
    "law",
    "article",
    "plan",
    "commitment",
    "implementation",
    "absence",
    "action",
    "budget_line",
    "evidence",
    "series",
    "observation",
)
Made = dict[str, list[Record]]
Drawn = tuple[dict[str, Any], dict[str, list[Record]]]
"""Fields, and lists of links."""
Lists = dict[str, list[Record]]


def draw(country: str, size: Size, seed: int) -> Iterator[tuple[Kind, Record, Lists]]:
    """Every record of ``country``, each after those that it links to, with its lists of links."""
    random = Random(f"{seed}-{country}")  # noqa: S311
    made: Made = {}
    for name in ORDER:
        kind = find(name)
        made[name] = []
        for number in range(1, size.of(name) + 1):
            fields, lists = FIELDS[name](random, made)
            fields.setdefault("title", title(random, name, number))
            record = kind.model(
                country_id=country,
                key=f"synthetic-{number}",
                status="computed",
                visibility="public" if random.random() < 0.9 else "government",
                source=SOURCE,
                changed_by="system:load",
                **fields,
            )
            made[name].append(record)
            yield kind, record, lists


FIELDS: dict[str, Callable[[Random, Made], Drawn]] = {}


def _draws(function: Callable[[Random, Made], Drawn]) -> Callable[[Random, Made], Drawn]:
    """Register what draws the fields of the kind that it is named for."""
    FIELDS[function.__name__] = function
    return function


def _day(random: Random, first: date = FIRST_DAY, days: int = 3_650) -> date:
    return first + timedelta(days=random.randrange(days))


def _some(random: Random, records: list[Record], most: int) -> list[Record]:
    return random.sample(records, random.randint(0, most))


@_draws
def body(random: Random, _made: Made) -> Drawn:
    return {"type": random.choice(("ministry", "agency", "commission"))}, {}


@_draws
def instrument(random: Random, _made: Made) -> Drawn:
    return {"type": random.choice(("treaty", "goal", "platform")), "adopted": _day(random)}, {}


@_draws
def provision(random: Random, made: Made) -> Drawn:
    number = len(made["provision"]) + 1
    return {"instrument": random.choice(made["instrument"]), "type": "article", "code": str(number)}, {}


@_draws
def indicator(random: Random, made: Made) -> Drawn:
    return {"unit": "percent"}, {"provisions": _some(random, made["provision"], 3)}


@_draws
def law(random: Random, _made: Made) -> Drawn:
    return {"number": str(random.randrange(999)), "adopted": _day(random)}, {}


@_draws
def article(random: Random, made: Made) -> Drawn:
    return {"law": random.choice(made["law"]), "number": str(random.randrange(1, 99))}, {}


@_draws
def plan(_random: Random, _made: Made) -> Drawn:
    return {"starts": FIRST_DAY, "ends": date(2030, 12, 31)}, {}


@_draws
def commitment(random: Random, made: Made) -> Drawn:
    made_on = _day(random, days=1_800)
    fields = {
        "type": random.choice(("target", "pledge", "recommendation")),
        "body": random.choice(made["body"]),
        "instrument": random.choice(made["instrument"]),
        "plan": random.choice(made["plan"]),
        "made_on": made_on,
        "due": _day(random, made_on) if random.random() < 0.8 else None,
        "done_on": _day(random, made_on, 1_000) if random.random() < 0.2 else None,
    }
    lists = {
        "provisions": _some(random, made["provision"], 3),
        "indicators": _some(random, made["indicator"], 2),
    }
    return fields, lists


@_draws
def implementation(random: Random, made: Made) -> Drawn:
    fields = {
        "article": random.choice(made["article"]),
        "commitment": random.choice(made["commitment"]),
        "judgement": random.choice(("full", "partial", "none", "contrary")),
        "assessor": random.choice(made["body"]),
        "judged_on": _day(random),
    }
    return fields, {}


@_draws
def absence(random: Random, made: Made) -> Drawn:
    fields = {
        "commitment": random.choice(made["commitment"]),
        "link": random.choice(("law", "action", "money", "indicator", "proof")),
        "declared_by": "Synthetic",
        "declared_on": _day(random),
    }
    return fields, {}


@_draws
def action(random: Random, made: Made) -> Drawn:
    starts = _day(random, days=1_800)
    fields = {
        "body": random.choice(made["body"]),
        "plan": random.choice(made["plan"]),
        "starts": starts,
        "deadline": _day(random, starts, 1_500),
        "done_on": _day(random, starts, 900) if random.random() < 0.4 else None,
    }
    lists = {
        "commitments": random.sample(made["commitment"], 1 + (random.random() < 0.2)),
        "co_leads": _some(random, made["body"], 2),
    }
    return fields, lists


@_draws
def budget_line(random: Random, made: Made) -> Drawn:
    planned = Decimal(random.randrange(1, 900) * 1_000_000)
    fields = {
        "action": random.choice(made["action"]),
        "year": random.randrange(2020, 2031),
        "currency": "KZT",
        "planned": planned,
        "executed": planned / 2 if random.random() < 0.5 else None,
    }
    return fields, {}


@_draws
def evidence(random: Random, made: Made) -> Drawn:
    fields: dict[str, Any] = {
        "assessor": random.choice(("self", "secretariat", "independent", "civil_society")),
        "dated": _day(random),
    }
    if random.random() < 0.5:
        fields["commitment"] = random.choice(made["commitment"])
    else:
        fields["action"] = random.choice(made["action"])
    return fields, {}


@_draws
def series(random: Random, made: Made) -> Drawn:
    return {"indicator": random.choice(made["indicator"]), "unit": "percent", "sphere": "other"}, {}


@_draws
def observation(random: Random, made: Made) -> Drawn:
    fields = {
        "series": random.choice(made["series"]),
        "period": str(random.randrange(2000, 2026)),
        "value": Decimal(random.randrange(100)),
    }
    return fields, {}
