"""Promises to which an article of a law in force was judged contrary.

Such an article answers no promise. It is told beside the state of a promise, which it does not
decide: a judgement is somebody's, and another article, or another judge, may answer the promise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import visible
from tendik_web.commitments import state
from tendik_web.records import rows


def articles(viewer: Actor, country: str, day: date) -> Mapping[str, int]:
    """By promise the number of such articles; only promises that have one. Two queries."""
    by_provision = Q(commitment=None) & visible(viewer, country, "provision__")
    by_instrument = Q(commitment=None, provision=None) & visible(viewer, country, "instrument__")
    judged = state.judgements(viewer, country).filter(
        state.contradicts(day), ~Q(commitment=None) | by_provision | by_instrument
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for article, *targets in judged.values_list("article", "commitment", "provision", "instrument"):
        kind, id = next(
            pair for pair in zip(("promise", "provision", "instrument"), targets, strict=True) if pair[1]
        )
        found[kind, id].add(article)
    if not found:
        return {}

    def named(kind: str) -> list[str]:
        return [id for of, id in found if of == kind]

    reached = rows.visible_to(viewer, country, "commitment").filter(
        Q(pk__in=named("promise"))
        | Q(provisions__in=named("provision"))
        | Q(instrument__in=named("instrument"))
    )
    contrary: dict[str, set[str]] = defaultdict(set)
    for promise, provision, instrument in reached.order_by().values_list("pk", "provisions", "instrument"):
        for pair in (("promise", promise), ("provision", provision), ("instrument", instrument)):
            contrary[promise] |= found.get(pair, set())
    return {promise: len(those) for promise, those in contrary.items() if those}
