"""The choices by which promises are filtered, as fields of a form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tendik.errors import BadInput
from tendik_web.access.actors import Actor
from tendik_web.commitments import matrix, words
from tendik_web.commitments.listing import CONTRARY
from tendik_web.commitments.state import State
from tendik_web.records import rows
from tendik_web.search.question import ask
from tendik_web.site.asked import Asked
from tendik_web.site.templatetags.tendik import show


def read(asked: Asked, viewer: Actor, country: str) -> dict[str, str]:
    """What is asked for, by the names of :class:`~tendik_web.commitments.listing.Filter`. Three queries."""
    all_of_them = ("", _("All"))

    def titled(kind: str) -> Any:
        return [
            (one.pk, words.plain(one.title))
            for one in rows.visible_to(viewer, country, kind).only("title").order_by("sort_key", "pk")
        ]

    provisions = matrix.provisions(viewer, country)

    def coded(kind: str, of: str) -> Any:
        return [
            (one.pk, f"{one.code} {words.plain(one.title)}")
            for one in provisions
            if one.type == kind and one.instrument.type == of
        ]

    articles = [
        (one.pk, f"{words.plain(one.instrument.title)}: {one.code} {words.plain(one.title)}")
        for one in provisions
        if one.type not in ("target", "area")
    ]
    fields = {
        "state": (_("State"), [(state.value, str(state.label)) for state in State]),
        "instrument": (_("Instrument"), titled("instrument")),
        "provision": (_("Article or paragraph"), articles),
        "sdg": (_("Target of the Sustainable Development Goals"), coded("target", "goal")),
        "area": (_("Area of the Beijing Platform"), coded("area", "platform")),
        "body": (_("Responsible body"), titled("body")),
        "law": (_("Laws"), [(CONTRARY, _("An article in force was judged contrary"))]),
    }
    words_asked = asked.words("q", _("Words"))
    try:
        ask(words_asked)
    except BadInput as error:
        asked.fields["q"]["error"] = " ".join(show(problem.message) for problem in error.problems)
        words_asked = ""
    return {"q": words_asked} | {
        name: asked.choice(name, label, [all_of_them, *options], "")
        for name, (label, options) in fields.items()
    }
