"""Is this law file sound? Its fields, its cases, and whether its rules can be met at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tendik import laws
from tendik.errors import N_, BadInput, Message, NotFound, Problem
from tendik.language import LANGUAGES
from tendik.laws import Law
from tendik.laws.balance import BalanceRule
from tendik.laws.reading import line, parse, text_of
from tendik.laws.schema import QuotaRule
from tendik.quota.cases import RUNNERS, run
from tendik.quota.choice import Kind, choose
from tendik.quota.select import demands_of
from tendik.quota.tracks import Tracks, everyone

LENGTHS = range(1, 31)
"""Lengths of lists on which the rules are tried together."""


@dataclass(frozen=True)
class Lint:
    """What is wrong with a law file (``problems``) and what its author should know (``notes``)."""

    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    cases: int

    @property
    def sound(self) -> bool:
        """Whether the file can be used as it is."""
        return not self.problems


def lint(path: Path) -> Lint:
    """Check the law file at ``path`` and, beside it, its cases.

    Every problem has its file, its line as the row and its field as the column, and says
    what to do.

    Raises
    ------
    NotFound
        If there is no such file.
    """
    try:
        there = path.is_file()
    except (OSError, ValueError):  # longer than the system takes, or no path at all
        there = False
    if not there:
        raise NotFound(Message("lint.no-file", N_("There is no such file: {file}."), {"file": str(path)}))
    try:
        history = laws.history(path)
    except BadInput as error:
        return Lint(error.problems, (), 0)
    text = path.read_text(encoding="utf-8")
    node: yaml.Node = yaml.compose(text, Loader=yaml.SafeLoader)  # type: ignore[assignment]
    data = parse(text, None, path.name)
    problems = [*_languages(path, node, data), *_readings(path, node, data, history)]
    notes: list[Problem] = []
    for law in history:
        for names, problem in _impossible(path, law):
            (problems if names is None else notes).append(problem)
    beside = path.with_suffix(".cases.yaml")
    if not beside.exists():
        template = N_(
            "There are no cases. Write them in {file}, beside the law: a title, a day, an input, the right answer."
        )
        notes.append(Problem(Message("lint.no-cases", template, {"file": beside.name}), path.name))
        return Lint(tuple(problems), tuple(notes), 0)
    found, count = _cases(path, beside, node, data, history)
    return Lint((*problems, *found), tuple(notes), count)


def _languages(path: Path, node: yaml.Node, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Texts that lack one of the languages."""
    for place, rule in enumerate(data.get("rules", ())):
        missing = [language for language in LANGUAGES if language not in rule["says"]]
        if missing:
            row, field = line(node, ("rules", place, "says"))
            template = N_("The rule {rule} does not say what it asks in: {languages}. Add the sentence.")
            message = Message("lint.language", template, {"rule": rule["id"], "languages": missing})
            yield Problem(message, path.name, row, field)


def _readings(
    path: Path, node: yaml.Node, data: Mapping[str, Any], history: tuple[Law, ...]
) -> Iterator[Problem]:
    """Other readings that cannot be taken."""
    seen = set()
    for law in history:
        for reading in law.readings:
            for value in reading.alternatives:
                if (reading.id, value) in seen:
                    continue
                seen.add((reading.id, value))
                try:
                    law.read_as(reading, value)
                except ValueError:
                    places = [one["id"] for one in data.get("readings", ())]
                    row, field = line(node, ("readings", places.index(reading.id), "alternatives"))
                    template = N_(
                        "The question {reading} cannot be read as {value}: the field {field} does not take it."
                    )
                    values = {"reading": reading.id, "value": value, "field": reading.field}
                    yield Problem(Message("lint.reading", template, values), path.name, row, field)


def _impossible(path: Path, law: Law) -> Iterator[tuple[int | None, Problem]]:
    """Lengths at which no list can keep all rules; ``None`` where it is every length."""
    if not law.all(BalanceRule) and not law.all(QuotaRule):
        return
    lost = [names for names in LENGTHS if not _possible(law, names)]
    values = {"version": law.version.id, "most": LENGTHS[-1], "names": lost}
    if len(lost) == len(LENGTHS):
        template = N_(
            "The rules of the version {version} contradict each other: no list of up to {most} names keeps them all."
        )
        yield None, Problem(Message("lint.contradiction", template, values), path.name, column="rules")
    elif lost:
        template = N_(
            "In the version {version} no list with so many names keeps all rules: {names}. If they are meant to be free, add exempt_below."
        )
        yield lost[0], Problem(Message("lint.impossible", template, values), path.name, column="rules")


def _possible(law: Law, names: int) -> bool:
    """Whether some list with ``names`` names keeps every rule."""
    if not law.all(BalanceRule):
        return all(_possible_share(law, names, of) for of in ("list", "mandates"))
    tracks, people = Tracks(law, names), everyone(law)
    waiting = [(0, tracks.start)]
    seen = set(waiting)
    while waiting:
        at, state = waiting.pop()
        if at == names:
            return True
        for person in people:
            after = tracks.step(state, at, person)
            if after is not None and (at + 1, after) not in seen:
                seen.add((at + 1, after))
                waiting.append((at + 1, after))
    return False


def _possible_share(law: Law, names: int, of: str) -> bool:
    """Whether so many persons, in whatever order, can meet all shares of the list, or of the mandates."""
    rules = [rule for rule in law.all(QuotaRule) if rule.of == of]
    demands = [demand for rule in rules for demand in demands_of(rule, names)]
    kinds = [Kind((0,) * names, tuple(d.cover(person) for d in demands)) for person in everyone(law)]
    return not choose(kinds, names, [demand.needed for demand in demands]).shortfall


def _cases(
    path: Path, beside: Path, node: yaml.Node, data: Mapping[str, Any], history: tuple[Law, ...]
) -> tuple[list[Problem], int]:
    """Cases that cannot be read, that do not hold, and rules that no case needs."""
    try:
        text = text_of(beside)
        held = parse(text, None, beside.name)
    except BadInput as error:
        return list(error.problems), 0
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    listed = held.get("cases") if isinstance(held, dict) else None
    if not isinstance(listed, list):
        template = N_("The file of cases begins with the word cases: and a list of them.")
        return [Problem(Message("lint.no-list", template), beside.name, 1)], 0
    problems: list[Problem] = []
    needed: set[str] = set()
    for place, case in enumerate(listed):
        message = _form(case)
        if message is None:
            try:
                law = laws.load(path, on=case["on"])
                found = run(law, case)
                if found != case["expect"]:
                    template = N_(
                        "The case does not hold. It expects: {expected}; the law gives: {found}. Correct the case or the law."
                    )
                    message = Message(
                        "lint.fails", template, {"expected": str(case["expect"]), "found": str(found)}
                    )
                needed |= {r.id for r in law.rules if r.id not in needed and _differs(law, r.id, case)}
            except NotFound as error:
                message = error.message
            except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
                template = N_(
                    "The case cannot be run; something in its input is missing or misspelt: {reason}."
                )
                message = Message("lint.case", template, {"reason": str(error)})
        if message is not None:
            row, field = line(root, ("cases", place))
            problems.append(Problem(message, beside.name, row, field))
    stand = _places(data)
    for rule_id in dict.fromkeys(rule.id for law in history for rule in law.rules):
        if rule_id not in needed:
            row, field = line(node, stand.get(rule_id, ("changes",)))
            template = N_(
                "No case needs the rule {rule}: all would hold without it. Add one that fails when the rule is taken away."
            )
            problems.append(
                Problem(Message("lint.unneeded", template, {"rule": rule_id}), path.name, row, field)
            )
    return problems, len(listed)


def _places(data: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
    """Where each rule stands in the file: among the rules, or in the change of a reform that sets it."""
    rules = {rule["id"]: ("rules", at) for at, rule in enumerate(data.get("rules", ()))}
    changes = enumerate(data.get("changes", ()))
    return rules | {one["set"].get("id", one["rule"]): ("changes", at) for at, one in changes}


def _form(case: Any) -> Message | None:
    """What a case lacks before it can be run."""
    if not isinstance(case, dict):
        return Message("lint.not-a-case", N_("A case has the fields title, on, an input and expect."))
    kinds = [key for key in case if key in RUNNERS]
    if len(kinds) != 1:
        template = N_("A case has exactly one input. It is one of: {kinds}.")
        return Message("lint.input", template, {"kinds": sorted(RUNNERS)})
    if not isinstance(case.get("on"), date):
        return Message("lint.day", N_("A case names its day in the field on, for example 2023-03-19."))
    if "expect" not in case:
        return Message("lint.expect", N_("A case says the right answer in the field expect."))
    titles = case.get("title")
    missing = [key for key in LANGUAGES if not isinstance(titles, dict) or key not in titles]
    if missing:
        return Message(
            "lint.title", N_("The title of the case is missing in: {languages}."), {"languages": missing}
        )
    return None


def _differs(law: Law, rule_id: str, case: Mapping[str, Any]) -> bool:
    """Whether the case would come out otherwise without one rule."""
    try:
        return bool(run(law.without(rule_id), case) != case["expect"])
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):
        return True
