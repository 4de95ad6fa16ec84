"""How each language is looked at: long Kazakh and Russian words on a phone, English at a desk."""

WIDTHS = {"kk": 360, "ru": 360, "en": 1280}
LANGUAGES = tuple(WIDTHS)
