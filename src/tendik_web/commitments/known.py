"""One promise with everything that was linked to it, as it was known at the end of a day.

The history answers, not the tables: what was linked then and is no longer is there, what was
recorded or corrected later is not. A viewer sees of it what they could see then and may see now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from tendik_web.access.actors import Actor
from tendik_web.audit.chain import PLATFORM
from tendik_web.commitments import state
from tendik_web.commitments.chain import Chain, links_of
from tendik_web.commitments.models.laws import Judgement
from tendik_web.history.reading import end_of
from tendik_web.records import history, kinds
from tendik_web.records.models import Status
from tendik_web.records.past import Known, Past


def read(viewer: Actor, country: str, id: str, day: date) -> Chain | None:
    """The promise ``id`` as known on ``day``, or nothing where ``viewer`` could see none; eight queries."""
    moment = end_of(day)
    past = Past(moment)

    def naming(**wanted: Collection[str]) -> set[str]:
        return history.naming((country, PLATFORM), moment, wanted)

    past.gather(commitment=[id])
    its = {field: past.named("commitment", field) for field in ("provisions", "indicators", "instrument")}
    past.gather(
        naming(
            action=[id],
            evidence=[id],
            absence=[id],
            implementation=[id, *its["provisions"], *its["instrument"]],
        ),
        body=past.named("commitment", "body") | past.named("commitment", "co_leads"),
        instrument=its["instrument"],
        plan=past.named("commitment", "plan"),
        provision=its["provisions"],
        indicator=its["indicators"],
    )
    actions = past.images.get("action", {})
    past.gather(
        naming(budget_line=actions, evidence=actions, series=its["indicators"]),
        instrument=past.named("provision", "instrument"),
        article=past.named("implementation", "article"),
        body=past.named("action", "body") | past.named("implementation", "assessor"),
    )
    past.gather(naming(observation=past.images.get("series", {})), law=past.named("article", "law"))
    seen = past.seen(viewer, country)
    return _Reading(seen, id, day).chain() if id in seen else None


class _Reading:
    """A promise and what was linked to it on a day, out of all the records of that day."""

    def __init__(self, seen: Mapping[str, Known], id: str, day: date) -> None:
        self.seen, self.id, self.day = seen, id, day
        self.promise, self.lists = seen[id].record, seen[id].lists

    def get(self, id: str | None) -> Any:
        """The record ``id``, or nothing."""
        found = self.seen.get(id or "")
        return found.record if found else None

    def among(self, ids: Iterable[str]) -> list[Any]:
        """Those of the records ``ids`` that are known, sorted."""
        return _sorted(record for record in map(self.get, ids) if record)

    def of(self, kind: str) -> list[Any]:
        """All records of a kind, sorted."""
        model = kinds.find(kind).model
        return _sorted(one.record for one in self.seen.values() if isinstance(one.record, model))

    def join(self, record: Any, name: str) -> bool:
        """Set the record that ``record`` names; whether it is known."""
        other = self.get(getattr(record, f"{name}_id"))
        if other:
            setattr(record, name, other)
        return other is not None

    def chain(self) -> Chain:
        """The chain, as :func:`tendik_web.commitments.chain.read` makes it of the tables."""
        promise, far = self.promise, date.max
        body, instrument = self.get(promise.body_id), self.get(promise.instrument_id)
        actions = [one for one in self.of("action") if self.id in self.seen[one.pk].lists["commitments"]]
        for one in actions:
            one.sees_body = self.join(one, "body")
        acts = {one.pk for one in actions}
        laws = [one for one in self.of("implementation") if self.judges(one)]
        lines = [one for one in self.of("budget_line") if one.action_id in acts]
        for one in lines:
            one.filled = any((amount or 0) > 0 for amount in (one.planned, one.approved, one.executed))
        indicators = self.among(self.lists["indicators"])
        measured = {one.pk for one in indicators}
        observations = [
            one
            for one in self.of("observation")
            if self.join(one, "series") and one.series.indicator_id in measured
        ]
        evidence = [
            one for one in self.of("evidence") if one.commitment_id == self.id or one.action_id in acts
        ]
        for one in evidence:
            one.counts = one.status != Status.UNCONFIRMED
        absences = [one for one in self.of("absence") if self.declares(one)]
        links = links_of(body, laws, actions, lines, indicators, evidence, absences)
        return Chain(
            promise=promise,
            standing=state.decide(promise.due, promise.done_on, links, self.day),
            links=links,
            provisions=[one for one in self.among(self.lists["provisions"]) if self.join(one, "instrument")],
            body=body,
            instrument=instrument,
            plan=self.get(promise.plan_id),
            co_leads=self.among(self.lists["co_leads"]),
            laws=laws,
            actions=sorted(actions, key=lambda one: one.deadline or far),
            lines=sorted(lines, key=lambda one: (one.year, one.action_id, one.pk)),
            indicators=indicators,
            observations=sorted(
                observations, key=lambda one: (one.series.sort_key, one.series_id, one.period)
            ),
            evidence=sorted(evidence, key=lambda one: one.dated or far),
            absences=sorted(absences, key=lambda one: one.declared_on),
            known_on=self.day,
        )

    def judges(self, one: Any) -> bool:
        """Whether a judgement speaks of the promise, else of a provision of it, else of its instrument.

        Its article, law and assessor are set, and whether it fulfils; without article or law it says nothing.
        """
        if one.commitment_id:
            speaks = one.commitment_id == self.id
        elif one.provision_id:
            speaks = one.provision_id in self.lists["provisions"] and one.provision_id in self.seen
        else:
            speaks = one.instrument_id == self.promise.instrument_id and one.instrument_id in self.seen
        if not (speaks and self.join(one, "article") and self.join(one.article, "law")):
            return False
        one.sees_assessor = self.join(one, "assessor")
        counts = (
            one.status != Status.UNCONFIRMED
            and _in_force(one.article, self.day)
            and _in_force(one.article.law, self.day)
        )
        one.fulfils = counts and one.judgement in state.FULFILS
        one.contradicts = counts and one.judgement == Judgement.CONTRARY
        return True

    def declares(self, one: Any) -> bool:
        """Whether a declaration speaks of the promise and stands on the day."""
        stands = one.valid_to is None or one.valid_to >= self.day
        return (
            one.commitment_id == self.id
            and one.status != Status.UNCONFIRMED
            and stands
            and one.declared_on <= self.day
        )


def _sorted(records: Iterable[Any]) -> list[Any]:
    return sorted(records, key=lambda one: (one.sort_key, one.pk))


def _in_force(record: Any, day: date) -> bool:
    begun = record.in_force is None or record.in_force <= day
    return begun and (record.repealed is None or record.repealed > day)
