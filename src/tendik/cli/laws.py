"""``tendik laws``: which laws there are, and what one says on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from tendik.cli.choose import Day, LawName
from tendik.cli.output import Answer, AsCsv, AsJson, Language, Speaker, answers, speaker
from tendik.errors import N_, Problem
from tendik.language import article, render

app = typer.Typer(help="The laws as data: list them, show one on a day.", invoke_without_command=True)


@app.callback()
def laws(
    context: typer.Context, as_json: AsJson = False, as_csv: AsCsv = False, lang: Language = None
) -> None:
    """List every law with its versions, or show one (tendik laws show LAW)."""
    if context.invoked_subcommand is None:
        _list(as_json=as_json, as_csv=as_csv, lang=lang)


@answers
def _list(as_json: bool, as_csv: bool, lang: str | None) -> Answer:
    from tendik import laws

    say = speaker(lang)
    rows, data = [], []
    for name in laws.available():
        for law in laws.history(name):
            version = law.version
            rows.append(
                [name, version.id, version.adopted, version.in_force, say(STATUS[version.status]), law.digest]
            )
            data.append(
                {
                    "law": name,
                    "title": say.text(law.title),
                    "version": version.id,
                    "adopted": version.adopted,
                    "in_force": version.in_force,
                    "in_force_status": version.in_force_status,
                    "status": version.status,
                    "reform_of": law.reform_of or None,
                    "digest": law.digest,
                }
            )
    headings = [
        say(h) for h in (N_("law"), N_("version"), N_("adopted"), N_("in force"), N_("status"), N_("digest"))
    ]
    return Answer(say(N_("Laws and their versions")), {"laws": data}, headings, rows)


@app.command("show")
@answers
def show(
    law: LawName, on: Day = None, as_json: AsJson = False, as_csv: AsCsv = False, lang: Language = None
) -> Answer:
    """Show every rule of a law on a day, with article, source and status."""
    from tendik import laws

    say = speaker(lang)
    shown = laws.load(law, on=on)
    version = shown.version
    rows = [
        [article(rule.article, say.language), say.text(rule.says), say(STATUS[rule.status])]
        for rule in shown.rules
    ]
    data: dict[str, Any] = {
        "law": shown.id,
        "title": say.text(shown.title),
        "version": version.model_dump(mode="json"),
        "reform_of": shown.reform_of or None,
        "digest": shown.digest,
        "rules": [
            {**rule.model_dump(mode="json"), "source": vars(shown.source(rule.source))}
            for rule in shown.rules
        ],
        "open_questions": [reading.model_dump(mode="json") for reading in shown.readings],
    }
    lines = [
        "",
        say(
            N_("Adopted {adopted}, in force {in_force}."), adopted=version.adopted, in_force=version.in_force
        ),
    ]
    if version.note:
        lines.append(say.text(version.note))
    if shown.reform_of:
        lines.append(say(N_("A reform of: {law}."), law=shown.reform_of))
    lines += ["", say(N_("Questions that the text leaves open:"))] if shown.readings else []
    lines += [f"  {say.text(reading.question)}" for reading in shown.readings]
    lines += ["", say(N_("Sources:"))]
    lines += [f"  {source.title} {source.url or ''}".rstrip() for source in _sources(shown)]
    headings = [say(N_("article")), say(N_("rule")), say(N_("status"))]
    return Answer(f"{say.text(shown.title)} · {version.id}", data, headings, rows, lines)


@app.command("lint")
@answers
def lint(
    file: Annotated[Path, typer.Argument(help="A law file of your own.", metavar="FILE")],
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """Check a law file and its cases: every problem with its line, its field and what to do."""
    from tendik import quota

    say = speaker(lang)
    found = quota.lint(file)
    told = [(N_("problem"), problem) for problem in found.problems]
    told += [(N_("note"), problem) for problem in found.notes]
    rows = [
        [say(kind), problem.file, problem.row, problem.column, render(problem.message, say.language)]
        for kind, problem in told
    ]
    data = {
        "sound": found.sound,
        "cases": found.cases,
        "problems": [_problem(problem, say) for problem in found.problems],
        "notes": [_problem(problem, say) for problem in found.notes],
    }
    sentence = (
        N_("The law file is sound. Cases that hold: {count}.")
        if found.sound
        else N_("The law file has problems: {count}.")
    )
    count = found.cases if found.sound else len(found.problems)
    headings = [say(h) for h in ("", N_("file"), N_("line"), N_("field"), N_("what to do"))]
    return Answer(file.name, data, headings, rows, ["", say(sentence, count=count)], int(not found.sound))


def _problem(problem: Problem, say: Speaker) -> dict[str, Any]:
    return {
        "code": problem.message.code,
        "text": render(problem.message, say.language),
        "file": problem.file,
        "line": problem.row,
        "field": problem.column,
    }


def _sources(law: Any) -> list[Any]:
    keys = dict.fromkeys([law.version.source, *(rule.source for rule in law.rules)])
    return [law.source(key) for key in keys]


STATUS = {
    "read": N_("read in the source"),
    "computed": N_("computed"),
    "interpretation": N_("our reading"),
    "unconfirmed": N_("unconfirmed"),
}
