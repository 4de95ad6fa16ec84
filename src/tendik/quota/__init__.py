"""Does this list comply? Who is elected? What is guaranteed?"""

from tendik.quota.any_result import AnyResult, any_result
from tendik.quota.attrition import Attrition, attrition
from tendik.quota.by_seats import SeatsWon, guarantee_by_seats
from tendik.quota.check import Finding, Remedy, check
from tendik.quota.elect import Outcome, elect
from tendik.quota.guarantee import Guarantee, guarantee
from tendik.quota.lint import Lint, lint
from tendik.quota.margins import PersonMargin, margins, person_margin
from tendik.quota.repair import Newcomer, Repair, repair
from tendik.quota.select import Selection, select
from tendik.quota.sensitivity import Variation, sensitivity

__all__ = [
    "AnyResult",
    "Attrition",
    "Finding",
    "Guarantee",
    "Lint",
    "Newcomer",
    "Outcome",
    "PersonMargin",
    "Remedy",
    "Repair",
    "SeatsWon",
    "Selection",
    "Variation",
    "any_result",
    "attrition",
    "check",
    "elect",
    "guarantee",
    "guarantee_by_seats",
    "lint",
    "margins",
    "person_margin",
    "repair",
    "select",
    "sensitivity",
]
