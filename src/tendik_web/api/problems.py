"""Everything that goes wrong, as ``application/problem+json`` (RFC 9457), in the language asked for."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tendik.errors import BadInput, NotFound
from tendik.language import render
from tendik_web.records.conflict import Conflict


def answer(status: int, title: str, **more: Any) -> HttpResponse:
    """A problem: its status, a sentence, and what else there is to say."""
    body = {"type": "about:blank", "status": status, "title": title} | more
    return JsonResponse(body, status=status, content_type="application/problem+json")


def say(message: Any) -> str:
    """A message in the language asked for."""
    return render(message, get_language() or "kk")


def install(api: NinjaAPI) -> None:
    """Answer every exception of ``api`` with a problem."""

    @api.exception_handler(BadInput)
    def bad_input(request: HttpRequest, error: BadInput) -> HttpResponse:
        problems = [
            {"code": problem.message.code, "field": problem.column, "detail": say(problem.message)}
            for problem in error.problems
        ]
        return answer(422, _("What was sent has problems."), problems=problems)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        problems = [
            {"code": fault["type"], "field": ".".join(map(str, fault["loc"])), "detail": fault["msg"]}
            for fault in error.errors
        ]
        return answer(422, _("What was sent has problems."), problems=problems)

    @api.exception_handler(Conflict)
    def conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
        versions = {"base": error.base, "theirs": error.theirs, "version": error.version}
        return answer(409, say(error.message), **versions)

    @api.exception_handler(NotFound)
    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Exception) -> HttpResponse:
        return answer(404, say(error.message) if isinstance(error, NotFound) else _("There is nothing here."))

    @api.exception_handler(PermissionDenied)
    def denied(request: HttpRequest, error: Exception) -> HttpResponse:
        return answer(403, _("You may not do this with this token."))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: Exception) -> HttpResponse:
        response = answer(401, _("The token is missing, wrong, expired or revoked."))
        response.headers["WWW-Authenticate"] = 'Bearer realm="Tendik"'
        return response

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(error.status_code, _("The request could not be understood"))

    @api.exception_handler(Exception)
    def fault(request: HttpRequest, error: Exception) -> HttpResponse:
        import logging

        logging.getLogger("django.request").error("API %s", request.path, exc_info=error)
        return answer(500, _("The fault is ours, and it has been recorded. Try again in a few minutes."))
