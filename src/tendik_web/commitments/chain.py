"""One promise with everything that is linked to it, as one person may see it on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import visible
from tendik_web.commitments import state
from tendik_web.commitments.state import Link, LinkState
from tendik_web.records import rows


@dataclass(frozen=True)
class Chain:
    """A promise and its links.

    ``laws`` are all judgements of articles, those that do not fulfil the promise too;
    ``lines`` all budget lines, empty ones too; ``absences`` what is declared absent and
    still held to be. A record beside it that the viewer may not see is ``None``. ``known_on``
    is the day at whose end all this was known here; none: it is known now.
    """

    promise: Any
    standing: str
    links: Mapping[Link, LinkState]
    provisions: Sequence[Any]
    body: Any
    instrument: Any
    plan: Any
    co_leads: Sequence[Any]
    laws: Sequence[Any]
    actions: Sequence[Any]
    lines: Sequence[Any]
    indicators: Sequence[Any]
    observations: Sequence[Any]
    evidence: Sequence[Any]
    absences: Sequence[Any]
    known_on: date | None = None

    @property
    def contrary(self) -> list[Any]:
        """The judgements by which an article in force is contrary to the promise."""
        return [one for one in self.laws if one.contradicts]


def read(viewer: Actor, country: str, id: str, day: date) -> Chain | None:
    """The promise ``id`` on ``day``, or nothing where ``viewer`` sees none; ten queries."""

    def seen(kind: str) -> Any:
        return rows.visible_to(viewer, country, kind)

    found = seen("commitment").filter(pk=id).select_related("body", "instrument", "plan")
    beside = ("body", "instrument", "plan")
    promise = found.annotate(
        **{f"sees_{name}": state.holds(visible(viewer, country, f"{name}__")) for name in beside}
    ).first()
    if promise is None:
        return None
    body, instrument, plan = (
        getattr(promise, name) if getattr(promise, f"sees_{name}") else None for name in beside
    )
    provisions = list(
        seen("provision").filter(commitments=id).select_related("instrument").order_by("sort_key")
    )
    judged_by = Q(commitment=None, provision__in=[one.pk for one in provisions])
    if instrument:
        judged_by |= Q(commitment=None, provision=None, instrument=instrument)
    laws = list(
        state.judgements(viewer, country)
        .filter(Q(commitment=id) | judged_by)
        .annotate(
            fulfils=state.holds(state.fulfils(day)),
            contradicts=state.holds(state.contradicts(day)),
            sees_assessor=state.holds(visible(viewer, country, "assessor__")),
        )
        .select_related("article__law", "assessor")
        .order_by("sort_key", "pk")
    )
    actions = list(
        seen("action")
        .filter(commitments=id)
        .annotate(sees_body=state.holds(visible(viewer, country, "body__")))
        .select_related("body")
        .order_by("deadline", "sort_key", "pk")
    )
    acts = [action.pk for action in actions]
    lines = list(
        seen("budget_line")
        .filter(action__in=acts)
        .annotate(filled=state.holds(state.AMOUNT))
        .order_by("year", "action", "pk")
    )
    indicators = list(seen("indicator").filter(commitments=id).order_by("sort_key", "pk"))
    evidence = list(
        seen("evidence")
        .filter(Q(commitment=id) | Q(action__in=acts))
        .annotate(counts=state.holds(state.CONFIRMED))
        .order_by("dated", "pk")
    )
    absences = list(state.absences(viewer, country, day).filter(commitment=id).order_by("declared_on", "pk"))
    links = links_of(body, laws, actions, lines, indicators, evidence, absences)
    return Chain(
        promise=promise,
        standing=state.decide(promise.due, promise.done_on, links, day),
        links=links,
        provisions=provisions,
        body=body,
        instrument=instrument,
        plan=plan,
        co_leads=list(promise.co_leads.filter(visible(viewer, country)).order_by("sort_key")),
        laws=laws,
        actions=actions,
        lines=lines,
        indicators=indicators,
        observations=list(
            seen("observation")
            .filter(
                visible(viewer, country, "series__"), series__indicator__in=[one.pk for one in indicators]
            )
            .select_related("series")
            .order_by("series__sort_key", "series", "period")
        )
        if indicators
        else [],
        evidence=evidence,
        absences=absences,
    )


def links_of(
    body: Any,
    laws: Sequence[Any],
    actions: Sequence[Any],
    lines: Sequence[Any],
    indicators: Sequence[Any],
    evidence: Sequence[Any],
    absences: Sequence[Any],
) -> dict[Link, LinkState]:
    """How each link stands by the records of a chain, as :func:`tendik_web.commitments.state.linked` has it."""
    present = {
        Link.LAW: any(one.fulfils for one in laws),
        Link.ACTION: bool(actions),
        Link.BODY: bool(body) or any(one.sees_body for one in actions),
        Link.MONEY: any(one.filled for one in lines),
        Link.INDICATOR: bool(indicators),
        Link.PROOF: any(one.counts for one in evidence),
    }
    declared = {one.link for one in absences}
    return {
        link: LinkState.PRESENT if there else LinkState.ABSENT if link in declared else LinkState.UNRECORDED
        for link, there in present.items()
    }
