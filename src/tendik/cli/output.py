"""How a command answers: a table for people, JSON or CSV for programs, problems for all."""

from __future__ import annotations

import csv
import functools
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, TypeVar

import typer

from tendik.errors import BadInput, Message, TendikError
from tendik.language import LANGUAGES, article, pick, place, render, show
from tendik.values import Lot, Replay, Step

AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Answer with the table in CSV.")]
Language = Annotated[
    str | None,
    typer.Option("--lang", help="Language of the answer: kk, ru or en; by default that of the system."),
]

CLEAN, FINDINGS, BAD_INPUT = 0, 1, 2


@dataclass(frozen=True)
class Answer:
    """What a command found out.

    ``data`` is the JSON; ``headings`` and ``rows`` the table, also of the CSV; ``lines``
    follow the table on the screen; ``status`` is the exit status.
    """

    title: str
    data: Mapping[str, Any]
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    lines: Sequence[str] = ()
    status: int = CLEAN


@dataclass(frozen=True)
class Speaker:
    """Says templates, messages and texts in one language."""

    language: str

    def __call__(self, template: str, **values: Any) -> str:
        return render(Message("", template, values), self.language)

    def show(self, value: Any) -> str:
        """Any value in the language."""
        return show(value, self.language)

    def text(self, text: Mapping[str, str]) -> str:
        """A text in the language."""
        return pick(text, self.language)


def speaker(language: str | None) -> Speaker:
    """The speaker of ``--lang``, of TENDIK_LANG, of the system, or of English."""
    stated = language or os.environ.get("TENDIK_LANG")
    if stated and stated not in LANGUAGES:
        raise typer.BadParameter(f"{stated}: kk, ru, en", param_hint="--lang")
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Speaker(stated or (system[:2] if system[:2] in LANGUAGES else "en"))


F = TypeVar("F", bound=Callable[..., Answer])


def answers(command: F) -> Callable[..., None]:
    """Make a command that returns an :class:`Answer` print it, and say problems plainly."""

    @functools.wraps(command)
    def wrapped(*args: Any, **options: Any) -> None:
        say = speaker(options.get("lang"))
        as_json, as_csv = options.get("as_json", False), options.get("as_csv", False)
        try:
            answer = command(*args, **options)
        except TendikError as error:
            _tell(error, say, as_json)
            raise typer.Exit(BAD_INPUT) from None
        if as_json:
            print_json(answer.data)
        elif as_csv:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(answer.headings)
            writer.writerows(answer.rows)
        else:
            _table(answer, say)
        raise typer.Exit(answer.status)

    return wrapped


def print_json(data: Any) -> None:
    """``data`` as JSON, exact fractions as texts."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return list(value) if isinstance(value, frozenset | set | tuple) else str(value)


def _table(answer: Answer, say: Speaker) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(Text(answer.title, style="bold"))
    if answer.rows:
        table = Table(
            *answer.headings, box=None, pad_edge=False, header_style="underline", padding=(0, 2, 0, 0)
        )
        for index, column in enumerate(table.columns):
            figures = all(
                isinstance(row[index], int | Fraction) or row[index] in ("", None) for row in answer.rows
            )
            column.justify = "right" if figures else "left"
        for row in answer.rows:
            table.add_row(*[Text("" if cell is None else say.show(cell)) for cell in row])
        console.print()
        console.print(table)
    for line in answer.lines:
        console.print(Text(line))


def _tell(error: TendikError, say: Speaker, as_json: bool) -> None:
    problems = error.problems if isinstance(error, BadInput) else ()
    if as_json:
        told = [
            {
                "code": problem.message.code,
                "text": render(problem.message, say.language),
                "file": problem.file,
                "row": problem.row,
                "column": problem.column,
            }
            for problem in problems
        ]
        print_json(
            {"error": error.message.code, "text": render(error.message, say.language), "problems": told}
        )
        return
    typer.echo(render(error.message, say.language), err=True)
    for problem in problems:
        where = place(problem, say.language)
        typer.echo(f"  {where + ': ' if where else ''}{render(problem.message, say.language)}", err=True)


def steps_json(steps: Sequence[Step], say: Speaker) -> list[dict[str, Any]]:
    """Steps as JSON: code, article, the sentence in the language, the figures."""
    return [
        {
            "code": step.code,
            "article": step.article,
            "text": render(step.message, say.language),
            "status": step.status,
        }
        for step in steps
    ]


def step_lines(steps: Sequence[Step], say: Speaker) -> list[str]:
    """Steps as lines: the article, then the sentence."""
    articles = [article(step.article, say.language) for step in steps]
    width = max(map(len, articles), default=0)
    return [
        f"  {where:<{width}}  {render(step.message, say.language)}"
        for where, step in zip(articles, steps, strict=True)
    ]


def lots_json(lots: Sequence[Lot]) -> list[dict[str, Any]]:
    """Open lots as JSON."""
    return [
        {"id": lot.id, "options": list(lot.options), "seats": lot.seats, "article": lot.article}
        for lot in lots
    ]


def replay_json(replay: Replay | None) -> dict[str, str] | None:
    """The replay line as JSON, with its digest."""
    return {**vars(replay), "digest": replay.digest} if replay else None
