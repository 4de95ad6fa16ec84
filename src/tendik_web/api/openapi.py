"""Write the description of the API to the file that is committed: ``python -m tendik_web.api.openapi``."""

from __future__ import annotations

import json
from pathlib import Path

FILE = Path(__file__).parent / "openapi.json"


def described() -> str:
    """The description, as the file holds it."""
    from tendik_web.api.site import api

    return (
        json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False, sort_keys=True, default=str) + "\n"
    )


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tendik_web.site.settings")
    django.setup()
    FILE.write_text(described(), "utf-8")
