"""Does this list comply? Who is elected? What is guaranteed?"""

from tendik.quota.attrition import Attrition, attrition
from tendik.quota.check import Finding, Remedy, check
from tendik.quota.elect import Outcome, elect
from tendik.quota.guarantee import Guarantee, guarantee
from tendik.quota.lint import Lint, lint
from tendik.quota.repair import Newcomer, Repair, repair
from tendik.quota.select import Selection, select
from tendik.quota.sensitivity import Variation, sensitivity

__all__ = [
    "Attrition",
    "Finding",
    "Guarantee",
    "Lint",
    "Newcomer",
    "Outcome",
    "Remedy",
    "Repair",
    "Selection",
    "Variation",
    "attrition",
    "check",
    "elect",
    "guarantee",
    "lint",
    "repair",
    "select",
    "sensitivity",
]
