"""The reform chain as a printed page: law, seats, women, SDG 5.5.1, score, rank, and what is assumed."""

from __future__ import annotations

from datetime import date

from tendik.errors import N_, Message
from tendik.language import article, day, pick, render, show
from tendik.reform import Chain
from tendik.reform.sentences import HEADINGS, heading, now, rows
from tendik.reports.page import Page, Part

NUMERIC = (False, True, True, True, True, True, True, True)
WIDTHS = (2.7, 1.2, 1.2, 1.4, 1.9, 1.3, 0.9, 1.8)


def reform_page(chain: Chain, language: str, *, printed: date | None = None) -> Page:
    """The chain as a page in ``language``; ``printed`` is the day that stands on it."""

    def say(template: str, **values: object) -> str:
        return render(Message("", template, values), language)

    sides = [
        Part(
            title=f"{pick(side.seats.law.title, language)}, {day(side.seats.law.version.adopted, language)}",
            headings=[say(title) for title in HEADINGS],
            rows=[[show(cell, language) for cell in row] for row in rows(side)],
            widths=WIDTHS,
            numeric=NUMERIC,
        )
        for side in (chain.before, chain.after)
    ]
    lists = Part(
        title=say(N_("List mandates on the same votes")),
        headings=[say(N_("list")), say(N_("votes")), say(N_("law")), say(N_("reform"))],
        rows=[
            [
                pick(party.name, language),
                show(party.votes, language),
                show(before, language),
                show(after, language),
            ]
            for party, before, after in zip(
                chain.election.lists,
                chain.before.seats.allocation.seats,
                chain.after.seats.allocation.seats,
                strict=True,
            )
        ],
        widths=(3, 1, 1, 1),
        numeric=(False, True, True, True),
    )
    assumed = Part(
        title=say(N_("What is taken as given, and what the quota cannot move")),
        items=[render(step.message, language) for step in chain.assumptions],
    )
    sources = Part(title=say(N_("Sources:")).rstrip(":"), items=_sources(chain, language))
    dated = [day(printed, language)] if printed else []
    return Page(
        language=language,
        eyebrow=pick(chain.election.title, language),
        title=render(heading(chain), language),
        lead=[render(now(chain), language)],
        parts=[*sides, lists, assumed, sources],
        foot=" · ".join([*dated, str(chain.replay)]),
    )


def _sources(chain: Chain, language: str) -> list[str]:
    """The rules that the chain rests on, then the votes and the index."""
    named: dict[str, list[str]] = {}
    for side in (chain.before, chain.after):
        for rule in side.seats.law.rules:
            source = side.seats.law.source(rule.source)
            named.setdefault(show(source, language), []).append(article(rule.article, language))
    lines = [f"{title}: {'; '.join(dict.fromkeys(articles))}" for title, articles in named.items()]
    if chain.election.votes_origin.source is not None:
        lines.append(show(chain.election.votes_origin.source, language))
    return [*lines, *(show(source, language) for source in chain.sources)]
