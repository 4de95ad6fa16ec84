"""What a law asks of those elected of a list: shares of the mandates, and corrections of the result."""

from __future__ import annotations

from dataclasses import dataclass

from tendik.laws import Law
from tendik.laws.schema import CorrectionRule, QuotaRule
from tendik.quota.corrections import needed_of
from tendik.quota.select import demands_of


@dataclass(frozen=True)
class Required:
    """What a rule asks of those elected of a list: at least so many in any of ``groups``.

    ``once``: each person counts once, whatever groups the person is in.
    """

    rule: str
    article: str
    groups: tuple[str, ...]
    needed: int
    once: bool = True


def requirements(law: Law, seats: int) -> tuple[Required, ...]:
    """What the law asks of the elected of a list with so many seats."""
    found = [
        Required(
            rule.id,
            rule.article,
            tuple(g for g in law.groups if g in demand.groups),
            demand.needed,
            demand.once,
        )
        for rule in law.all(QuotaRule)
        if rule.of == "mandates" and rule.base == "party"
        for demand in demands_of(rule, seats)
    ]
    found += [
        Required(rule.id, rule.article, (group,), needed_of(rule, seats))
        for rule in law.all(CorrectionRule)
        if rule.of == "mandates"
        for group in rule.groups
    ]
    return tuple(one for one in found if one.needed)
