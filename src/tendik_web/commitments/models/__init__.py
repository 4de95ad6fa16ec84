"""The chain: instrument, provision, commitment, law, plan, action, money, evidence."""

from tendik_web.commitments.models.delivery import Absence, Action, BudgetLine, Evidence
from tendik_web.commitments.models.instruments import Indicator, Instrument, Provision, Ratification
from tendik_web.commitments.models.laws import Article, Implementation, Law
from tendik_web.commitments.models.plans import Plan
from tendik_web.commitments.models.promises import Commitment

__all__ = [
    "Absence",
    "Action",
    "Article",
    "BudgetLine",
    "Commitment",
    "Evidence",
    "Implementation",
    "Indicator",
    "Instrument",
    "Law",
    "Plan",
    "Provision",
    "Ratification",
]
