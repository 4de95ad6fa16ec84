"""Changes in words: “deadline moved from 1 May to 1 June”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, get_args

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tendik_web.access.actors import Actor
from tendik_web.history import figures
from tendik_web.records import rows
from tendik_web.records.kinds import Group, Kind, find
from tendik_web.records.source import in_words, read_on
from tendik_web.records.text import LANGUAGES, TextField, words
from tendik_web.site.templatetags.tendik import period, reader, show

SILENT = {"version", "key", "country", "withdrawn"}
"""Fields whose change says nothing to a reader."""


VERBS = {
    "create": gettext_lazy("Recorded"),
    "change": gettext_lazy("Changed"),
    "withdraw": gettext_lazy("Withdrawn"),
    "restore": gettext_lazy("Restored"),
    "confirm": gettext_lazy("Confirmed in its source"),
    "release": gettext_lazy("Visibility decided"),
}


def verb(action: str) -> str:
    """What was done to a record, in words; nothing for what is done to something else."""
    room, _dot, name = action.partition(".")
    return str(VERBS[name]) if room in get_args(Group) and name in VERBS else ""


@dataclass(frozen=True)
class Change:
    """One field of a record that changed: its name, and what it was and is, in words."""

    field: str
    label: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The change as a sentence."""
        values = {"field": self.label, "before": self.before, "after": self.after}
        if not self.before:
            return _("%(field)s: %(after)s") % values
        if not self.after:
            return _("%(field)s: removed (it was %(before)s)") % values
        return _("%(field)s: moved from %(before)s to %(after)s") % values


def label(kind: Kind, name: str) -> str:
    """What people call a field."""
    field = kind.lists.get(name) or next(
        (f for f in kind.model._meta.concrete_fields if f.name == name), None
    )
    return capfirst(str(field.verbose_name if field else NAMES.get(name, name)))


NAMES = {"reason": gettext_lazy("Reason")}


class Titles:
    """Titles of the records that images name, as far as a viewer may see them; one query."""

    def __init__(
        self, viewer: Actor, country: str | None, images: Iterable[tuple[Kind, Mapping[str, Any]]]
    ) -> None:
        wanted: dict[str, set[str]] = {}
        for kind, image in images:
            for name, model in kind.links.items():
                value = image.get(name)
                named = {value} if isinstance(value, str) else set(value or ())
                wanted[model.kind()] = wanted.get(model.kind(), set()) | named
        self._titles = {
            id: words(title, reader()) or id
            for id, title in rows.titles(viewer, country, wanted, withdrawn=True).items()
        }

    def __getitem__(self, id: str) -> str:
        return self._titles.get(id) or _("a record that is not public")


def value(kind: Kind, name: str, raw: Any, titles: Titles) -> str:
    """A value that the history holds, in words; nothing for nothing."""
    if raw is None or raw == "" or raw == [] or raw == {}:
        return ""
    if name in kind.links:
        named = [raw] if isinstance(raw, str) else raw
        return "; ".join(sorted(titles[id] for id in named))
    if name == "file":
        return _("a stored file")
    field = next((f for f in kind.model._meta.concrete_fields if f.name == name), None)
    if isinstance(raw, bool):
        return _("yes") if raw else _("no")
    if isinstance(field, TextField):
        return _text(raw)
    if name == "source" and isinstance(raw, dict):
        day = read_on(raw)
        parts = [in_words(raw, reader()), raw.get("url"), day and show(day)]
        return ", ".join(str(part) for part in parts if part)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(raw, raw))
    return period(str(raw)) if name == "period" else _plain(field, raw)


def _plain(field: models.Field[Any, Any] | None, raw: Any) -> str:
    if isinstance(field, models.DateTimeField):
        return str(show(datetime.fromisoformat(raw).date()))
    if isinstance(field, models.DateField):
        return str(show(date.fromisoformat(raw)))
    if isinstance(field, models.DecimalField):
        try:
            return str(show(Fraction(Decimal(raw))))
        except InvalidOperation:
            return str(raw)
    if isinstance(raw, list):
        return ", ".join(map(str, raw))
    return str(raw)


def _text(raw: Mapping[str, Any]) -> str:
    """The text for the reader; where only other versions changed they are named by their language."""
    return (
        words(raw, reader())
        if raw.get(reader())
        else "; ".join(f"{raw[language]['text']} ({language})" for language in LANGUAGES if raw.get(language))
    )


def changes(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any], titles: Titles) -> list[Change]:
    """What differs between two images, field by field; texts by the languages that changed."""
    found = []
    for name in (*after, *(before.keys() - after.keys())):
        if name in SILENT or before.get(name) == after.get(name):
            continue
        old, new = before.get(name), after.get(name)
        if isinstance(old, dict) and isinstance(new, dict) and name != "source":
            differing = [one for one in LANGUAGES if old.get(one) != new.get(one)]
            old = {one: old[one] for one in differing if old.get(one)}
            new = {one: new[one] for one in differing if new.get(one)}
        found.append(
            Change(name, label(kind, name), value(kind, name, old, titles), value(kind, name, new, titles))
        )
    return found


def title(kind: Kind, image: Mapping[str, Any], titles: Titles) -> str:
    """The title that a record bore; of one without, that of the record it belongs to.

    A figure is called by its series and period.
    """
    if kind.name == figures.FIGURE:
        return figures.titled(titles[str(image.get(figures.SERIES))], image)
    own = words(image.get("title") or {}, reader())
    return own or next((titles[image[name]] for name in kind.links if isinstance(image.get(name), str)), "")


def kind_of(record: str) -> Kind:
    """The kind of a record as entries name it."""
    return find(record.split(":", 1)[0])
