"""Words of the labs: the sentence that answers, groups, readings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tendik.laws import Law
from tendik.laws.schema import QuotaRule
from tendik.values import Percent
from tendik_web.labs.answer import Answer
from tendik_web.site.templatetags.tendik import show

GROUPS = {2: gettext_noop("two groups"), 3: gettext_noop("three groups")}


def number(value: int) -> str:
    """A number of the engine inside a sentence."""
    return show(value)


def heading(answer: Answer) -> str:
    """The sentence that answers: what the law guarantees."""
    floor, of = answer.floor, number(answer.floor.of)
    if answer.union is None:
        return _("The law guarantees women none of the %(of)s list mandates") % {"of": of}
    values = {
        "floor": number(floor[answer.union]),
        "of": of,
        "groups": _(GROUPS[answer.union.count("+") + 1]),
    }
    if floor[answer.union] == 0:
        return (
            _(
                "The law guarantees none of the %(of)s list mandates, neither to %(groups)s together nor to women alone"
            )
            % values
        )
    if answer.reform:
        return (
            _(
                "The reform would guarantee %(floor)s of %(of)s list mandates to %(groups)s together, and none to women alone"
            )
            % values
        )
    return (
        _(
            "The law guarantees %(floor)s of %(of)s list mandates to %(groups)s together, and none to women alone"
        )
        % values
    )


def law_heading(law: Law) -> str:
    """The sentence that says what a version of a law reserves."""
    rules = {rule.of: rule for rule in law.all(QuotaRule)}
    if law.country != "kaz" or any(len(rule.groups) not in GROUPS for rule in rules.values()):
        values = {"title": show(law.title), "count": show(len(law.rules))}
        return _("%(title)s: rules %(count)s, each with its article and source") % values
    if not rules:
        return _("This version has no quota for women or for any other group")
    rule = rules.get("mandates") or rules["list"]
    values = {"share": show(Percent(rule.at_least)), "groups": _(GROUPS[len(rule.groups)])}
    if "mandates" in rules:
        return (
            _(
                "This version reserves %(share)s of each party's mandates to %(groups)s together, nothing to women alone"
            )
            % values
        )
    return (
        _("This version reserves %(share)s of the names on a list to %(groups)s together, no mandates")
        % values
    )


def groups(law: Law, keys: Iterable[str]) -> str:
    """Groups of a law by their names, joined."""
    return ", ".join(show(law.groups[key].label) for key in law.groups if key in set(keys))


def persons(law: Law, people: Any) -> str:
    """Counts of persons by the groups they are in: ``28 in none of the groups, 12 …``."""
    parts = []
    for profile, count in people.items():
        name = groups(law, profile) or _("in none of the groups")
        parts.append(f"{number(count)} – {name}")
    return "; ".join(parts) or "–"


def changes(answer: Answer, changed: Any) -> str:
    """What another reading changes, in words."""
    names = {party.id: show(party.name) for party in answer.election.lists}
    parts = []
    for key, (before, after) in changed.items():
        if key.startswith("seats."):
            name = _("mandates of %(list)s") % {"list": names[key.removeprefix("seats.")]}
        elif key == "findings":
            name = _("breaches of the lists")
        elif "+" in key:
            name = _("guaranteed together")
        else:
            name = _("guaranteed: %(group)s") % {"group": groups(answer.law, [key])}
        parts.append(f"{name}: {number(before)} → {number(after)}")
    return "; ".join(parts) or _("The answer does not change")
