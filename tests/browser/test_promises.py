"""The pages of promises in a real browser: three languages, phone and desk, keyboard, axe, no script."""

import pytest
from playwright.sync_api import expect

from tests.browser.views import LANGUAGES, VIEWS
from tests.web.promises import build

PAGES = ("", "list/", "matrix/", "summary/", "{kept}/", "{broken}/")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(kazakhstan):
    return build()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_overflows(visit, world, language):
    seen = visit(f"/{language}/kaz/", **VIEWS[language])
    assert seen.walk(*(f"/{language}/kaz/promises/{page.format_map(world)}" for page in PAGES)) == {}


def test_the_list_is_filtered_without_a_new_page_and_the_address_tells_it(visit, world):
    seen = visit("/en/kaz/promises/list/")
    seen.page.evaluate("window.same = true")
    seen.page.get_by_label("State").select_option("late")
    seen.page.get_by_role("heading", level=1).get_by_text("Promises that match: 1").wait_for()
    seen.page.wait_for_url("**state=late**")
    assert seen.page.evaluate("window.same")
    seen.page.get_by_role("link", name="A report on pay").click()
    seen.page.get_by_role("heading", level=1).get_by_text("Late, due").wait_for()
    assert seen.complaints == []


def test_it_works_without_script(visit, world):
    seen = visit("/en/kaz/promises/list/", java_script_enabled=False)
    seen.page.locator("#q").fill("shelters")
    seen.page.locator("#q").press("Enter")
    expect(seen.page.locator("h1")).to_have_text("Promises that match: 1")
    seen.page.get_by_role("link", name="Shelters in every region").click()
    seen.page.get_by_text("Cite this page").click()
    expect(seen.page.get_by_text("Tendik: “Shelters in every region”")).to_be_visible()
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("link", name="RIS").click()
    assert waiting.value.suggested_filename == f"tendik-{world['kept']}.ris"


def test_the_keyboard_reaches_the_records_of_the_chain_in_their_order(visit, world):
    seen = visit(f"/en/kaz/promises/{world['kept']}/")
    reached = []
    for _ in range(40):
        seen.page.keyboard.press("Tab")
        reached.append(seen.page.evaluate("document.activeElement.getAttribute('href') || ''"))
    chain = [href for href in reached if href.startswith("#") and href != "#main"]
    assert chain == ["#laws", "#actions", "#facts", "#money", "#indicators", "#evidence"]
