"""What is wrong with a file, as the summary of errors lists it."""

from __future__ import annotations

from tendik.errors import BadInput
from tendik.language import place
from tendik_web.site.templatetags.tendik import reader, show

MOST = 100
"""As many problems as a page lists."""


def listed(error: BadInput) -> list[dict[str, str]]:
    """A sentence a problem, after its place."""
    found = []
    for problem in error.problems[:MOST]:
        where, said = place(problem, reader()), show(problem.message)
        found.append({"text": f"{where}: {said}" if where else said})
    return found
