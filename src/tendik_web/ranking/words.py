"""Words of the ranking: the sentences that answer, labels, remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tendik.indices import Index
from tendik.indices.intervals import RankInterval
from tendik.language import pick
from tendik.values import Source
from tendik_web.ranking.answer import Edition
from tendik_web.ranking.names import name
from tendik_web.site.templatetags.tendik import reader, show

SPAN = re.compile(r"(\d{4}) to (\d{4})")


def title(index: Index) -> str:
    """The name of the index."""
    return pick(index.file.title, reader())


def pillar(index: Index, node: str) -> str:
    """The name of a pillar."""
    return pick(index.file.pillars[node].label, reader())


def indicator(index: Index, key: str) -> str:
    """The name of an indicator."""
    return pick(index.file.indicators[key].label, reader())


def inside(text: str) -> str:
    """A name inside a sentence: its first letter small."""
    return text[:1].lower() + text[1:]


def standing(edition: Edition, economy: str) -> str:
    """Where an economy stands, and which pillar holds it back."""
    values = {
        "economy": name(economy),
        "count": show(edition.count),
        "index": title(edition.index),
        "edition": edition.id,
    }
    if economy not in edition.figures.published:
        return _("%(economy)s is not in the %(index)s %(edition)s") % values
    rank = edition.rank(economy)
    if rank is None:
        if economy not in edition.allowed:
            return _("The rank of %(economy)s in the %(index)s %(edition)s is not known") % values
        values |= {"ranks": ranks(edition.allowed[economy])}
        return _("%(economy)s ranks between %(ranks)s of %(count)s in the %(index)s %(edition)s") % values
    values |= {"rank": show(rank)}
    back = edition.held_back(economy)
    if back is None:
        return _("%(economy)s ranks %(rank)s of %(count)s in the %(index)s %(edition)s") % values
    values |= {"pillar": inside(pillar(edition.index, back))}
    return (
        _("%(economy)s ranks %(rank)s of %(count)s in the %(index)s %(edition)s: %(pillar)s holds it back")
        % values
    )


def ranks(interval: RankInterval | None) -> str | None:
    """The ranks that are allowed: ``59–62``."""
    if interval is None:
        return None
    if interval.sure:
        return show(interval.best)
    return f"{show(interval.best)}–{show(interval.worst)}"


def sources(edition: Edition) -> Sequence[Source]:
    """The sources whose title names the year of the edition; all of them where none does."""
    year = int(edition.id)

    def about(source: Source) -> bool:
        span = SPAN.search(source.title)
        return str(year) in source.title or (
            span is not None and int(span.group(1)) <= year <= int(span.group(2))
        )

    return [one for one in edition.figures.sources if about(one)] or edition.figures.sources


def remarks(edition: Edition, economy: str) -> list[str]:
    """What to know of the figures of an economy: faults of copies, numbers that rounding does not explain."""
    index = edition.index
    told = []
    row = edition.rows.get(economy)
    for remark in row.remarks if row else ():
        where = _column(index, remark.column)
        note = pick(remark.note, reader())
        told.append(f"{where}: {note}" if where else note)
    for what in row.unexplained if row else ():
        template = _("Published and recomputed differ by more than rounding explains: %(what)s.")
        told.append(template % {"what": _column(index, what) or what})
    if edition.scores is not None and economy in edition.scores.marks:
        told.append(show(edition.scores.marks[economy]))
    if edition.scores is not None and economy in edition.scores.unscored:
        told.append(_("No score can be recomputed: figures are missing."))
    return told


def changes(edition: Edition) -> list[str]:
    """The dated rules that hold in the edition, each after the indicator that it is about."""
    told = []
    for change in edition.index.changes:
        says = pick(change.says, reader())
        about = _column(edition.index, change.indicator or "")
        told.append(f"{about}: {says}" if about else says)
    return told


def _column(index: Index, column: str) -> str:
    if column in index.file.indicators:
        return indicator(index, column)
    if column in index.file.pillars:
        return pillar(index, column)
    return {"score": _("Score"), "rank": _("Rank")}.get(column, "")
