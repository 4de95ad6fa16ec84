"""Two people changed one record: what stands side by side, and what the second chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.http import QueryDict
from django.utils.text import capfirst

from tendik.errors import BadInput
from tendik_web.desk import typed as forms
from tendik_web.desk.family import Typed, anchor
from tendik_web.desk.fields import family
from tendik_web.desk.form import errors_of
from tendik_web.desk.numbers import whole
from tendik_web.desk.queries import links
from tendik_web.desk.queries.names import name_of
from tendik_web.desk.sheet import Refused, Sheet
from tendik_web.desk.summary import Shown, show
from tendik_web.records import rows
from tendik_web.records.conflict import Conflict
from tendik_web.records.image import changed, image
from tendik_web.records.values import assign

State = Literal["both", "mine", "theirs"]


@dataclass(frozen=True)
class Difference:
    """A field that somebody changed; ``both``: each otherwise, so that a person must choose."""

    name: str
    id: str
    label: str
    state: State
    base: Shown
    theirs: Shown
    mine: Shown
    typed: bool


def page(sheet: Sheet, typed: Typed, version: int, conflict: Conflict) -> dict[str, Any]:
    """What the page of the conflict shows.

    Raises
    ------
    Refused
        What was typed could not be written anyway.
    """
    mine = _mine(sheet, typed)
    theirs = sheet.plain | conflict.theirs
    base = theirs | conflict.base
    states = _states(sheet, base, theirs, mine)
    wanted: dict[str, set[str]] = {name: set() for name in sheet.kind.links}
    for values in (base, theirs, mine):
        for name in wanted:
            held = values.get(name)
            wanted[name] |= set(held if isinstance(held, list) else [held] if held else [])
    titles = links.named(sheet.actor, sheet.country.iso3, sheet.kind, wanted)
    fields = {f.name: f for f in sheet.kind.model._meta.get_fields() if f.name in states}
    differences = [
        Difference(
            name,
            anchor(name),
            capfirst(str(fields[name].verbose_name)),
            state,
            *(show(fields[name], values.get(name), titles) for values in (base, theirs, mine)),
            typed=name in forms.names(sheet.kind),
        )
        for name, state in states.items()
    ]
    return {
        "record": sheet.record,
        "name": name_of(sheet.kind, sheet.record),
        "kind": sheet.kind,
        "differences": differences,
        "both": [one for one in differences if one.state == "both"],
        "base": version,
        "version": conflict.version,
        "typed": [(name, text) for name, texts in typed.items() for text in texts],
    }


def settled(sheet: Sheet, typed: Typed, version: int, sent: QueryDict) -> tuple[Typed, int]:
    """What is to be sent once the second person has chosen, and over which version.

    While a field is open, the version that was read at first: then the same page comes again.
    """
    if any(f"choice.{name}" not in sent for name in sent.getlist("open")):
        return typed, whole(sent["base"])
    for name in forms.names(sheet.kind):
        if sent.get(f"choice.{name}") == "theirs":
            field = forms.field(sheet.kind, name)
            typed = {key: texts for key, texts in typed.items() if key.partition(".")[0] != name}
            typed |= family(field).write(sheet.plain.get(name))
    return typed, version


def _mine(sheet: Sheet, typed: Typed) -> dict[str, Any]:
    """The record as it would be with what was typed, in plain values; nothing is written."""
    if sheet.record is None:
        return {}
    values = sheet.values(typed)
    copy = rows.get(sheet.actor, sheet.country.iso3, sheet.kind.name, sheet.record.pk)
    try:
        lists = assign(sheet.kind, copy, values)
    except BadInput as error:
        raise Refused(errors_of(sheet.kind, values, error.problems)) from None
    return image(sheet.kind, copy, {name: sheet.held[name] for name in sheet.kind.lists} | lists)


def _states(
    sheet: Sheet, base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> dict[str, State]:
    names = forms.names(sheet.kind)
    by_them, by_me = set(changed(dict(base), dict(theirs))), set(changed(dict(base), dict(mine)))
    found: dict[str, State] = {}
    others = [name for name in sheet.plain if name in by_them and name not in names]
    for name in [*names, *others]:
        if name in by_them and name in by_me and name in names:
            if theirs.get(name) != mine.get(name):
                found[name] = "both"
        elif name in by_them:
            found[name] = "theirs"
        elif name in by_me and name in names:
            found[name] = "mine"
    return found
