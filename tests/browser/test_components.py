"""The components as a reader meets them: three languages, two widths, two schemes, the keyboard."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.browser.views import LANGUAGES

pytestmark = pytest.mark.django_db(transaction=True)

FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {tag: element.tagName, id: element.id, text: element.textContent.trim(), top: box.top + scrollY,
    visible: (element.type === "file" ? element.closest(".upload").querySelector(".button") : element)
      .checkVisibility({opacityProperty: true}),
    ring: style.boxShadow !== "none" || style.outlineStyle !== "none"};
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_and_the_security_policy_find_nothing(visit, language):
    seen = visit(f"/{language}/components/", width=360)
    expect(seen.page.locator("html")).to_have_attribute("lang", language)
    for width, scheme in ((360, "light"), (1280, "light"), (1280, "dark")):
        seen.page.set_viewport_size({"width": width, "height": 900})
        seen.page.emulate_media(color_scheme=scheme)
        assert seen.walk(f"/{language}/components/") == {}, (width, scheme)
    seen.page.set_viewport_size({"width": 360, "height": 900})
    assert seen.walk(f"/{language}/nowhere/", f"/{language}/") == {}


def test_axe_and_the_policy_would_have_spoken(visit):
    seen = visit("/en/components/")
    seen.page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=\"color:#eee\"><input></p>')"
    )
    assert any(violation.startswith("label:") for violation in seen.violations())
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_320_pixels_and_twice_the_size(visit, language):
    seen = visit(f"/{language}/components/")
    for width in (320, 640):  # 640: what 1280 px become at 200%
        seen.page.set_viewport_size({"width": width, "height": 900})
        seen.go(f"/{language}/components/")
        assert seen.overflow() == 0, width
    seen.page.set_viewport_size({"width": 1280, "height": 900})
    seen.page.evaluate(
        "const s = new CSSStyleSheet(); s.replaceSync('html{font-size:200%}'); document.adoptedStyleSheets = [s]"
    )
    assert seen.overflow() == 0


def test_the_skip_link_comes_first_and_leads_to_the_content(visit):
    page = visit("/kk/components/").page
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.bounding_box()["x"] >= 0
    assert page.evaluate(FOCUS)["text"] == "Мазмұнына өту"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS)["id"] == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_the_keyboard_goes_down_the_page_and_its_place_is_always_seen(visit):
    page = visit("/ru/components/").page
    stops = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
        assert len(stops) < 100
    sign_in = 5
    assert stops[sign_in]["tag"] == "A"
    assert [stop["text"] for number, stop in enumerate(stops[:7]) if number != sign_in] == [
        "Перейти к содержанию",
        "Tendik",
        "Қаз",
        "Рус",
        "Eng",
        "Законы и списки",
    ]
    assert all(stop["visible"] for stop in stops)
    assert [stop for stop in stops if not stop["ring"] and stop["id"] not in ("list", "list-wrong")] == []
    tops = [stop["top"] for stop in stops[1:]]
    assert all(later > earlier - 60 for earlier, later in itertools.pairwise(tops))
    assert {"SELECT", "BUTTON", "INPUT", "A"} <= {stop["tag"] for stop in stops}


def test_the_focus_on_a_file_field_is_drawn_on_its_button(visit):
    page = visit("/en/components/").page
    button = page.locator(".upload .button").first
    assert button.evaluate("e => getComputedStyle(e).outlineStyle") == "none"
    page.locator("#wrong-law, #law-wrong").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["id"] == "list"
    assert button.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_changing_the_language_keeps_page_and_filters(visit):
    page = visit("/kk/components/?law=kurultai&election=2023").page
    page.get_by_role("link", name="Русский").click()
    page.wait_for_url("**/ru/components/?law=kurultai&election=2023")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.locator('.languages [aria-current="true"]')).to_have_text("Рус")


def test_a_table_is_a_stop_of_the_keyboard_only_where_it_scrolls(visit):
    wide, narrow = "#wide-table", "#chamber-table"
    region = "xpath=ancestor::*[@role='region']"
    phone = visit("/kk/components/", width=360).page
    expect(phone.locator(wide).locator(region)).to_have_attribute("tabindex", "0")
    expect(phone.locator(narrow).locator(region)).to_have_attribute("tabindex", "-1")
    box = phone.locator(wide).locator(region)
    box.focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function("e => e.scrollLeft > 0", arg=box.element_handle())


def test_the_chosen_file_is_named_in_the_language_of_the_page(visit):
    page = visit("/kk/components/").page
    expect(page.get_by_text("Файлды таңдаңыз").first).to_be_visible()
    page.locator("#list").set_input_files(
        files=[{"name": "тізім.csv", "mimeType": "text/csv", "buffer": b"x" * 24_000}]
    )
    chosen = page.locator("#list-chosen")
    expect(chosen).to_be_visible()
    assert re.sub(r"\s+", " ", chosen.inner_text()) == "Таңдалды: тізім.csv 24 кБ"


def test_the_link_is_copied_and_said(visit):
    seen = visit("/en/components/", permissions=["clipboard-read", "clipboard-write"])
    seen.page.get_by_role("button", name="Copy the link").click()
    seen.page.get_by_text("The link is copied.").wait_for()
    assert seen.page.evaluate("navigator.clipboard.readText()").endswith("/en/components/")


def test_without_scripts_nothing_is_lost_and_nothing_dead_is_shown(visit):
    page = visit("/ru/components/", java_script_enabled=False).page
    expect(page.locator("[data-print], [data-copy]")).to_have_count(2)
    assert not any(button.is_visible() for button in page.locator("[data-print], [data-copy]").all())
    expect(page.locator("#list")).to_be_visible()
    expect(page.get_by_role("link", name="Ссылка на этот результат")).to_be_visible()
    expect(page.get_by_role("button", name="Рассчитать")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_print_leaves_the_navigation_and_adds_address_and_date(visit, language):
    page = visit(f"/{language}/components/", scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".languages", ".rooms", ".trail", ".downloads", "form"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert re.search(rf"/{language}/components/ · .*20\d\d", page.locator(".print-only").inner_text())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(page.pdf(format="A4")) > 10_000


def test_the_typeface_and_the_icons_arrive(visit):
    page = visit("/kk/components/").page
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].map(face => face.family + ' ' + face.status)") == [
        "Onest loaded"
    ]
    for face in (".bar-name .icon", ".badge .icon"):
        assert page.locator(face).first.evaluate("e => e.querySelector('use').getBBox().width") > 0


def test_the_chart_takes_the_colours_of_the_scheme(visit):
    colours = set()
    for scheme in ("light", "dark"):
        page = visit("/en/components/", scheme=scheme).page
        dot = page.locator(".hemicycle .dots_marks path").first
        colours.add(dot.evaluate("e => getComputedStyle(e).fill"))
        picture = page.get_by_role("img", name="List mandates of the Mazhilis by party, 2023")
        expect(picture).to_have_count(1)
    assert colours == {"rgb(11, 90, 111)", "rgb(79, 168, 189)"}


def test_who_wants_no_motion_gets_none(visit):
    page = visit("/en/components/", reduced_motion="reduce").page
    assert page.evaluate("document.getAnimations().length") == 0
