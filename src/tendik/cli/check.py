"""``tendik check``: does a list comply?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tendik.cli.choose import Day
from tendik.cli.output import (
    FINDINGS,
    Answer,
    AsCsv,
    AsJson,
    Language,
    Speaker,
    answers,
    replay_json,
    speaker,
)
from tendik.cli.protocol import Protocol, form_of, write
from tendik.cli.repair import repaired
from tendik.errors import N_, BadInput
from tendik.language import article, place, render

if TYPE_CHECKING:
    from tendik.exchange.lists import ListsFile
    from tendik.quota import Finding


@answers
def check(
    file: Annotated[Path, typer.Argument(help="Lists of candidates: CSV or XLSX.", metavar="LIST")],
    law: Annotated[str, typer.Option(help="A law (tendik laws lists them) or a law file.")],
    on: Day = None,
    protocol: Protocol = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Add the least change that makes each list comply.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    lang: Language = None,
) -> Answer:
    """Check lists of candidates: every breach, with row, article and the least remedy."""
    from tendik import __version__, laws, quota
    from tendik.exchange.lists import read_lists
    from tendik.exchange.tables import read_table_file
    from tendik.values import Replay

    say = speaker(lang)
    form_of(protocol)
    rules = laws.load(law, on=on)
    table = read_table_file(file)
    read = read_lists(table, on=rules.on)
    if read.problems:
        raise BadInput(read.problems)
    findings = quota.check(rules, read.lists)
    replay = Replay(
        call=f"check on {on or '-'}",
        engine=__version__,
        law=f"{rules.id}@{rules.version.id}",
        law_digest=rules.digest,
        data=file.name,
        data_digest=table.digest,
    )
    if protocol is not None:
        from tendik.reports import check_page

        write(protocol, check_page(rules, read.lists, findings, replay, say.language))
    data: dict[str, Any] = {
        "law": f"{rules.id} {rules.version.id}",
        "lists": [{"id": party.id, "names": len(party.candidates)} for party in read.lists],
        "findings": [_finding(finding, say) for finding in findings],
        "warnings": _warnings(read, say),
        "replay": replay_json(replay),
    }
    lines = []
    if not findings:
        lines = ["", say(N_("No breach was found. Lists checked: {count}."), count=len(read.lists))]
    if rules.on is None:
        lines += ["", say(N_("No day was given (--on), so age could not be measured."))]
    lines += _warnings(read, say)
    if repair:
        broken = dict.fromkeys(finding.list for finding in findings)
        repairs = [repaired(rules, party) for party in read.lists if party.id in broken]
        data["repairs"] = [one.data for one in repairs]
        lines += ["", *(line for one in repairs for line in one.lines(rules, say))]
    lines += ["", str(replay)]
    headings = [say(h) for h in (N_("list"), N_("article"), N_("finding"), N_("rows"), N_("remedy"))]
    title = f"{file.name} · {say.text(rules.title)} · {rules.version.id}"
    rows = [_row(finding, say) for finding in findings]
    return Answer(title, data, headings, rows, lines, FINDINGS if findings else 0)


def _warnings(read: ListsFile, say: Speaker) -> list[str]:
    return [f"{place(w, say.language)}: {render(w.message, say.language)}" for w in read.warnings]


def _row(finding: Finding, say: Speaker) -> list[Any]:
    """A finding for people."""
    from tendik.quota.words import remedies, runs, sanctions

    return [
        say.text(finding.name),
        article(finding.article, say.language),
        render(finding.message, say.language),
        runs(finding.places),
        " ".join(render(way, say.language) for way in [*remedies(finding), *sanctions(finding)]),
    ]


def _finding(finding: Finding, say: Speaker) -> dict[str, Any]:
    """A finding for programs."""
    return {
        "rule": finding.rule,
        "article": finding.article,
        "list": finding.list,
        "required": finding.required,
        "found": list(finding.found),
        "places": list(finding.places),
        "remedy": {key: value for key, value in vars(finding.remedy).items() if value is not None},
        "verdict": finding.verdict,
        "breach": finding.breach,
        "status": finding.status,
        "days": finding.days,
        "cost": finding.cost,
        "text": render(finding.message, say.language),
    }
