"""Accounts in a real browser: phone and desk, three languages, the keyboard, and a session that ends."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests.browser.views import LANGUAGES, VIEWS
from tests.web.accounts import PASSWORD, add_factor, code, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ground(transactional_db, kazakhstan):
    """One country, one person; no attempts of other tests are counted."""
    cache.clear()


@pytest.fixture
def aigul():
    return make_user(name="Айгүл Бекмұхамбетова-Сейітжанқызы")


def sign_in(seen, language: str = "en") -> None:
    page = seen.page
    page.locator("#id_login").fill("aigul@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(f"**/{language}/account/**")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_before_and_after_signing_in(visit, aigul, language):
    account = f"/{language}/account/"
    seen = visit(f"{account}login/", **VIEWS[language])
    assert seen.faults() == []
    assert seen.walk(f"{account}password/reset/", f"{account}invitation/none/") == {}
    seen.go(f"{account}login/")
    sign_in(seen, language)
    assert seen.faults() == []
    places = ("sessions/", "password/change/", "email/", "factor/add/")
    assert seen.walk(*(account + place for place in places)) == {}


def test_the_header_is_small_and_names_who_is_signed_in(visit, aigul):
    seen = visit("/kk/account/login/", width=320)
    before = seen.page.locator(".bar").bounding_box()["height"]
    sign_in(seen, "kk")
    expect(seen.page.locator(".person a")).to_have_text(aigul.name)
    assert seen.page.locator(".bar").bounding_box()["height"] - before < 48
    seen.page.locator(".person button").click()
    seen.page.wait_for_url("**/kk/kaz/")
    expect(seen.page.locator("a.person")).to_have_count(1)


def test_signing_in_goes_by_keyboard_and_errors_are_reached(visit, aigul):
    page = visit("/en/account/login/").page
    page.locator("#id_login").focus()
    page.keyboard.type("aigul@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    page.locator(".errors").wait_for()
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator(".errors")).to_contain_text("not correct")
    expect(page.locator("#id_login")).to_have_value("aigul@example.org")
    page.locator("#id_login").fill("")
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator(".errors a").wait_for()
    page.locator(".errors a").press("Enter")
    expect(page.locator("#id_login")).to_be_focused()


def test_the_picture_for_the_telephone_is_drawn_and_the_factor_added(visit, aigul):
    seen = visit("/en/account/login/", width=360, scheme="dark")
    sign_in(seen)
    seen.page.goto(seen.page.url + "factor/add/")
    assert seen.page.locator("main img").evaluate("e => e.naturalWidth > 0 && e.complete")
    secret = seen.page.locator("main li code").inner_text()
    seen.page.locator("#id_code").fill(code(secret))
    seen.page.locator("#id_code").press("Enter")
    seen.page.wait_for_url("**/factor/codes/")
    expect(seen.page.locator("main ul code")).to_have_count(10)
    assert seen.faults() == []


def test_a_code_is_asked_for(visit, aigul):
    secret = add_factor(aigul)
    seen = visit("/ru/account/login/", width=360)
    sign_in(seen, "ru")
    seen.page.wait_for_url("**/ru/account/factor/code/")
    assert seen.faults() == []
    seen.page.locator("#id_code").fill(code(secret))
    seen.page.locator("#id_code").press("Enter")
    seen.page.wait_for_url("**/ru/account/")


def test_it_works_without_script(visit, aigul):
    seen = visit("/en/account/login/", java_script_enabled=False)
    sign_in(seen)
    expect(seen.page.locator("main dl")).to_have_count(1)
    seen.page.locator(".person button").click()
    expect(seen.page.locator("a.person")).to_have_count(1)


@pytest.fixture
def written(visit, aigul):
    """A form half written when its session ended."""
    seen = visit("/en/account/login/")
    sign_in(seen)
    page = seen.page
    page.goto(page.url + "sessions/")
    page.evaluate(
        """document.querySelector("main .wrap").insertAdjacentHTML("beforeend", `<form method="post" id="work">
        <input type="hidden" name="csrfmiddlewaretoken" value="${
          document.querySelector("[name=csrfmiddlewaretoken]").value}">
        <label>Text <input type="text" name="text" id="text"></label><button>Send</button></form>`)"""
    )
    page.locator("#text").fill("Ұзақ мәтін")
    page.context.clear_cookies(name="tendik_session")
    return seen


def come_back(seen) -> None:
    """Sign in in a new tab, by the link of the notice."""
    with seen.page.expect_popup() as opened:
        seen.page.locator("main a[target=_blank]").first.click()
    other = opened.value
    other.locator("#id_login").fill("aigul@example.org")
    other.locator("#id_password").fill(PASSWORD)
    other.locator("#id_password").press("Enter")
    other.wait_for_url("**done=back")
    other.close()


def test_a_session_that_ends_while_typing_loses_nothing(written):
    page = written.page
    page.locator("#work button").click()
    page.locator("h1", has_text="not signed in any more").wait_for()
    assert written.faults() == []
    again = page.get_by_role("button", name="Send it again")
    again.click()
    page.get_by_text("You are not signed in yet.").wait_for()
    come_back(written)
    with page.expect_request(lambda sent: sent.method == "POST") as sent:
        again.click()
    assert "text=%D2%B0%D0%B7%D0%B0%D2%9B" in sent.value.post_data
    page.wait_for_url("**/sessions/")
    expect(page.locator("h1")).to_have_text("Where you are signed in")


def test_the_same_for_a_form_that_htmx_sends(written):
    page = written.page
    page.evaluate(
        """const form = document.getElementById("work"); form.setAttribute("hx-post", location.pathname);
        form.setAttribute("hx-swap", "outerHTML"); htmx.process(form)"""
    )
    page.locator("#work button").click()
    page.locator("#kept").wait_for()
    expect(page.locator("#kept")).to_be_focused()
    expect(page.locator("#text")).to_have_value("Ұзақ мәтін")
    done = page.get_by_role("button", name="I have done so")
    done.click()
    page.get_by_text("You are not signed in yet.").wait_for()
    come_back(written)
    done.click()
    page.locator("#kept").wait_for(state="detached")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.locator("#work button").click()
    assert answered.value.status == 302
    assert "%D2%B0%D0%B7%D0%B0%D2%9B" in answered.value.request.post_data
