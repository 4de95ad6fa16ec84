"""Long lists by cursor: each page names where the next begins, and nothing moves under the reader."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from tendik_web.access.ids import ID

LIMIT = 100


class Page(Schema):
    """Which part of a list: at most ``limit`` records after ``cursor``."""

    limit: int = Field(50, ge=1, le=LIMIT)
    cursor: str = Field("", pattern=f"^({ID})?$", description="As the page before gave it in “next”")


def cut(request: HttpRequest, rows: Any, page: Page) -> tuple[list[Any], str | None]:
    """The records of ``page`` among ``rows``, by identifier, and the address of the next page."""
    found = list(rows.order_by("pk").filter(pk__gt=page.cursor)[: page.limit + 1])
    if len(found) <= page.limit:
        return found, None
    query = request.GET.copy()
    query["cursor"], query["limit"] = found[page.limit - 1].pk, str(page.limit)
    return found[: page.limit], request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
