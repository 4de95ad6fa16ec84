"""What settles a tie for the last mandates, and what is said of it."""

from __future__ import annotations

from typing import Literal

from tendik.errors import N_
from tendik.laws import Law
from tendik.laws.schema import TieRule

LAST_SEATS = "last-seats"

Settled = Literal["lot", "registered-order"]

TIES: dict[Settled, tuple[str, str]] = {
    "lot": (
        N_("A tie: {lists} have an equal claim to the last mandates: {seats}. A lot decides; it is open."),
        N_("The lot was drawn: {lists}."),
    ),
    "registered-order": (
        N_(
            "A tie: {lists} have an equal claim to the last mandates: {seats}. What was registered earlier comes first, but the order of registration is not given. Enter it, or choose here."
        ),
        N_("Chosen as registered earlier: {lists}."),
    ),
}
"""What is said of a tie that the data leaves open, and of its answer, by what decides it."""


def settled_by(law: Law, tie: str) -> Settled:
    """What settles the tie with this identifier, also one inside an alliance: a lot where the law says nothing."""
    rule = law.get(TieRule)
    return rule.by if rule is not None and tie.rpartition(":")[2] == LAST_SEATS else "lot"
