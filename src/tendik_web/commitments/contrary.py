"""Promises to which an article of a law in force was judged contrary.

Such an article answers no promise. It is told beside the state of a promise, which it does not
decide: a judgement is somebody's, and another article, or another judge, may answer the promise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import visible
from tendik_web.commitments import state


def articles(viewer: Actor, country: str, day: date) -> Mapping[str, int]:
    """By promise the number of such articles; only promises that have one. One query.

    An article is judged by the promise, else by a provision of it, else by its instrument.
    """
    judged = state.judgements(viewer, country).filter(state.contradicts(day)).order_by()
    ways = (
        ("commitment", Q()),
        ("provision__commitments", Q(commitment=None) & visible(viewer, country, "provision__")),
        (
            "instrument__commitments",
            Q(commitment=None, provision=None) & visible(viewer, country, "instrument__"),
        ),
    )
    parts = [
        judged.filter(which, visible(viewer, country, f"{promise}__")).values_list(promise, "article")
        for promise, which in ways
    ]
    return Counter(promise for promise, _article in parts[0].union(*parts[1:]))
