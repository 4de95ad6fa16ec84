"""The pages of laws and lists in a real browser: three languages, phone and desk, keyboard, axe."""

import pytest
from playwright.sync_api import expect

from tendik.exchange.lists import example_list, template
from tendik.exchange.tables import write_xlsx
from tests.browser.views import LANGUAGES, VIEWS

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("", "?law=kaz-kurultai", "lists/", "reform/", "laws/", "laws/kaz-majilis/?on=2023-03-19")


@pytest.fixture(autouse=True)
def country(kazakhstan):
    """Every page here is one of Kazakhstan."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_overflows(visit, language):
    seen = visit(f"/{language}/kaz/", **VIEWS[language])
    assert seen.walk(*(f"/{language}/kaz/{path}" for path in PAGES)) == {}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_on_a_phone_the_header_is_small_and_no_answer_needs_scrolling_aside(visit, language):
    for path, table, column in (("reform/", "after", 1), ("", "seats", 1)):  # the rank; what is guaranteed
        page = visit(f"/{language}/kaz/{path}", width=360, java_script_enabled=False).page
        assert page.locator("header").bounding_box()["height"] <= 120
        links = page.locator("header a")
        shown = [links.nth(place).bounding_box() for place in range(links.count())]
        assert all(box and box["height"] >= 24 and box["x"] + box["width"] <= 360 for box in shown)
        answer = page.locator(f"table:has(#{table}) tbody tr").first.locator("td").nth(column).bounding_box()
        assert answer["x"] + answer["width"] <= 360


def test_another_election_answers_without_a_new_page(visit):
    seen = visit("/en/kaz/")
    seen.page.get_by_label("Votes of the election").select_option("kaz-majilis-2021")
    seen.page.get_by_text("none of the 98 list mandates", exact=False).first.wait_for()
    seen.page.wait_for_url("**election=kaz-majilis-2021**")
    seen.page.get_by_label("Counted under").select_option("kaz-kurultai")
    seen.page.get_by_role("heading", level=1).get_by_text("of 145 list mandates").wait_for()
    seen.page.go_back()
    assert seen.complaints == []


def test_the_language_switch_keeps_the_question(visit):
    seen = visit("/en/kaz/?election=kaz-majilis-2012")
    seen.page.get_by_role("link", name="Қазақша").click()
    seen.page.wait_for_url("**/kk/kaz/?election=kaz-majilis-2012")


def test_the_form_works_without_script(visit):
    seen = visit("/en/kaz/", java_script_enabled=False)
    seen.page.get_by_label("Counted under").select_option("kaz-kurultai")
    seen.page.get_by_role("button", name="Count").click()
    expect(seen.page.locator("h1")).to_contain_text("46 of 145")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_uploaded_and_its_findings_stand_beside_the_rows(visit, language, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(write_xlsx(template(language), example_list(language), "list"))
    seen = visit(f"/{language}/kaz/lists/", **VIEWS[language])
    seen.page.locator("input[type=file]").set_input_files(path)
    seen.page.locator("button[type=submit].button:not(.quiet)").click()
    seen.page.locator("article.finding").wait_for()
    expect(seen.page.locator("tr.breach")).to_have_count(17)
    expect(seen.page.locator("article.finding")).to_contain_text("89")
    assert seen.faults() == []


def test_a_wrong_file_is_told_and_the_summary_has_the_focus(visit, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "ФИО;Пол;Дата рождения\nПервая;ж;31.02.1990\nВторой;мужик;1990-01-01\n", encoding="cp1251"
    )
    seen = visit("/ru/kaz/lists/")
    seen.page.locator("input[type=file]").set_input_files(path)
    seen.page.locator("button[type=submit].button:not(.quiet)").click()
    errors = seen.page.locator(".errors")
    errors.wait_for()
    expect(errors.locator("li")).to_have_count(2)
    expect(errors).to_contain_text("строка 2")
    expect(seen.page.locator(".errors")).to_be_focused()
    assert seen.faults() == []


def test_everything_is_reached_by_keyboard(visit):
    seen = visit("/en/kaz/lists/")
    reached = []
    for _ in range(25):
        seen.page.keyboard.press("Tab")
        reached.append(seen.page.evaluate("document.activeElement.id || document.activeElement.innerText"))
    order = [reached.index(name) for name in ("law", "on", "file", "Check the list")]
    assert order == sorted(order)


def test_print_shows_no_navigation(visit):
    seen = visit("/en/kaz/")
    seen.page.emulate_media(media="print")
    expect(seen.page.locator("nav.rooms")).to_be_hidden()
    expect(seen.page.locator("nav.pages")).to_be_hidden()
    expect(seen.page.locator(".print-only")).to_be_visible()
