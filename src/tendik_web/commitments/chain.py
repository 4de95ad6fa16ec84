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
    beside = ("body", "instrument", "plan")
    promise = (
        rows.visible_to(viewer, country, "commitment")
        .filter(pk=id)
        .select_related(*beside)
        .annotate(**{f"sees_{name}": state.holds(visible(viewer, country, f"{name}__")) for name in beside})
        .first()
    )
    if promise is None:
        return None
    return _Reading(viewer, country, day).chain(
        promise,
        *(getattr(promise, name) if getattr(promise, f"sees_{name}") else None for name in beside),
    )


class _Reading:
    """Reads what hangs on a promise, kind by kind, as ``viewer`` may see it on ``day``."""

    def __init__(self, viewer: Actor, country: str, day: date) -> None:
        self.viewer, self.country, self.day = viewer, country, day

    def chain(self, promise: Any, body: Any, instrument: Any, plan: Any) -> Chain:
        """The promise with all its links; what stands beside it is given."""
        provisions = list(
            self._seen("provision")
            .filter(commitments=promise.pk)
            .select_related("instrument")
            .order_by("sort_key")
        )
        laws = self._laws(promise.pk, provisions, instrument)
        actions = self._actions(promise.pk)
        acts = [action.pk for action in actions]
        lines = list(
            self._seen("budget_line")
            .filter(action__in=acts)
            .annotate(filled=state.holds(state.AMOUNT))
            .order_by("year", "action", "pk")
        )
        indicators = list(self._seen("indicator").filter(commitments=promise.pk).order_by("sort_key", "pk"))
        evidence = list(
            self._seen("evidence")
            .filter(Q(commitment=promise.pk) | Q(action__in=acts))
            .annotate(counts=state.holds(state.CONFIRMED))
            .order_by("dated", "pk")
        )
        absences = list(
            state.absences(self.viewer, self.country, self.day)
            .filter(commitment=promise.pk)
            .order_by("declared_on", "pk")
        )
        links = links_of(body, laws, actions, lines, indicators, evidence, absences)
        return Chain(
            promise=promise,
            standing=state.decide(promise.due, promise.done_on, links, self.day),
            links=links,
            provisions=provisions,
            body=body,
            instrument=instrument,
            plan=plan,
            co_leads=list(promise.co_leads.filter(visible(self.viewer, self.country)).order_by("sort_key")),
            laws=laws,
            actions=actions,
            lines=lines,
            indicators=indicators,
            observations=self._observations(indicators),
            evidence=evidence,
            absences=absences,
        )

    def _seen(self, kind: str) -> Any:
        return rows.visible_to(self.viewer, self.country, kind)

    def _laws(self, promise: str, provisions: Sequence[Any], instrument: Any) -> list[Any]:
        """Judgements of the promise, of what it is made under, and of the whole instrument."""
        about = Q(commitment=promise) | Q(commitment=None, provision__in=[one.pk for one in provisions])
        if instrument:
            about |= Q(commitment=None, provision=None, instrument=instrument)
        return list(
            state.judgements(self.viewer, self.country)
            .filter(about)
            .annotate(
                fulfils=state.holds(state.fulfils(self.day)),
                contradicts=state.holds(state.contradicts(self.day)),
                sees_assessor=state.holds(visible(self.viewer, self.country, "assessor__")),
            )
            .select_related("article__law", "assessor")
            .order_by("sort_key", "pk")
        )

    def _actions(self, promise: str) -> list[Any]:
        return list(
            self._seen("action")
            .filter(commitments=promise)
            .annotate(sees_body=state.holds(visible(self.viewer, self.country, "body__")))
            .select_related("body")
            .order_by("deadline", "sort_key", "pk")
        )

    def _observations(self, indicators: Sequence[Any]) -> list[Any]:
        """The observations of the indicators, series by series."""
        if not indicators:
            return []
        return list(
            self._seen("observation")
            .filter(
                visible(self.viewer, self.country, "series__"),
                series__indicator__in=[one.pk for one in indicators],
            )
            .select_related("series")
            .order_by("series__sort_key", "series", "period")
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
