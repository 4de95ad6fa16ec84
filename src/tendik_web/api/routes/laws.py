"""The laws of elections as data."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from tendik import laws
from tendik.errors import N_, Message, NotFound
from tendik.language import LANGUAGES

router = Router(tags=["laws"])


@router.get("/", summary="List every law of elections with its versions", operation_id="laws")
def listed(request: HttpRequest) -> Any:
    """Identifier, title, country and versions of each law."""
    return [
        {
            "law": name,
            "title": _text(history[-1].title),
            "country": history[-1].country,
            "reform_of": history[-1].reform_of or None,
            "versions": [
                {
                    "version": law.version.id,
                    "adopted": law.version.adopted,
                    "in_force": law.version.in_force,
                    "status": law.version.status,
                    "digest": law.digest,
                }
                for law in history
            ],
        }
        for name in laws.available()
        for history in [laws.history(name)]
    ]


@router.get("/{law}", summary="Read one law on a day", operation_id="law")
def read(request: HttpRequest, law: str, on: date | None = None) -> Any:
    """Every rule of the version in force ``on`` that day, with article, source and status."""
    if law not in laws.available():
        known = ", ".join(laws.available())
        raise NotFound(
            Message("law.unknown-name", N_("There is no such law. There are: {known}."), {"known": known})
        )
    shown = laws.load(law, on=on.isoformat() if on else None)
    return {
        "law": shown.id,
        "title": _text(shown.title),
        "country": shown.country,
        "version": shown.version.model_dump(mode="json"),
        "digest": shown.digest,
        "rules": [
            {**rule.model_dump(mode="json"), "source": vars(shown.source(rule.source))}
            for rule in shown.rules
        ],
    }


def _text(text: Any) -> dict[str, str]:
    return {language: text[language] for language in LANGUAGES if text.get(language)}
