"""Laws and their articles on a day: what is in force, what an amendment touches, what rests on what.

An article is in force when both it and its law are. A law or article whose day of entry into
force is not recorded counts as in force in the chains of promises; here it is said of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import visible
from tendik_web.commitments import state
from tendik_web.records import rows
from tendik_web.records.models import Status

SIZE = 100
TARGETS = ("commitment", "provision", "instrument")


class Force(models.TextChoices):
    """How a law or an article stands on a day."""

    IN_FORCE = "in_force", _("Is in force")
    AMENDED = "amended", _("Amended")
    PENDING = "pending", _("Not yet in force")
    REPEALED = "repealed", _("Was repealed")
    UNRECORDED = "unrecorded", _("Day of entry into force not recorded")


@dataclass(frozen=True)
class Overview:
    """A page of the laws; ``counts`` of all of them, and the articles of those shown by law."""

    laws: Sequence[Any]
    counts: Mapping[Force, int]
    articles: Mapping[str, Mapping[Force, int]]
    pages: int


@dataclass(frozen=True)
class Resting:
    """A promise that was judged to be fulfilled by an article that is repealed."""

    promise: Any
    judgement: Any

    @property
    def answered(self) -> bool:
        """Whether another article in force fulfils the promise."""
        return bool(self.promise.link_law == state.LinkState.PRESENT)


@dataclass(frozen=True)
class LawOnDay:
    """One law: its articles and those of other laws that it changed, each with its judgements.

    ``reached`` are the promises that a judgement reaches, by the judgement.
    """

    law: Any
    articles: Sequence[Any]
    touched: Sequence[Any]
    judgements: Mapping[str, Sequence[Any]]
    reached: Mapping[str, Sequence[Any]]
    resting: Sequence[Resting]

    def touches(self) -> tuple[list[Any], list[Any], list[Any]]:
        """The promises, provisions and whole instruments that the changed articles concern."""
        promises, provisions, instruments = {}, {}, {}
        for one in (one for article in self.touched for one in self.judgements[article.pk]):
            promises |= {promise.pk: promise for promise in self.reached[one.pk]}
            if one.sees_provision and one.provision:
                provisions |= {one.provision_id: one.provision}
            elif one.sees_instrument and one.instrument:
                instruments |= {one.instrument_id: one.instrument}
            for promise in self.reached[one.pk]:
                if promise.pk == one.commitment_id:
                    provisions |= {provision.pk: provision for provision in promise.seen_provisions}
        return list(promises.values()), list(provisions.values()), list(instruments.values())


def law_force(law: Any, day: date) -> Force:
    """How ``law`` stands on ``day``."""
    if law.repealed and law.repealed <= day:
        return Force.REPEALED
    if (law.in_force or law.adopted or day) > day:
        return Force.PENDING
    return Force.IN_FORCE if law.in_force else Force.UNRECORDED


def article_force(article: Any, day: date) -> Force:
    """How ``article``, with its law and ``seen_amending``, stands on ``day``."""
    law = article.law
    if any(end and end <= day for end in (article.repealed, law.repealed)):
        return Force.REPEALED
    begins = [begin for begin in (article.in_force, law.in_force) if begin]
    if max([*begins, law.adopted or day]) > day:
        return Force.PENDING
    if (article.amended and article.amended <= day) or amendments(article, day):
        return Force.AMENDED
    return Force.IN_FORCE if begins else Force.UNRECORDED


def amendments(article: Any, day: date) -> list[Any]:
    """The laws that have changed ``article`` by ``day``; one without a day counts."""
    return [law for law in article.seen_amending if (law.in_force or law.adopted or day) <= day]


def overview(viewer: Actor, country: str, day: date, page: int) -> Overview:
    """The laws of a page, counted from one. Five queries."""
    seen = rows.visible_to(viewer, country, "law").order_by("sort_key", "pk")
    dates = list(seen.only("pk", "adopted", "in_force", "repealed"))
    ids = [law.pk for law in dates][(page - 1) * SIZE : page * SIZE]
    laws = everything(viewer, country).filter(pk__in=ids)
    articles: dict[str, Counter[Force]] = defaultdict(Counter)
    for article in _articles(viewer, country).filter(law__in=ids):
        articles[article.law_id][article_force(article, day)] += 1
    return Overview(
        list(laws), Counter(law_force(law, day) for law in dates), articles, max(1, -(-len(dates) // SIZE))
    )


def everything(viewer: Actor, country: str) -> QuerySet[Any]:
    """All laws that ``viewer`` sees, with the laws that amend each and those that it amends."""
    seen = rows.visible_to(viewer, country, "law").order_by("adopted", "sort_key", "pk")
    return (
        rows.visible_to(viewer, country, "law")
        .order_by("sort_key", "pk")
        .prefetch_related(
            Prefetch("amended_by", seen, to_attr="seen_amending"),
            Prefetch("amends", seen, to_attr="seen_amended"),
        )
    )


def read(viewer: Actor, country: str, id: str, day: date) -> LawOnDay | None:
    """The law ``id`` on ``day``, or nothing where ``viewer`` sees none. Eight queries."""
    law = everything(viewer, country).filter(pk=id).first()
    if law is None:
        return None
    found = _articles(viewer, country).filter(Q(law=id) | Q(amended_by=id)).distinct()
    articles = sorted(found, key=lambda one: (one.law_id != id, one.law.sort_key, one.law_id, by_number(one)))
    judgements, reached = _judged(viewer, country, day, Q(article__in=[one.pk for one in articles]))
    by_article: dict[str, list[Any]] = defaultdict(list)
    for one in judgements:
        by_article[one.article_id].append(one)
    return LawOnDay(
        law,
        [one for one in articles if one.law_id == id],
        [one for one in articles if any(amending.pk == id for amending in one.seen_amending)],
        by_article,
        reached,
        _resting(judgements, reached, day),
    )


def resting(viewer: Actor, country: str, day: date) -> list[Resting]:
    """The promises that rest on articles that are repealed on ``day``. Three queries."""
    ended = Q(article__repealed__lte=day) | Q(article__law__repealed__lte=day)
    judgements, reached = _judged(
        viewer, country, day, ended & state.CONFIRMED & Q(judgement__in=state.FULFILS)
    )
    return _resting(judgements, reached, day)


def by_number(article: Any) -> tuple[tuple[int, int, str], ...]:
    """Numbers of articles in the order in which people count: 2 before 10, 97(2) before 97-1."""
    parts = re.findall(r"\d+|[^\d\s]+", article.number)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def _articles(viewer: Actor, country: str) -> QuerySet[Any]:
    amending = rows.visible_to(viewer, country, "law").order_by("adopted", "sort_key", "pk")
    return (
        rows.visible_to(viewer, country, "article")
        .filter(visible(viewer, country, "law__"))
        .select_related("law")
        .prefetch_related(Prefetch("amended_by", amending, to_attr="seen_amending"))
    )


def _judged(viewer: Actor, country: str, day: date, which: Q) -> tuple[list[Any], dict[str, list[Any]]]:
    """The judgements that say something the viewer may read, and the promises that each reaches."""
    found = (
        state.judgements(viewer, country)
        .filter(which)
        .select_related("article__law", "assessor", "commitment", "provision__instrument", "instrument")
        .annotate(
            sees_assessor=state.holds(visible(viewer, country, "assessor__")),
            **{f"sees_{name}": state.holds(visible(viewer, country, f"{name}__")) for name in TARGETS},
        )
        .order_by("judged_on", "sort_key", "pk")
    )
    judgements = [
        one for one in found if any(getattr(one, name) and getattr(one, f"sees_{name}") for name in TARGETS)
    ]
    wanted = [_wanted(one) for one in judgements]
    provisions = rows.visible_to(viewer, country, "provision").select_related("instrument")
    seen = rows.visible_to(viewer, country, "commitment")
    under = seen.filter(provisions__in=[id for kind, id in wanted if kind == "provision"]).values("pk")
    promises = list(
        state.linked(
            seen.filter(
                Q(pk__in=[id for kind, id in wanted if kind == "commitment"])
                | Q(pk__in=under)
                | Q(instrument__in=[id for kind, id in wanted if kind == "instrument"])
            ),
            viewer,
            country,
            day,
        )
        .prefetch_related(Prefetch("provisions", provisions, to_attr="seen_provisions"))
        .order_by("sort_key", "pk")
    )
    reached = defaultdict(list)
    for promise in promises:
        named = {("commitment", promise.pk), ("instrument", promise.instrument_id)}
        named |= {("provision", one.pk) for one in promise.seen_provisions}
        for pair in named:
            reached[pair].append(promise)
    return judgements, {one.pk: reached[pair] for one, pair in zip(judgements, wanted, strict=True)}


def _wanted(judgement: Any) -> tuple[str, str]:
    """What a judgement speaks of, as in the chains: the promise, else the provision, else the instrument."""
    name = next(name for name in TARGETS if getattr(judgement, f"{name}_id"))
    seen = getattr(judgement, f"sees_{name}")
    return name, str(getattr(judgement, f"{name}_id")) if seen else ""


def _resting(judgements: Sequence[Any], reached: Mapping[str, Sequence[Any]], day: date) -> list[Resting]:
    return [
        Resting(promise, one)
        for one in judgements
        if one.judgement in state.FULFILS
        and one.status != Status.UNCONFIRMED
        and any(end and end <= day for end in (one.article.repealed, one.article.law.repealed))
        for promise in reached[one.pk]
    ]
