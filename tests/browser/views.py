"""How each language is looked at: long words on the narrowest phone and in the dark, on a usual phone, at a desk."""

from typing import Any

VIEWS: dict[str, dict[str, Any]] = {
    "kk": {"width": 320, "scheme": "dark"},
    "ru": {"width": 360},
    "en": {"width": 1280},
}
LANGUAGES = tuple(VIEWS)
