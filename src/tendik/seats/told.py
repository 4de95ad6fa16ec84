"""What a count says of itself: who is admitted, beside whom, and how votes become mandates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tendik.errors import N_, Message
from tendik.laws import Law
from tendik.laws.schema import ApportionmentRule, MandatesRule, OneListRule, RuleBase, ThresholdRule, TieRule
from tendik.seats.count import Tally
from tendik.seats.thresholds import Base, greatest_base
from tendik.values import PartyList, Percent

Told = Iterator[tuple[RuleBase | None, Message]]
"""Sentences, each with the rule that it applies."""


def admission(law: Law, lists: Sequence[PartyList], base: Base, passed: Sequence[bool | None]) -> Told:
    """The threshold, and which lists are above it."""
    rule = law.get(ThresholdRule)
    if rule is None:
        return
    yield rule, _threshold(rule, base)
    for party, yes in zip(lists, passed, strict=True):
        yield rule, _admitted(rule, base, party, yes)
    if not base.known and None not in passed:
        template = N_("Proof: for every number in these bounds the same lists are admitted.")
        yield rule, Message("seats.threshold-proof", template)


def _threshold(rule: ThresholdRule, base: Base) -> Message:
    share = Percent(rule.share)
    if base.known:
        template = N_("The threshold is {share} of {base}: {needed} votes.")
        needed = -(-base.low * rule.share.numerator // rule.share.denominator)
        return Message("seats.threshold", template, {"share": share, "base": base.low, "needed": needed})
    if base.high is None:
        template = N_("The threshold is {share} of a number that is not known here; it is at least {low}.")
        return Message("seats.threshold-open", template, {"share": share, "low": base.low})
    template = N_(
        "The threshold is {share} of a number that is not known here; it lies between {low} and {high}."
    )
    values = {"share": share, "low": base.low, "high": base.high}
    return Message("seats.threshold-between", template, values)


def _admitted(rule: ThresholdRule, base: Base, party: PartyList, yes: bool | None) -> Message:
    votes = party.votes or 0
    values = {"list": party.name, "votes": votes}
    if base.known:
        values["share"] = Percent(Fraction(votes, base.low or 1))
        template = (
            N_("{list} is admitted: {votes} votes, {share}.")
            if yes
            else N_("{list} is not admitted: {votes} votes, {share}.")
        )
    else:
        values["limit"] = greatest_base(votes, rule.share, rule.comparison)
        if yes is None:
            template = N_(
                "Whether {list} is admitted is not known: {votes} votes suffice up to a base of {limit}."
            )
        elif yes:
            template = N_("{list} is admitted: {votes} votes suffice up to a base of {limit}.")
        else:
            template = N_("{list} is not admitted: {votes} votes suffice only up to a base of {limit}.")
    code = {True: "seats.admitted", False: "seats.not-admitted", None: "seats.admission-open"}[yes]
    return Message(code, template, values)


def second(law: Law, lists: Sequence[PartyList], outcome: Tally) -> Told:
    """The list admitted beside a single one, and its mandates."""
    rule = law.need(OneListRule)
    i, result = outcome.second, outcome.apportionment
    if i is None or result is None or result.quota is None:
        return
    values = {
        "list": lists[i].name,
        "quota": result.quota,
        "exact": (lists[i].votes or 0) / result.quota * rule.factor,
        "least": rule.at_least,
        "seats": outcome.seats[i],
        "factor": rule.factor,
    }
    template = N_("Only one list passed, so {list}, next in votes, is admitted too. The quotient is {quota}.")
    yield rule, Message("seats.second-list", template, values)
    template = N_(
        "{list}: votes divided by the quotient, times {factor}, give {exact}; integer part, at least {least}: {seats}."
    )
    yield rule, Message("seats.second-seats", template, values)


def distribution(law: Law, lists: Sequence[PartyList], outcome: Tally) -> Told:
    """The quotient, the whole mandates and remainders of each list, and who takes the mandates left."""
    rule, result = law.need(ApportionmentRule), outcome.apportionment
    if result is None or result.quota is None:
        return
    house = law.need(MandatesRule).lists
    total = sum(lists[i].votes or 0 for i in outcome.taking_part)
    template = N_("Votes of the admitted lists divided by the mandates: {total} / {house} = {quota}.")
    if result.quota * house == total:  # Droop's and Imperiali's quotients are smaller
        yield rule, Message("seats.quota", template, {"total": total, "house": house, "quota": result.quota})
    template = N_("{list}: {votes} divided by the quotient gives {whole} and a remainder of {remainder}.")
    for i, whole, remainder in zip(outcome.taking_part, result.whole, result.remainders, strict=True):
        values = {
            "list": lists[i].name,
            "votes": lists[i].votes or 0,
            "whole": whole,
            "remainder": remainder,
        }
        yield rule, Message("seats.whole", template, values)
    left = house - sum(result.whole)
    won = [
        lists[i].name
        for i, whole, seats in zip(outcome.taking_part, result.whole, result.seats, strict=True)
        if seats > whole
    ]
    if left > 0 and won:  # a tie for all that is left is told with its lot
        template = N_("Mandates left: {left}. The largest remainders take them: {lists}.")
        yield rule, Message("seats.remainders", template, {"left": left, "lists": won})
    if outcome.by_order:
        template = N_("Equal remainders: the list registered earlier takes the mandate: {lists}.")
        names = [lists[i].name for i in outcome.by_order]
        yield law.get(TieRule), Message("seats.tie-order", template, {"lists": names})
