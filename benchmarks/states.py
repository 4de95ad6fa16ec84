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


def fill():
    """A country of invented records, the same every time."""
    from django.db import connection

    from tendik_web.commitments import models as m
    from tendik_web.commitments.state import Link
    from tendik_web.countries.models import Body, Country
    from tendik_web.records.text import plain_text

    rng = random.Random(5)
    country = Country.objects.create(iso3="KAZ", synthetic=True)
    own = {"country": country, "visibility": "public", "changed_by": "bench", "title": plain_text("Invented")}

    def add(model, count, make=lambda _: {}):
        made = [model(**own | {"sort_key": f"{n:06}"} | make(n)) for n in range(count)]
        return model.objects.bulk_create(made, batch_size=2_000)

    def tie(field, pairs):
        through = field.through
        names = [f.attname for f in through._meta.fields if f.many_to_one]
        made = [through(**dict(zip(names, pair, strict=True))) for pair in {*pairs}]
        through.objects.bulk_create(made, batch_size=5_000)

    def some_day():
        return DAY + timedelta(days=rng.randrange(-1_500, 2_500))

    bodies = add(Body, 200, lambda _: {"type": "ministry"})
    instruments = add(m.Instrument, 12, lambda _: {"type": "treaty"})
    provisions = add(
        m.Provision,
        300,
        lambda n: {"instrument": instruments[n % 12], "type": "article", "code": str(n // 12)},
    )
    laws = add(m.Law, 60)
    articles = add(m.Article, 600, lambda n: {"law": laws[n % 60], "number": str(n)})
    indicators = add(m.Indicator, 200)
    promises = add(
        m.Commitment,
        PROMISES,
        lambda _: {
            "type": "target",
            "instrument": rng.choice(instruments),
            "body": rng.choice([None, *bodies]),
            "due": rng.choice([None, some_day(), some_day()]),
            "done_on": some_day() if rng.random() < 0.2 else None,
        },
    )
    actions = add(m.Action, ACTIONS, lambda _: {"body": rng.choice(bodies), "deadline": some_day()})
    busy = promises[: PROMISES * 4 // 5]
    tie(
        m.Action.commitments,
        [(a.pk, rng.choice(busy).pk) for a in actions for _ in range(rng.choice((1, 1, 2)))],
    )
    tie(m.Commitment.provisions, [(p.pk, rng.choice(provisions).pk) for p in promises for _ in range(2)])
    tie(m.Commitment.indicators, [(p.pk, rng.choice(indicators).pk) for p in promises if rng.random() < 0.5])
    add(
        m.BudgetLine,
        20_000,
        lambda n: {"action": rng.choice(actions), "year": 2026, "currency": "KZT", "planned": n % 3},
    )
    add(
        m.Evidence,
        20_000,
        lambda n: {"action": rng.choice(actions)} if n % 2 else {"commitment": rng.choice(promises)},
    )
    add(
        m.Implementation,
        4_000,
        lambda _: {
            "article": rng.choice(articles),
            "commitment": rng.choice(promises),
            "judgement": rng.choice(("full", "partial", "none")),
            "assessor": bodies[0],
        },
    )
    add(
        m.Absence,
        1_000,
        lambda _: {
            "commitment": rng.choice(promises),
            "link": rng.choice(list(Link)),
            "declared_by": "Invented",
            "declared_on": DAY,
        },
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return promises


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
        ask(database, fill())


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
