"""The hemicycle of list mandates, as several pages draw it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tendik.charts import Group, Picture, hemicycle
from tendik.charts.hemicycle import KEYS
from tendik.language import pick
from tendik.seats import Allocation
from tendik_web.site.templatetags.tendik import reader

MOST_SEATS = 1000


def chamber_groups(allocation: Allocation) -> list[Group]:
    """The lists with mandates, the largest first, then those that wait for a lot."""
    won = [(party, seats) for party, seats in zip(allocation.lists, allocation.seats, strict=True) if seats]
    won.sort(key=lambda item: -item[1])
    keys = [key for key in KEYS if key.isdigit()]
    groups = [
        Group(pick(party.name, reader()), seats, keys[place] if place < len(keys) else "other")
        for place, (party, seats) in enumerate(won)
    ]
    if allocation.lots:
        groups.append(Group(_("waiting for a lot"), allocation.house - sum(allocation.seats), "open"))
    return groups


def chamber(allocation: Allocation, election: str) -> Picture | None:
    """The hemicycle of the list mandates; none where it would have no seat or too many."""
    groups = chamber_groups(allocation)
    if not 1 <= sum(group.seats for group in groups) <= MOST_SEATS:
        return None
    return hemicycle(
        groups,
        title=_("List mandates by party: %(election)s") % {"election": election},
        description=_("A half-circle of dots, one a mandate; the table beside it holds the same numbers."),
    )
