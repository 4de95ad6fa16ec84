"""``tendik vacancies``: what vacancies during the term leave of a result, at worst."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tendik.cli.choose import Day, LawOption, election_named, law_for
from tendik.cli.elect import chosen, drawn
from tendik.cli.floors import name
from tendik.cli.guarantee import profile
from tendik.cli.output import Answer, AsCsv, AsJson, Language, Speaker, answers, replay_json, speaker
from tendik.errors import N_
from tendik.language import article

if TYPE_CHECKING:
    from tendik.laws import Law
    from tendik.quota import Attrition


@answers
def vacancies(
    election: Annotated[
        str, typer.Argument(help="An election, a data package or a votes.csv.", metavar="ELECTION")
    ],
    count: Annotated[int, typer.Option(help="How many vacancies at most.", min=0, max=50)] = 3,
    law: LawOption = None,
    on: Day = None,
    lot: Annotated[
        list[str] | None,
        typer.Option(metavar="LOT=WINNER,…", help="A drawn lot: who won it; may be repeated."),
    ] = None,
    choose: Annotated[
        list[str] | None,
        typer.Option(metavar="LIST=ROW,…", help="Whom a party chose from its list, by row; may be repeated."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """The least of each group after the worst vacancies, as the law fills them."""
    from tendik import quota

    say = speaker(lang)
    held = election_named(election, law)
    rules = law_for(held, law, on)
    outcome = quota.elect(rules, held, choices=chosen(choose), lots=drawn(lot))
    found = quota.attrition(rules, outcome, count)
    names = {party.id: say.text(party.name) for party in held.lists}
    rows: list[list[Any]] = [
        [name(rules, key, say), least[0], least[-1], say(N_("yes")) if found.proven[key] else say(N_("no"))]
        for key, least in found.least.items()
    ]
    data = {
        "election": held.id,
        "law": f"{rules.id} {rules.version.id}",
        "status": outcome.status,
        "vacancies": count,
        **_data(found, names),
        "replay": replay_json(outcome.allocation.replay),
    }
    headings = [
        say(N_("group")),
        say(N_("at the start, at least")),
        say(N_("after the worst vacancies, at least")),
        say(N_("proven")),
    ]
    lines = [
        "",
        say(N_("Who takes a vacant seat:")),
        f"  {say.text(found.rule.says)}",
        f"  {article(found.rule.article, say.language)}",
        *_what_holds(found, names, count, say),
        *_ways(rules, found, names, say),
        "",
        str(outcome.allocation.replay),
    ]
    return Answer(f"{say.text(rules.title)} · {say.text(held.title)}", data, headings, rows, lines)


def _what_holds(found: Attrition, names: Mapping[str, str], count: int, say: Speaker) -> list[str]:
    """List by list, how many vacancies leave what the law asks."""
    lines = [""] if found.holds else []
    for key, holds in found.holds.items():
        template = (
            N_("{list}: the result itself lacks what the law asks.")
            if holds < 0
            else N_("{list}: what the law asks holds after vacancies: {holds} of {count}.")
        )
        lines.append(say(template, list=names[key], holds=holds, count=count))
    return lines


def _ways(rules: Law, found: Attrition, names: Mapping[str, str], say: Speaker) -> list[str]:
    """Group by group, the vacancies that leave the least."""
    lines = []
    for key, ways in found.ways.items():
        if ways:
            lines += ["", say(N_("Vacancies that lead there, {group}:"), group=name(rules, key, say))]
        for party, vacancy in ways:
            came = say(N_("nobody")) if vacancy.coming is None else profile(rules, vacancy.coming, say)
            values = {"list": names[party], "out": profile(rules, vacancy.leaving, say), "into": came}
            lines.append("  " + say(N_("{list}: out {out}; in {into}"), **values))
    return lines


def _data(found: Attrition, names: Mapping[str, str]) -> dict[str, Any]:
    """What was found, for programs."""
    return {
        "rule": found.rule.id,
        "article": found.rule.article,
        "least": {key: list(least) for key, least in found.least.items()},
        "proven": dict(found.proven),
        "lists": [
            {
                "id": key,
                "name": names[key],
                "least": {group: list(least) for group, least in by_group.items()},
                "holds": found.holds.get(key),
                "breaking": list(found.breaking.get(key, ())),
                "required": [
                    {"rule": one.rule, "groups": list(one.groups), "needed": one.needed}
                    for one in found.required.get(key, ())
                ],
            }
            for key, by_group in found.by_list.items()
        ],
    }
