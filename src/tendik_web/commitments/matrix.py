"""Which provisions of an instrument have laws, actions, money and proof, and where there is a gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from tendik_web.access.actors import Actor
from tendik_web.access.visibility import visible
from tendik_web.commitments import state
from tendik_web.commitments.models.laws import Judgement
from tendik_web.commitments.state import Link
from tendik_web.records import rows

COLUMNS = (Link.LAW, Link.ACTION, Link.MONEY, Link.PROOF)


@dataclass(frozen=True)
class Line:
    """A provision: how many promises, how many records by link, and which links were declared absent.

    ``contrary`` is the number of articles in force that were judged contrary.
    """

    provision: Any
    promises: int
    found: Mapping[Link, int]
    absent: Collection[Link]
    contrary: int

    @property
    def gaps(self) -> list[Link]:
        """The links of which nothing is recorded, and the law where an article is contrary."""
        return [link for link in COLUMNS if not self.found[link] or (link == Link.LAW and self.contrary)]

    @property
    def bare(self) -> bool:
        """Whether nothing at all is recorded."""
        return not self.contrary and not any(self.found.values())


def provisions(viewer: Actor, country: str) -> list[Any]:
    """All provisions with their instruments, in the order of these and of their own numbers."""
    found = rows.visible_to(viewer, country, "provision").filter(visible(viewer, country, "instrument__"))
    return sorted(
        found.select_related("instrument"),
        key=lambda one: (one.instrument.sort_key, one.instrument_id, order(one.code)),
    )


def cover(viewer: Actor, country: str, day: date, shown: Collection[Any]) -> list[Line]:
    """What is recorded for each of the provisions ``shown``. Seven queries.

    Counted are articles in force that fulfil the provision, its instrument or a promise under
    it; actions for such promises; budget lines with an amount; confirmed evidence.
    """
    ids = {one.pk for one in shown}
    laws, contrary = _laws(viewer, country, day, shown)
    found: dict[Link, dict[str, set[str] | int]] = {
        Link.LAW: laws,
        Link.ACTION: _counted(viewer, country, rows.visible_to(viewer, country, "action"), "", ids),
        Link.MONEY: _counted(
            viewer, country, state.budget(viewer, country).filter(state.AMOUNT), "action__", ids
        ),
        Link.PROOF: _proof(viewer, country, ids),
    }
    promises = rows.visible_to(viewer, country, "commitment").filter(provisions__in=ids)
    made = dict(promises.order_by().values_list("provisions").annotate(Count("pk", distinct=True)))
    absent = defaultdict(set)
    declared = state.absences(viewer, country, day).filter(
        visible(viewer, country, "commitment__"), commitment__provisions__in=ids
    )
    for provision, link in declared.values_list("commitment__provisions", "link"):
        absent[provision].add(Link(link))
    return [
        Line(
            one,
            made.get(one.pk, 0),
            {link: _number(found[link].get(one.pk, 0)) for link in COLUMNS},
            absent[one.pk],
            _number(contrary.get(one.pk, 0)),
        )
        for one in shown
    ]


def order(code: str) -> tuple[tuple[int, int, str], ...]:
    """Codes in the order in which people count: 2 before 10, 5.9 before 5.a."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in code.split("."))


def _number(found: set[str] | int) -> int:
    return found if isinstance(found, int) else len(found)


def _counted(viewer: Actor, country: str, records: Any, path: str, ids: Collection[str]) -> dict[str, Any]:
    """How many of ``records`` lead by ``path`` to visible promises under each provision."""
    promise = f"{path}commitments__"
    under = records.filter(visible(viewer, country, promise), **{f"{promise}provisions__in": ids})
    return dict(under.order_by().values_list(f"{promise}provisions").annotate(Count("pk", distinct=True)))


def _proof(viewer: Actor, country: str, ids: Collection[str]) -> dict[str, Any]:
    """The evidence under each provision: of a promise, or of an action for it."""
    evidence = rows.visible_to(viewer, country, "evidence").filter(state.CONFIRMED).order_by()
    found = defaultdict(set)
    for path, seen in (
        ("commitment__", Q()),
        ("action__commitments__", visible(viewer, country, "action__")),
    ):
        under = evidence.filter(seen & visible(viewer, country, path), **{f"{path}provisions__in": ids})
        for provision, one in under.values_list(f"{path}provisions", "pk"):
            found[provision].add(one)
    return found


def _laws(
    viewer: Actor, country: str, day: date, shown: Collection[Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The articles under each provision that fulfil it, and those that are contrary.

    Each was judged by a promise under the provision, by the provision, or by its instrument.
    """
    seen = Q(commitment=None) | visible(viewer, country, "commitment__")
    laws = state.judgements(viewer, country).filter(seen, state.fulfils(day) | state.contradicts(day))
    fields = ("judgement", "article", "commitment", "commitment__provisions", "provision", "instrument")
    fulfilling: dict[str, set[str]] = defaultdict(set)
    contrary: dict[str, set[str]] = defaultdict(set)
    for judged, article, promise, of_promise, provision, instrument in laws.order_by().values_list(*fields):
        found = contrary if judged == Judgement.CONTRARY else fulfilling
        if promise:
            found[of_promise].add(article)
        elif provision:
            found[provision].add(article)
        else:
            for one in shown:
                if one.instrument_id == instrument:
                    found[one.pk].add(article)
    return fulfilling, contrary
