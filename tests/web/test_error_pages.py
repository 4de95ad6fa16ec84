"""What goes wrong is told in a page: what happened, what to do, in the reader's language, no trace."""

import io

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import FakePayload
from django.urls import path
from django.utils.translation import gettext, override

from tendik_web.site.errors import ERRORS, EXPIRED
from tendik_web.site.urls import handler400, handler403, handler404, handler500, urlpatterns

SECRET = "the sum of 17 hidden figures"


def fail(request):
    raise RuntimeError(SECRET)


def forbid(request):
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied(SECRET)


def suspect(request):
    from django.core.exceptions import SuspiciousOperation

    raise SuspiciousOperation(SECRET)


urlpatterns = [*urlpatterns, path("fail/", fail), path("forbid/", forbid), path("suspect/", suspect)]
handlers = (handler400, handler403, handler404, handler500)

with_faults = pytest.mark.urls(__name__)


def assert_explains(answer, code: int, language: str, sentences: tuple[str, str] | None = None) -> None:
    page = answer.content.decode()
    assert answer.status_code == code
    with override(language):
        for sentence in sentences or ERRORS[code]:
            assert gettext(sentence) in page
    assert "Traceback" not in page
    assert SECRET not in page
    assert "settings" not in page.lower()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_that_does_not_exist(client, language):
    assert_explains(client.get(f"/{language}/nothing/"), 404, language)


def test_inside_a_country_the_rooms_of_the_country_stay(client, kazakhstan):
    answer = client.get("/kk/kaz/nothing/")
    assert_explains(answer, 404, "kk")
    page = answer.content.decode()
    assert page.count('href="/kk/kaz/promises/"') == 1 and 'href="/kk/kaz/ranking/"' in page
    assert '<a href="/kk/kaz/">' in page
    assert "og:title" not in page
    assert 'class="rooms"' not in client.get("/kk/xyz/nothing/").content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_database_out_of_reach(broken_client, language):
    assert_explains(broken_client.get(f"/{language}/kaz/"), 500, language)


@with_faults
@pytest.mark.parametrize(("address", "code"), [("/suspect/", 400), ("/forbid/", 403), ("/fail/", 500)])
def test_an_error_names_no_inner_cause(broken_client, address, code):
    answer = broken_client.get(address, headers={"accept-language": "ru"})
    assert_explains(answer, code, "ru")


def test_templates_out_of_order_still_leave_an_answer(broken_client, settings):
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
    answer = broken_client.get("/en/kaz/")
    assert_explains(answer, 500, "en")
    assert '<html lang="en">' in answer.content.decode()


def test_an_unknown_host():
    assert_explains(Client().get("/ru/", headers={"host": "elsewhere.example"}), 400, "ru")


def test_a_wrong_method(client):
    assert_explains(client.delete("/en/components/"), 405, "en")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_form_without_token(language):
    answer = Client(enforce_csrf_checks=True).post(f"/{language}/components/", {"file": io.BytesIO(b"x")})
    assert_explains(answer, 403, language, EXPIRED)


class Unread(FakePayload):
    """A request body that nobody may read."""

    def read(self, *size):
        raise AssertionError("the body was read")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_request_that_is_too_large_is_refused_unread(language):
    answer = Client(enforce_csrf_checks=True).generic(
        "POST",
        f"/{language}/components/",
        **{
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "CONTENT_LENGTH": str(settings.REQUEST_LIMIT + 1),
            "wsgi.input": Unread(),
        },
    )
    assert_explains(answer, 413, language)


def test_a_request_just_within_the_limit_is_read():
    answer = Client().generic("POST", "/en/components/", b"a" * settings.REQUEST_LIMIT)
    assert answer.status_code == 405


@pytest.mark.parametrize("length", ["-1", "many", "1e9"])
def test_a_length_that_is_no_number(length):
    answer = Client().generic("POST", "/en/components/", b"a", CONTENT_LENGTH=length)
    assert_explains(answer, 400, "en")
