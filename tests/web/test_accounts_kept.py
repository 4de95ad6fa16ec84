"""A form that outlived its session comes back whole, and goes through once its author is back."""

import html
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from tendik_web.accounts.kept import signed_in_only
from tests.web.accounts import make_user, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

TYPED = {"title": "Ұзақ «мәтін» <b>\r\nекінші жол", "tags": ["a", "b"], "empty": ""}


@signed_in_only
def note(request):
    return HttpResponse(f"kept: {request.POST.get('title')} {request.POST.getlist('tags')}")


def hidden(request):
    raise PermissionDenied


from tendik_web.site import urls as site  # noqa: E402

urlpatterns = [path("en/note/", note), path("en/hidden/", hidden), path("", include(site.urlpatterns[0:0]))]
urlpatterns += site.urlpatterns
handler403, handler429 = site.handler403, site.handler429


def fields(page: str) -> dict[str, list[str]]:
    """What the form in ``page`` would send."""
    found: dict[str, list[str]] = {}
    main = page.split("<main")[1]
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', main):
        found.setdefault(name, []).append(html.unescape(value))
    return found


@pytest.mark.parametrize("address", ["/en/note/", "/en/hidden/"])
def test_a_form_sent_by_nobody_comes_back_whole(client, address):
    answer = client.post(address, TYPED)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "no-store" in answer["Cache-Control"]
    sent = fields(page)
    del sent["csrfmiddlewaretoken"]
    assert sent == {"title": [TYPED["title"]], "tags": ["a", "b"], "empty": [""]}
    assert f'action="{address}"' in page
    assert "<b>\r\n" not in page
    assert "data-renew" in page


def test_who_comes_to_read_signs_in_first(client):
    assert client.get("/en/note/?x=1")["Location"] == "/en/account/login/?next=/en/note/%3Fx%3D1"
    answer = client.get("/en/note/", headers={"hx-request": "true"})
    assert answer["HX-Redirect"].startswith("/en/account/login/")


def test_what_is_refused_to_a_reader_is_still_refused(client):
    assert client.get("/en/hidden/").status_code == 403
    make_user()
    sign_in(client)
    assert client.post("/en/hidden/", TYPED).status_code == 403


def test_passwords_do_not_come_back(client):
    answer = client.post("/en/note/", {"password1": "a-secret", "oldpassword": "a-secret", "title": "x"})
    assert "a-secret" not in answer.content.decode()


def test_a_file_is_asked_for_again(client):
    answer = client.post("/en/note/", {"title": "x", "evidence": SimpleUploadedFile("a.txt", b"abc")})
    page = answer.content.decode()
    assert re.search(r'<input type="file" id="([^"]+)" name="evidence">', page)
    assert 'enctype="multipart/form-data"' in page


def test_fifty_thousand_characters_come_back(client):
    long = "ж" * 50_000
    assert fields(client.post("/en/note/", {"title": long}).content.decode())["title"] == [long]


def test_htmx_gets_a_notice_to_put_beside_the_form(client):
    answer = client.post("/en/note/", TYPED, headers={"hx-request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 401
    assert text.startswith('<div class="errors"')
    assert "<html" not in text
    assert "/en/account/login/" in text


def test_the_whole_way_without_script():
    """Signing in elsewhere makes a new token; the old one is refused, and the form is kept again."""
    make_user()
    browser = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    token = fields(browser.get("/en/account/login/").content.decode())["csrfmiddlewaretoken"][0]
    first = browser.post("/en/note/", TYPED | {"csrfmiddlewaretoken": token})
    assert first.status_code == 401
    assert sign_in(browser, csrfmiddlewaretoken=token).status_code == 302
    second = browser.post("/en/note/", fields(first.content.decode()))
    assert second.status_code == 403
    assert "This form was open for too long" in second.content.decode()
    third = browser.post("/en/note/", fields(second.content.decode()))
    assert third.content.decode() == f"kept: {TYPED['title']} ['a', 'b']"


def test_a_fresh_token_is_for_who_signed_in():
    make_user()
    browser = Client(enforce_csrf_checks=True)
    assert browser.get("/en/account/token/").json() == {"token": None}
    token = fields(browser.get("/en/account/login/").content.decode())["csrfmiddlewaretoken"][0]
    sign_in(browser, csrfmiddlewaretoken=token)
    answer = browser.get("/en/account/token/")
    assert "no-store" in answer["Cache-Control"]
    fresh = answer.json()["token"]
    assert browser.post("/en/note/", TYPED | {"csrfmiddlewaretoken": fresh}).status_code == 200


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
def test_a_form_from_elsewhere_is_refused_and_not_offered_for_sending(origin):
    make_user()
    browser = Client(enforce_csrf_checks=True)
    token = fields(browser.get("/en/account/login/").content.decode())["csrfmiddlewaretoken"][0]
    sign_in(browser, csrfmiddlewaretoken=token)
    headers = {"origin": origin} if origin else {}
    answer = browser.post("/en/note/", TYPED | {"csrfmiddlewaretoken": "x" * 64}, headers=headers)
    assert answer.status_code == 403
    assert "мәтін" not in answer.content.decode()
