"""The states of 10,000 promises with 50,000 actions, derived at once; beside a calibration loop.

Claims: all states in under 200 ms on PostgreSQL; one promise in a fraction of that, by the same query.
"""

import random
import subprocess
import sys
import time
from datetime import date, timedelta

from common import platform

PROMISES, ACTIONS, DAY = 10_000, 50_000, date(2026, 11, 21)


class World:
    """A country of invented records, the same every time."""

    def __init__(self):
        from tendik_web.countries.models import Country

        self.rng = random.Random(5)
        self.country = Country.objects.create(iso3="KAZ", synthetic=True)

    def fill(self):
        """Everything, each kind after those that it links to; the promises."""
        from django.db import connection

        self._words()
        self._promises()
        self._deliveries()
        self._judgements()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return self.promises

    def _words(self):
        """What promises are made under, and who answers for them."""
        from tendik_web.commitments import models as m
        from tendik_web.countries.models import Body

        self.bodies = self._add(Body, 200, lambda _: {"type": "ministry"})
        self.instruments = self._add(m.Instrument, 12, lambda _: {"type": "treaty"})
        self.provisions = self._add(
            m.Provision,
            300,
            lambda n: {"instrument": self.instruments[n % 12], "type": "article", "code": str(n // 12)},
        )
        laws = self._add(m.Law, 60)
        self.articles = self._add(m.Article, 600, lambda n: {"law": laws[n % 60], "number": str(n)})
        self.indicators = self._add(m.Indicator, 200)

    def _promises(self):
        from tendik_web.commitments import models as m

        rng = self.rng
        self.promises = self._add(
            m.Commitment,
            PROMISES,
            lambda _: {
                "type": "target",
                "instrument": rng.choice(self.instruments),
                "body": rng.choice([None, *self.bodies]),
                "due": rng.choice([None, self._day(), self._day()]),
                "done_on": self._day() if rng.random() < 0.2 else None,
            },
        )

    def _deliveries(self):
        """Actions for four promises in five, their money, and what proves them."""
        from tendik_web.commitments import models as m

        rng = self.rng
        actions = self._add(
            m.Action, ACTIONS, lambda _: {"body": rng.choice(self.bodies), "deadline": self._day()}
        )
        busy = self.promises[: PROMISES * 4 // 5]
        self._tie(
            m.Action.commitments,
            [(a.pk, rng.choice(busy).pk) for a in actions for _ in range(rng.choice((1, 1, 2)))],
        )
        self._tie(
            m.Commitment.provisions,
            [(p.pk, rng.choice(self.provisions).pk) for p in self.promises for _ in range(2)],
        )
        self._tie(
            m.Commitment.indicators,
            [(p.pk, rng.choice(self.indicators).pk) for p in self.promises if rng.random() < 0.5],
        )
        self._add(
            m.BudgetLine,
            20_000,
            lambda n: {"action": rng.choice(actions), "year": 2026, "currency": "KZT", "planned": n % 3},
        )
        self._add(
            m.Evidence,
            20_000,
            lambda n: {"action": rng.choice(actions)} if n % 2 else {"commitment": rng.choice(self.promises)},
        )

    def _judgements(self):
        """How articles answer promises, and what is declared to be absent."""
        from tendik_web.commitments import models as m
        from tendik_web.commitments.state import Link

        rng = self.rng
        self._add(
            m.Implementation,
            4_000,
            lambda _: {
                "article": rng.choice(self.articles),
                "commitment": rng.choice(self.promises),
                "judgement": rng.choice(("full", "partial", "none")),
                "assessor": self.bodies[0],
            },
        )
        self._add(
            m.Absence,
            1_000,
            lambda _: {
                "commitment": rng.choice(self.promises),
                "link": rng.choice(list(Link)),
                "declared_by": "Invented",
                "declared_on": DAY,
            },
        )

    def _day(self):
        return DAY + timedelta(days=self.rng.randrange(-1_500, 2_500))

    def _add(self, model, count, make=lambda _: {}):
        from tendik_web.records.text import plain_text

        own = {
            "country": self.country,
            "visibility": "public",
            "changed_by": "bench",
            "title": plain_text("Invented"),
        }
        made = [model(**own | {"sort_key": f"{n:06}"} | make(n)) for n in range(count)]
        return model.objects.bulk_create(made, batch_size=2_000)

    def _tie(self, field, pairs):
        through = field.through
        names = [f.attname for f in through._meta.fields if f.many_to_one]
        made = [through(**dict(zip(names, pair, strict=True))) for pair in {*pairs}]
        through.objects.bulk_create(made, batch_size=5_000)


def median(what, count=7):
    """The middle of the seconds of ``what``."""
    took = []
    for _ in range(count):
        start = time.perf_counter()
        what()
        took.append(time.perf_counter() - start)
    return sorted(took)[count // 2]


def measure(database):
    """Print what each question takes."""
    with platform(sqlite=database == "sqlite"):
        ask(database, World().fill())


def ask(database, promises):
    """Ask for the states in five ways."""
    from django.db.models import Count

    from tendik_web.access.actors import ANONYMOUS
    from tendik_web.commitments.state import Link, linked, stated

    links = [f"link_{link.value}" for link in Link]

    def states():
        return stated(ANONYMOUS, "KAZ", DAY)

    def chains():
        return linked(states(), ANONYMOUS, "KAZ", DAY).values_list("pk", "standing", *links)

    loop = median(lambda: sum(number * number % 7 for number in range(1_000_000)))
    print(f"{database}: calibration loop {1000 * loop:.1f} ms")
    one = promises[PROMISES // 3].pk
    for name, what in (
        ("states of all, counted", lambda: list(states().values("standing").annotate(n=Count("pk")))),
        ("states of all, one by one", lambda: list(states().values_list("pk", "standing"))),
        ("states and links of all", lambda: list(chains())),
        ("states and links of one", lambda: list(chains().filter(pk=one))),
        (
            "a page of those that are late",
            lambda: list(states().filter(standing="late").order_by("sort_key", "pk")[:25]),
        ),
    ):
        took = median(what)
        print(f"{name:<30}  {1000 * took:8.1f} ms   {took / loop:6.2f} of the loop")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        for database in ("postgresql", "sqlite"):
            subprocess.run([sys.executable, __file__, database], check=True)
