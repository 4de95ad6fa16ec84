"""The form of a record, generated from its kind: what each field shows, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tendik.errors import Problem
from tendik_web.desk import typed as forms
from tendik_web.desk.family import Typed, anchor
from tendik_web.desk.fields import family
from tendik_web.desk.queries.union import Row
from tendik_web.records import source
from tendik_web.records.kinds import Kind
from tendik_web.records.text import LANGUAGES
from tendik_web.site.templatetags.tendik import show

Errors = dict[str, list[str]]
"""Sentences by field, or by a part of it; those that concern no field are under nothing."""


@dataclass
class Form:
    """A form as a page shows it.

    ``titles`` are the records that the fields of links name, as far as the reader sees them;
    ``found`` what a search in one of these fields found, with the words that were asked for;
    ``file`` is the file that the form names.
    """

    kind: Kind
    typed: Typed
    titles: Mapping[str, Row] = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)
    found: Mapping[str, tuple[str, list[Row]]] = field(default_factory=dict)
    file: Any = None

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Every field with all that its template needs."""
        return [self.field(name) for name in forms.names(self.kind)]

    def field(self, name: str) -> dict[str, Any]:
        """One field."""
        of = forms.field(self.kind, name)
        kin = family(of)
        told = {
            "name": name,
            "id": anchor(name),
            "label": capfirst(str(of.verbose_name)),
            "template": f"desk/fields/{kin.name}.html",
            "required": name in self.kind.required,
            "errors": self.errors.get(name, []),
            **kin.parts(self.typed),
        }
        for part in (*told.get("versions", ()), *told.get("others", ()), *_lines(told)):
            part["errors"] = self.errors.get(part["name"], [])
        if kin.name == "file" and self.file:
            told["kept"] = {"name": self.file.name, "size": self.file.size, "status": _("kept")}
        if kin.name == "link":
            told |= self._options(name, told["chosen"])
        return told

    @property
    def takes_file(self) -> bool:
        """Whether a file can be sent with it."""
        return "file" in self.kind.columns

    def _options(self, name: str, chosen: list[str]) -> dict[str, Any]:
        """What can be picked: what is chosen already, then what was found."""
        words, rows = self.found.get(name, ("", []))
        options = [{"id": id, "row": self.titles.get(id), "chosen": True} for id in chosen]
        options += [{"id": row.id, "row": row, "chosen": False} for row in rows if row.id not in chosen]
        return {"words": words, "options": options, "asked": name in self.found, "none": not rows}

    @property
    def summary(self) -> list[dict[str, str]]:
        """Every error with the address of its field, in the order of the form."""
        listed = [{"url": "", "text": text} for text in self.errors.get("", ())]
        for name in forms.names(self.kind):
            of = forms.field(self.kind, name)
            label = capfirst(str(of.verbose_name))
            for key, texts in self.errors.items():
                if key.partition(".")[0] == name:
                    url = f"#{family(of).anchor() if key == name else anchor(key)}"
                    listed += [{"url": url, "text": f"{label}: {text}"} for text in texts]
        return listed


def _lines(told: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    lines = told.get("lines", ())
    return lines if isinstance(lines, list) else ()


def errors_of(kind: Kind, values: Mapping[str, Any], problems: Iterable[Problem]) -> Errors:
    """The sentences of ``problems`` by field; those of a version or of a part of the source stand there."""
    errors: Errors = {}
    for problem in problems:
        texts = errors.setdefault(problem.column or "", [])
        if (text := show(problem.message)) not in texts:
            texts.append(text)
    for name in [name for name in errors if name in kind.columns]:
        parts = _faults(kind, name, values.get(name))
        for part, texts in parts.items():
            errors[f"{name}.{part}"] = texts
            errors[name] = [text for text in errors[name] if text not in texts]
        if not errors[name]:
            del errors[name]
    return errors


def _faults(kind: Kind, name: str, value: Any) -> Errors:
    of = forms.field(kind, name)
    if name == "source":
        return {part: [text] for part, text in source.faults(value).items() if part}
    if family(of).name != "text" or not isinstance(value, dict):
        return {}
    return {code: texts for code in LANGUAGES if (texts := of.faults_of(value, code))}


def not_for(body: str) -> Errors:
    """The error of one who may write for some body, but not for this."""
    text = (
        _("You may not write for this body. Choose the body that you work for.")
        if body
        else _("Choose the body that you work for.")
    )
    return {"body": [text]}
