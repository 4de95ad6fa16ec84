"""What a page of the ranking answers, before it is drawn: the same for the page and for its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tendik.charts import Picture
from tendik.values import Source
from tendik_web.ranking.asked import Asked
from tendik_web.site.table import Table


@dataclass(frozen=True)
class Result:
    """An answer.

    Parameters
    ----------
    heading : str
        The sentence that answers.
    tables : sequence of Table
        What the files hold, in this order.
    data : mapping
        Everything, for programs.
    picture : Picture or None
    name : str
        Of files, without ending.
    query : mapping
        The question in its shortest form, for the link.
    asked : Asked
    replay : str
        The line that repeats the result.
    sources, licence
        Where the figures were read, and what may be done with them.
    context : mapping
        What else the template needs.
    """

    heading: str
    tables: Sequence[Table]
    data: Mapping[str, Any]
    picture: Picture | None
    name: str
    query: Mapping[str, Any]
    asked: Asked
    replay: str = ""
    sources: Sequence[Source] = ()
    licence: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
