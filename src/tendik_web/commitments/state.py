"""How promises stand on a day, derived from what is recorded; nothing of it is stored.

A link of a chain is *present* when a record here answers the promise, *absent* when somebody
has declared that there is none, else *not recorded here*. A record outweighs a declaration.

=========  ====================================================================================
law        an article in force that day, of a law in force, was judged to fulfil the promise, in
           full or in part; or the provision that it belongs to, or its instrument as a whole
action     an action answers the promise
body       a body leads the promise, or an action that answers it
money      an action that answers it has a budget line with an amount above zero
indicator  an indicator measures the promise
proof      there is evidence of the promise, or of an action that answers it
=========  ====================================================================================

The state is the first of these that holds:

=========  ====================================================================================
kept       it was declared done by that day, and there is proof
broken     a link is absent; the first absent one, in the order above, is where the chain breaks
late       its due date has passed
on time    it has a due date
unknown    it has none
=========  ====================================================================================

A promise is late by its own due date only. The deadline of an action that answers it, passed
and not done, makes the action late: for one that is due years later, or that named no date
at all, nothing has been missed yet.

Only what the viewer may see counts. A judgement, a declaration or evidence that nobody has
confirmed counts for nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import visible
from tendik_web.commitments.models.delivery import Link
from tendik_web.commitments.models.laws import Judgement
from tendik_web.records import rows
from tendik_web.records.models import Status

__all__ = ["Link", "LinkState", "State"]


class State(models.TextChoices):
    """How a promise stands, in the order in which it is decided."""

    KEPT = "kept", _("Kept")
    BROKEN = "broken", _("Broken link")
    LATE = "late", _("Late")
    ON_TIME = "on_time", _("On time")
    UNKNOWN = "unknown", _("Unknown")


class LinkState(models.TextChoices):
    """How a link of the chain stands."""

    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")
    UNRECORDED = "unrecorded", _("Not recorded here")


ORDER = tuple(Link)

CONFIRMED = ~Q(status=Status.UNCONFIRMED)

AMOUNT = Q(planned__gt=0) | Q(approved__gt=0) | Q(executed__gt=0)
"""Budget lines that hold money."""

FULFILS = (Judgement.FULL, Judgement.PARTIAL)
"""Judgements by which an article answers a promise; none and contrary do not."""


def stated(viewer: Actor, country: str, day: date, among: Collection[str] | None = None) -> QuerySet[Any]:
    """The promises of ``country`` that ``viewer`` sees, each with its ``standing`` on ``day``.

    ``standing`` is a :class:`State`, or for a broken promise the :class:`Link` at which it
    breaks. ``among`` narrows the answer to the promises with these identifiers.
    """
    breaks = broken(viewer, country, day, among)
    promises = rows.visible_to(viewer, country, "commitment")
    if among is not None:
        promises = promises.filter(pk__in=among)
    return promises.annotate(
        standing=Case(
            When(kept(viewer, country, day), then=Value(State.KEPT)),
            *(When(pk__in=ids, then=Value(link)) for link, ids in breaks.items()),
            When(due__lt=day, then=Value(State.LATE)),
            When(due__isnull=False, then=Value(State.ON_TIME)),
            default=Value(State.UNKNOWN),
            output_field=models.CharField(),
        )
    )


def kept(viewer: Actor, country: str, day: date) -> Q:
    """The promises that were declared done by ``day`` and have proof."""
    return Q(done_on__lte=day) & _any(_proven(viewer, country, day))


def broken(
    viewer: Actor, country: str, day: date, among: Collection[str] | None = None
) -> dict[Link, list[str]]:
    """By the first absent link the promises whose chain breaks there; declarations are few."""
    declared = absences(viewer, country, day)
    if among is not None:
        declared = declared.filter(commitment__in=among)
    links = {Link(link) for link in declared.values_list("link", flat=True)}
    present = _present(viewer, country, day, "commitment__")
    unanswered = [
        reduce(lambda found, answer: found.filter(~answer), present[link], declared.filter(link=link))
        for link in Link
        if link in links
    ]
    if not unanswered:
        return {}
    pairs = [found.order_by().values_list("commitment", "link") for found in unanswered]
    first: dict[str, Link] = {}
    for promise, link in pairs[0].union(*pairs[1:]) if pairs[1:] else pairs[0]:
        first[promise] = min(first.get(promise, Link(link)), Link(link), key=ORDER.index)
    return {link: ids for link in ORDER if (ids := [id for id, at in first.items() if at == link])}


def decide(due: date | None, done_on: date | None, links: Mapping[Link, LinkState], day: date) -> str:
    """The standing of one promise whose links are known, by the same rules as :func:`stated`."""
    if done_on and done_on <= day and links[Link.PROOF] == LinkState.PRESENT:
        return State.KEPT
    for link in ORDER:
        if links[link] == LinkState.ABSENT:
            return link
    if due is None:
        return State.UNKNOWN
    return State.LATE if due < day else State.ON_TIME


def linked(promises: QuerySet[Any], viewer: Actor, country: str, day: date) -> QuerySet[Any]:
    """``promises`` with the state of each link on ``day``: ``link_law``, ``link_action`` and so on."""
    declared = absences(viewer, country, day).filter(commitment=OuterRef("pk"))
    present = _present(viewer, country, day)
    return promises.annotate(
        **{
            f"link_{link.value}": Case(
                When(_any(present[link]), then=Value(LinkState.PRESENT)),
                When(Exists(declared.filter(link=link)), then=Value(LinkState.ABSENT)),
                default=Value(LinkState.UNRECORDED),
                output_field=models.CharField(),
            )
            for link in Link
        }
    )


def absences(viewer: Actor, country: str, day: date) -> QuerySet[Any]:
    """What was declared absent by ``day`` and is still held to be."""
    standing = Q(valid_to=None) | Q(valid_to__gte=day)
    declared = rows.visible_to(viewer, country, "absence")
    return declared.filter(CONFIRMED, standing, declared_on__lte=day)


def in_force(day: date, prefix: str = "") -> Q:
    """The laws or articles, at ``prefix`` from the model that is queried, in force on ``day``.

    One whose dates are not recorded counts as in force.
    """

    def has(**conditions: object) -> Q:
        return Q(**{prefix + name: value for name, value in conditions.items()})

    begun = has(in_force=None) | has(in_force__lte=day)
    return begun & (has(repealed=None) | has(repealed__gt=day))


def judgements(viewer: Actor, country: str) -> QuerySet[Any]:
    """The judgements of articles that ``viewer`` sees, with their laws."""
    seen = visible(viewer, country, "article__") & visible(viewer, country, "article__law__")
    return rows.visible_to(viewer, country, "implementation").filter(seen)


def fulfils(day: date) -> Q:
    """The judgements by which an article in force fulfils what it was judged by, in full or in part."""
    return _in_force_and_confirmed(day) & Q(judgement__in=FULFILS)


def contradicts(day: date) -> Q:
    """The judgements by which an article in force is contrary to what it was judged by."""
    return _in_force_and_confirmed(day) & Q(judgement=Judgement.CONTRARY)


def _in_force_and_confirmed(day: date) -> Q:
    return CONFIRMED & in_force(day, "article__") & in_force(day, "article__law__")


def budget(viewer: Actor, country: str) -> QuerySet[Any]:
    """The budget lines of actions that ``viewer`` sees."""
    return rows.visible_to(viewer, country, "budget_line").filter(visible(viewer, country, "action__"))


def holds(condition: Q) -> Case:
    """Whether ``condition`` holds of a row, to be annotated."""
    return Case(When(condition, then=Value(True)), default=Value(False))


def _present(viewer: Actor, country: str, day: date, at: str = "") -> dict[Link, list[Exists]]:
    """For each link what answers the promise at ``at`` from the query around it; any one is enough."""
    promise = OuterRef(f"{at}pk")
    laws = judgements(viewer, country).filter(fulfils(day))
    by_provision = laws.filter(visible(viewer, country, "provision__"), commitment=None)
    by_instrument = laws.filter(visible(viewer, country, "instrument__"), commitment=None, provision=None)
    actions = rows.visible_to(viewer, country, "action").filter(commitments=promise)
    bodies = rows.visible_to(viewer, country, "body")
    indicators = rows.visible_to(viewer, country, "indicator")
    evidence = rows.visible_to(viewer, country, "evidence").filter(CONFIRMED)
    return {
        Link.LAW: [
            Exists(laws.filter(commitment=promise)),
            Exists(by_provision.filter(provision__commitments=promise)),
            Exists(by_instrument.filter(instrument=OuterRef(f"{at}instrument_id"))),
        ],
        Link.ACTION: [Exists(actions)],
        Link.BODY: [
            Exists(bodies.filter(pk=OuterRef(f"{at}body_id"))),
            Exists(actions.filter(visible(viewer, country, "body__"))),
        ],
        Link.MONEY: [Exists(budget(viewer, country).filter(AMOUNT, action__commitments=promise))],
        Link.INDICATOR: [Exists(indicators.filter(commitments=promise))],
        Link.PROOF: [
            Exists(evidence.filter(commitment=promise)),
            Exists(evidence.filter(visible(viewer, country, "action__"), action__commitments=promise)),
        ],
    }


def _proven(viewer: Actor, country: str, day: date) -> list[Exists]:
    """Proof of a promise that was declared done: told to the database, it looks at no other promise."""
    promise = OuterRef("pk")
    evidence = rows.visible_to(viewer, country, "evidence").filter(CONFIRMED)
    return [
        Exists(evidence.filter(commitment=promise, commitment__done_on__lte=day)),
        Exists(
            evidence.filter(
                visible(viewer, country, "action__"),
                action__commitments=promise,
                action__commitments__done_on__lte=day,
            )
        ),
    ]


def _any(conditions: list[Exists]) -> Q:
    return reduce(or_, map(Q, conditions))
