"""Promises in words: names of links and states, sentences, names and sources of records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from tendik.values import Percent, Source
from tendik_web.commitments.state import Link, LinkState, State
from tendik_web.records.source import in_words
from tendik_web.records.text import version
from tendik_web.records.text import words as words_of
from tendik_web.site.table import Cell
from tendik_web.site.templatetags.tendik import reader, show

LINKS = tuple(Link)
TAGS = {State.KEPT: "kept", State.LATE: "late", State.ON_TIME: "on-time", State.UNKNOWN: "unrecorded"}


def link_titles() -> dict[Link, str]:
    """The links as headings call them."""
    return {
        Link.LAW: _("Law"),
        Link.ACTION: _("Action"),
        Link.BODY: _("Responsible body"),
        Link.MONEY: _("Funding"),
        Link.INDICATOR: _("Indicator"),
        Link.PROOF: _("Evidence"),
    }


def link_names() -> dict[Link, str]:
    """The links as they are called inside a sentence."""
    return {
        Link.LAW: _("law"),
        Link.ACTION: _("action"),
        Link.BODY: _("responsible body"),
        Link.MONEY: _("funding"),
        Link.INDICATOR: _("indicator"),
        Link.PROOF: _("evidence"),
    }


def listed(links: list[Link]) -> str:
    """Links inside a sentence, one after the other."""
    names = link_names()
    return ", ".join(names[link] for link in links)


def state_of(standing: str) -> State:
    """The state that a standing is; one that is a link is a broken promise."""
    return State(standing) if standing in State.values else State.BROKEN


def state_label(standing: str) -> str:
    """The state in words, with the link at which a broken promise breaks."""
    if standing in State.values:
        return str(State(standing).label)
    return _("Broken at: %(link)s") % {"link": link_names()[Link(standing)]}


def state_cell(standing: str) -> Cell:
    """The state as a tag in a table."""
    return Cell(state_label(standing), tag=TAGS.get(state_of(standing), "broken"))


def heading(standing: str, due: date | None, done_on: date | None) -> str:
    """The state of one promise as the beginning of its heading."""
    state = state_of(standing)
    if state == State.KEPT:
        return _("Kept on %(day)s") % {"day": show(done_on)}
    if state == State.BROKEN:
        return state_label(standing)
    if state == State.LATE:
        return _("Late, due %(day)s") % {"day": show(due)}
    if state == State.ON_TIME:
        return _("On time, due %(day)s") % {"day": show(due)}
    return _("No due date, state unknown")


def named(text: Mapping[str, Any]) -> Any:
    """A text of a record for a table: marked with its language where it is not the reader's."""
    found = version(text, reader())
    if found is None:
        return _("no title")
    shown, one = found
    return one["text"] if shown == reader() else {shown: one["text"]}


def plain(text: Mapping[str, Any]) -> str:
    """A text of a record where nothing can be marked: in a sentence, in a file."""
    return words_of(text, reader())


def source_of(record: Any) -> Source | None:
    """Where a record was read."""
    source = record.source or {}
    if not source.get("title"):
        return None
    url = str(source.get("url") or "")
    try:
        day = date.fromisoformat(str(source.get("read_on") or ""))
    except ValueError:
        day = None
    return Source(in_words(source, reader()), url if url.startswith(("https://", "http://")) else None, day)


def source_cell(record: Any) -> Cell:
    """Where a record was read, when, and how far it is confirmed."""
    source = source_of(record)
    if source is None:
        return Cell(_("No source is recorded"), status=record.status)
    note = _("read on %(day)s") % {"day": show(source.read)} if source.read else ""
    return Cell(source.title, url=source.url or "", status=record.status, note=note)


def amount(value: Decimal | None, unit: str = "") -> Any:
    """A recorded number; a percentage as such, a dash for what is not there."""
    if value is None:
        return "–"
    exact = Fraction(value)
    return Percent(exact / 100) if unit == "percent" else exact


def measured(value: Decimal | None, unit: str) -> str:
    """A recorded number with its unit in words; an index or a bare number has none to name."""
    if value is None:
        return str(show(None))
    counted = {
        "persons": _("%(value)s persons"),
        "cases": _("%(value)s cases"),
        "enterprises": _("%(value)s enterprises"),
        "years": _("%(value)s years"),
        "hours": _("%(value)s hours"),
    }
    return counted.get(unit, "%(value)s") % {"value": show(amount(value, unit))}


def break_in_words(chain: Any) -> str:
    """Where the chain breaks or what is not recorded, in one sentence or two."""
    absent = [link for link in LINKS if chain.links[link] == LinkState.ABSENT]
    open_links = [link for link in LINKS if chain.links[link] == LinkState.UNRECORDED]
    said = []
    if absent:
        first = next(one for one in chain.absences if one.link == absent[0])
        told = {
            "link": link_names()[absent[0]],
            "who": first.declared_by,
            "day": show(first.declared_on),
        }
        if chain.standing == State.KEPT:
            said.append(_("Declared absent: %(link)s, by %(who)s on %(day)s.") % told)
        else:
            said.append(
                _("The chain breaks at: %(link)s. %(who)s declared on %(day)s that there is none.") % told
            )
    if open_links:
        said.append(_("Not recorded here: %(links)s.") % {"links": listed(open_links)})
    said = said or [_("Every link of the chain is recorded here.")]
    if chain.contrary:
        names = "; ".join(article(one.article) for one in chain.contrary)
        said.append(_("Judged contrary to the promise: %(articles)s.") % {"articles": names})
    return " ".join(said)


def article(one: Any) -> str:
    """An article with its law."""
    return _("%(law)s, article %(number)s") % {"law": plain(one.law.title), "number": one.number}
