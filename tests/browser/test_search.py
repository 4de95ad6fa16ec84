"""The search in a real browser: three languages, phone and desk, keyboard, axe, while typing."""

import pytest
from playwright.sync_api import expect
from web.search_documents import doc

from tendik_web.search.actions.index import index
from tests.browser.views import LANGUAGES, VIEWS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def library(kazakhstan):
    """Forty records, one with a title as long as titles become."""
    index(doc(f"{n:026}", f"Заң жобасы {n}", also={"ru": f"Проект закона {n}"}) for n in range(39))
    index([doc("L" * 26, "Әйелдердің құқықтары " * 40, kind="recommendation", texts=[("ru", "закон")])])


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_overflows(visit, language):
    seen = visit(f"/{language}/kaz/search/", **VIEWS[language])
    asked = ("", "?q=закон", "?q=закн", "?q=құқық", f"?q={'ә' * 400}")
    assert seen.walk(*(f"/{language}/kaz/search/{query}" for query in asked)) == {}


def test_the_box_of_the_bar_leads_to_the_answer(visit):
    seen = visit("/en/kaz/")
    box = seen.page.get_by_role("searchbox")
    box.fill("закон")
    box.press("Enter")
    seen.page.get_by_role("heading", level=1).get_by_text("Records that speak of “закон”: 40").wait_for()


def test_on_a_phone_the_box_is_a_link(visit):
    seen = visit("/kk/kaz/", width=320, scheme="dark")
    expect(seen.page.get_by_role("searchbox")).to_have_count(0)
    assert seen.faults() == []
    seen.page.locator(".bar-find").click()
    seen.page.wait_for_url("**/kk/kaz/search/")


def test_it_answers_while_one_types_and_keeps_the_focus(visit):
    seen = visit("/en/kaz/search/")
    seen.page.get_by_role("searchbox").focus()
    seen.page.keyboard.type("проект зако")
    seen.page.get_by_role("heading", level=1).get_by_text("“проект зако”: 39").wait_for()
    expect(seen.page.locator("#q")).to_be_focused()
    seen.page.keyboard.type("н")
    seen.page.get_by_role("heading", level=1).get_by_text("“проект закон”: 39").wait_for()
    assert seen.complaints == []


def test_it_works_without_a_script(visit):
    seen = visit("/en/kaz/search/", java_script_enabled=False)
    seen.page.get_by_role("searchbox").fill("закон")
    seen.page.get_by_role("searchbox").press("Enter")
    seen.page.get_by_role("link", name="Show the records that follow").click()
    expect(seen.page.locator("ol.plain li")).to_have_count(20)
    expect(seen.page.locator("ol.plain mark")).to_have_count(19)
