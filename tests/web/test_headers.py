"""Every answer, of whatever kind, forbids what the pages do not need."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def assert_guarded(answer) -> None:
    """Only a picture that is made to be shown elsewhere may be."""
    shared = answer.headers.get("Content-Type") == "image/png"
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy == POLICY
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == ("cross-origin" if shared else "same-origin")
    assert "camera=()" in answer["Permissions-Policy"]


def routes(patterns, prefix: str = "") -> Iterator[str]:
    """Every address of the platform that needs nothing but a language and a country."""
    for pattern in patterns:
        place = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, place)
        elif isinstance(pattern, URLPattern):
            address = "/" + place.replace("<country:country>", "kaz")
            if "<" not in address:
                yield address


def test_every_page_is_guarded_and_free_of_inline_code(client, kazakhstan):
    addresses = list(routes(get_resolver().url_patterns))
    assert any(address.endswith("/kaz/") for address in addresses)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (200, 302, 405) or address == "/api/v1/", address
        assert_guarded(answer)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page), address


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "address", "sent", "code"),
    [
        ("get", "/", {}, 302),
        ("get", "/ru/nothing/", {}, 404),
        ("post", "/ru/", {}, 405),
        ("get", "/ru/", {"headers": {"host": "elsewhere.example"}}, 400),
        ("post", "/ru/", {"headers": {"content-length": str(settings.REQUEST_LIMIT + 1)}}, 413),
        ("get", "/static/django_htmx/htmx-2.min.js", {}, 200),
        ("get", "/static/nothing.js", {}, 404),
    ],
)
def test_every_kind_of_answer_is_guarded(method, address, sent, code):
    answer = getattr(Client(), method)(address, **sent)
    assert answer.status_code == code
    assert_guarded(answer)


def test_a_refused_form_is_guarded():
    answer = Client(enforce_csrf_checks=True).post("/ru/components/")
    assert answer.status_code == 403
    assert_guarded(answer)


def test_a_fault_of_ours_is_guarded(broken_client):
    answer = broken_client.get("/ru/kaz/")
    assert answer.status_code == 500
    assert_guarded(answer)


def test_static_files_are_not_offered_to_other_sites():
    assert "Access-Control-Allow-Origin" not in Client().get("/static/django_htmx/htmx-2.min.js").headers
