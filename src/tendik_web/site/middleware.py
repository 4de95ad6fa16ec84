"""What happens around every page: headers, the size limit, wrong methods, the reader's language."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_path

from tendik_web.site.errors import error_page

Handler = Callable[[HttpRequest], HttpResponse]


def isolation_headers(get_response: Handler) -> Handler:
    """Keep other sites from reading our answers, and our pages from using devices."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response

    return middleware


def limit_request(get_response: Handler) -> Handler:
    """Answer a request that announces too much before anything of it is read.

    A request without a length has no body for WSGI, so the announced length is the
    whole truth.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal():
            return error_page(request, 400)
        if int(length) > settings.REQUEST_LIMIT:
            return error_page(request, 413)
        return get_response(request)

    return middleware


def explain_wrong_method(get_response: Handler) -> Handler:
    """Give the empty answer to a wrong method the page of its error."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            page = error_page(request, 405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware


def remember_language(get_response: Handler) -> Handler:
    """Keep a language that was chosen inside the site; a link from elsewhere changes nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        language = get_language_from_path(request.path_info)
        referrer = urlsplit(request.headers.get("Referer", ""))
        chosen = (
            response.status_code == 200
            and language is not None
            and referrer.netloc == request.get_host()
            and get_language_from_path(referrer.path) not in (None, language)
        )
        if chosen:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )
        return response

    return middleware
