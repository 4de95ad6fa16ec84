"""Text in languages: each version official or not, one of them the original."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypedDict

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("kk", "ru", "en", "ky", "uz", "tg", "tk")
"""The languages of content: those of the pages, then those of the region."""

KINDS = ("official", "unofficial")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


class Version(TypedDict):
    """The text in one language."""

    text: str
    kind: Literal["official", "unofficial"]


Text = dict[str, Any]
"""``{"original": "kk", "kk": {"text": …, "kind": "official"}, "en": {…}}``; empty: no text at all."""


def plain_text(text: str, language: str = "en", kind: str = "official") -> Text:
    """A text in one language, its original."""
    return {"original": language, language: {"text": text, "kind": kind}}


def version(text: Mapping[str, Any], language: str) -> tuple[str, Version] | None:
    """The language that ``text`` is shown in to a reader of ``language``, and that version.

    Its own where there is one, else the original; nothing where there is no text.
    """
    shown = language if text.get(language) else text.get("original", "")
    return (shown, text[shown]) if text.get(shown) else None


def words(text: Mapping[str, Any], language: str) -> str:
    """The text as a reader of ``language`` gets it, or nothing."""
    found = version(text, language)
    return found[1]["text"] if found else ""


def languages(text: Mapping[str, Any]) -> list[str]:
    """The languages that ``text`` has, in their usual order."""
    return [language for language in LANGUAGES if text.get(language)]


class TextField(models.JSONField):
    """A :data:`Text`; ``limit`` is the number of characters that each version may have."""

    def __init__(self, *args: Any, limit: int = 20_000, **options: Any) -> None:
        self.limit = limit
        super().__init__(*args, **{"default": dict, "blank": True} | options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"limit": self.limit}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Raise every fault of ``value``."""
        if value is not None and not isinstance(value, dict):
            raise ValidationError(_("This is not a text in languages."))
        super().validate(value, model_instance)
        if not value:
            return
        given = {key: version for key, version in value.items() if key != "original"}
        faults = [fault for key, version in given.items() for fault in self._faults(key, version)]
        if value.get("original") not in given:
            faults.append(ValidationError(_("Say in which language the original is, and give it.")))
        if faults:
            raise ValidationError(faults)

    def faults_of(self, text: Mapping[str, Any], language: str) -> list[str]:
        """What is wrong with the version of ``text`` in one language, a sentence each."""
        faults = self._faults(language, text[language]) if language in text else []
        return [sentence for fault in faults for sentence in fault.messages]

    def _faults(self, language: str, version: Any) -> list[ValidationError]:
        if language not in LANGUAGES:
            return [ValidationError(_("The language %(code)s is not known."), params={"code": language})]
        text = version.get("text") if isinstance(version, dict) else None
        if not isinstance(text, str) or version.keys() != {"text", "kind"} or version["kind"] not in KINDS:
            return [ValidationError(_("This is not a text in languages."))]
        faults = []
        if not text.strip():
            faults.append(ValidationError(_("The text is empty.")))
        if len(text) > self.limit:
            faults.append(
                ValidationError(
                    _("The text has %(found)s characters; at most %(limit)s fit."),
                    params={"found": len(text), "limit": self.limit},
                )
            )
        if "\0" in text:
            faults.append(ValidationError(_("The text holds characters that cannot be written.")))
        if TAG.search(text):
            faults.append(ValidationError(_("Write plain text: tags such as <b> are not understood.")))
        return faults
