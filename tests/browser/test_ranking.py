"""The pages of the ranking in a real browser: three languages, phone and desk, sliders, keyboard, axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.views import LANGUAGES, VIEWS

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "",
    "?edition=2023&region=eurasia&sort=-pe",
    "profile/?edition=2023",
    "what-if/?women_in_parliament=0.6",
    "path/?target=40",
    "neighbours/?edition=2023",
    "regions/",
)


@pytest.fixture(autouse=True)
def country(kazakhstan):
    """Every page here is one of Kazakhstan."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_overflows(visit, language):
    seen = visit(f"/{language}/kaz/ranking/", **VIEWS[language])
    assert seen.walk(*(f"/{language}/kaz/ranking/{path}" for path in PAGES)) == {}


@pytest.mark.parametrize("path", ["path/?target=0&sent=1&cost-women_in_parliament=x", "?edition=1999"])
def test_errors_are_accessible_and_have_the_focus(visit, path):
    seen = visit(f"/ru/kaz/ranking/{path}", width=360)
    expect(seen.page.locator(".errors")).to_be_focused()
    assert seen.faults() == []


def test_a_slider_answers_while_it_moves_and_keeps_the_focus(visit):
    seen = visit("/en/kaz/ranking/what-if/")
    slider = seen.page.get_by_label("Women in parliament, slider")
    slider.focus()
    for _ in range(30):
        seen.page.keyboard.press("ArrowRight")
    seen.page.get_by_role("heading", level=1).get_by_text("would rank").wait_for()
    expect(seen.page.locator("#women_in_parliament")).to_have_value("0.407")
    expect(seen.page.locator("#said")).to_contain_text("Score 0.7238")
    expect(seen.page.locator("#women_in_parliament-slide")).to_be_focused()
    seen.page.wait_for_url("**women_in_parliament=0.407")
    expect(seen.page.locator("#moved")).to_have_count(1)
    assert seen.complaints == []
    seen.page.reload()
    expect(seen.page.locator("#women_in_parliament")).to_have_value("0.407")


def test_a_typed_figure_moves_the_slider_and_a_wrong_one_is_told_beside_it(visit):
    seen = visit("/ru/kaz/ranking/what-if/")
    field, error = seen.page.locator("#women_in_parliament"), seen.page.locator("#women_in_parliament-error")
    field.fill("abc")
    error.wait_for()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("abc")
    expect(seen.page.locator("#women_in_parliament")).to_be_focused()
    assert seen.faults() == []
    field.fill("0,5")
    error.wait_for(state="hidden")
    expect(seen.page.locator("#women_in_parliament-slide")).to_have_value("0.5")
    expect(seen.page.locator("#said")).to_contain_text("0,7310")


def test_another_economy_brings_its_own_figures(visit):
    seen = visit("/en/kaz/ranking/what-if/?women_in_parliament=0.9")
    seen.page.get_by_label("Economy").select_option("ISL")
    seen.page.get_by_role("heading", level=1).get_by_text("Iceland").wait_for()
    expect(seen.page.locator("#women_in_parliament")).not_to_have_value("0.9")
    expect(seen.page.locator("[type=range]:visible")).to_have_count(14)


def test_what_if_and_the_path_work_without_script(visit):
    seen = visit("/en/kaz/ranking/what-if/", java_script_enabled=False)
    expect(seen.page.locator("[type=range]:visible")).to_have_count(0)
    seen.page.get_by_label("Women in parliament", exact=True).fill("0.5")
    seen.page.get_by_role("button", name="Compute").click()
    expect(seen.page.locator("h1")).to_contain_text("would rank 55 instead of 61")
    seen.page.goto(seen.page.url.replace("what-if", "path"))
    seen.page.get_by_label("Rank to reach").fill("30")
    seen.page.get_by_role("button", name="Find the least change").click()
    expect(seen.page.locator("h1")).to_contain_text("would reach rank 30")


def test_the_table_is_sorted_and_filtered_without_a_new_page(visit):
    seen = visit("/en/kaz/ranking/?edition=2023")
    seen.page.evaluate("window.same = true")
    seen.page.get_by_role("link", name="Economy", exact=True).click()
    seen.page.locator("th[aria-sort=ascending]").get_by_text("Economy").wait_for()
    expect(seen.page.locator("tbody th").first).to_have_text("Afghanistan")
    seen.page.get_by_label("Region").select_option("europe")
    seen.page.locator("tbody th").first.get_by_text("Albania").wait_for()
    seen.page.wait_for_url("**sort=economy**")
    seen.page.wait_for_url("**region=europe**")
    assert seen.page.evaluate("window.same")
    assert seen.complaints == []


def test_the_row_of_the_country_stays_in_sight(visit):
    seen = visit("/en/kaz/ranking/?edition=2023")
    region, row = seen.page.locator(".pinned .table"), seen.page.locator(".pinned tfoot th")
    region.scroll_into_view_if_needed()
    frame, box = region.bounding_box(), row.bounding_box()
    expect(row).to_contain_text("Kazakhstan")
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"] - box["height"] + 1


def test_the_keyboard_goes_down_the_sliders_in_order(visit):
    seen = visit("/kk/kaz/ranking/what-if/")
    reached = []
    for _ in range(60):
        seen.page.keyboard.press("Tab")
        reached.append(seen.page.evaluate("document.activeElement.id"))
    names = [name for name in reached if name.endswith("-slide")]
    assert len(names) == 14
    assert names[:3] == [
        f"{one}-slide"
        for one in (
            "women_in_parliament",
            "women_in_ministerial_positions",
            "years_with_female_head_of_state",
        )
    ]
    for name in names:
        assert reached[reached.index(name) + 1] == name.removesuffix("-slide")


def test_letters_of_charts_can_be_read_on_a_phone(visit):
    seen = visit("/kk/kaz/ranking/profile/?edition=2023", width=360)
    heights = seen.page.evaluate(
        "[...document.querySelectorAll('.chart text')].filter(t => t.textContent)"
        ".map(t => parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.clientWidth"
        " / t.ownerSVGElement.viewBox.baseVal.width)"
    )
    assert min(heights) >= 10
    inside = seen.page.evaluate(
        "[...document.querySelectorAll('.chart text')].every(t => {const a = t.getBoundingClientRect(),"
        " b = t.ownerSVGElement.getBoundingClientRect();"
        " return a.left >= b.left - 1 && a.right <= b.right + 1})"
    )
    assert inside
