"""A file, served to whoever may see its record: to be kept, never to be shown by the browser as ours."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from csp.decorators import csp_update
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from tendik.errors import NotFound
from tendik_web.countries.people import viewer
from tendik_web.countries.registry import Country
from tendik_web.files import rows, store
from tendik_web.site.errors import error_page

if TYPE_CHECKING:
    from tendik_web.files.models import File

DAMAGED = (
    gettext_noop("This file cannot be given out"),
    gettext_noop(
        "What is kept is not what was sent. Tell those who run this platform; they can restore it from a copy."
    ),
)

log = logging.getLogger(__name__)


@require_safe
@csp_update({"sandbox": [""]})
def download(request: HttpRequest, country: Country, id: str) -> HttpResponseBase:
    """The content of a file under its own name."""
    try:
        file = rows.get(viewer(request), country.iso3, id)
    except NotFound as error:
        raise Http404(str(error)) from None
    response = get_conditional_response(request, f'"{file.digest}"') or _content(request, file)
    response.headers["ETag"] = f'"{file.digest}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _content(request: HttpRequest, file: File) -> HttpResponse | FileResponse:
    try:
        content = store.open_checked(file.digest)
    except store.Damaged:
        log.error("the content of file %s is missing or altered", file.pk)
        return error_page(request, 503, DAMAGED)
    # Compressing what is compressed would only cost time, and the digest would no longer name the answer.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    return FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)
