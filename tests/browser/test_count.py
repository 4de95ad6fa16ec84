"""Counting votes in a real browser: three languages, phone and desk, and a lot that is drawn."""

import pytest
from playwright.sync_api import expect

from tendik.exchange.example import TOOK_PART, example_votes, vote_template
from tendik.exchange.tables import write_csv, write_xlsx
from tests.browser.views import LANGUAGES, VIEWS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def country(kazakhstan):
    """Every page here is one of Kazakhstan."""


def submit(seen):
    with seen.page.expect_navigation():
        seen.page.locator("form#votes button.button:not(.quiet)").click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_overflows(visit, language):
    seen = visit(f"/{language}/kaz/count/", **VIEWS[language])
    assert seen.faults() == []
    assert seen.walk(f"/{language}/kaz/count/?example") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tie_is_uploaded_the_lot_is_drawn_and_the_count_resumes(visit, language, tmp_path):
    path = tmp_path / "votes.xlsx"
    path.write_bytes(write_xlsx(vote_template(language), example_votes(language), "votes"))
    seen = visit(f"/{language}/kaz/count/", **VIEWS[language])
    seen.page.locator("#file").set_input_files(path)
    seen.page.locator("#took_part").fill(str(TOOK_PART))
    submit(seen)
    expect(seen.page.locator("input[type=radio]")).to_have_count(2)
    assert seen.page.locator(".steps li").count() > 8
    assert seen.faults() == []
    seen.page.locator("label.check").filter(has=seen.page.locator("input[type=radio]")).nth(1).click()
    seen.page.locator("#s-lot ~ form button").click()
    seen.page.locator("input[name=redraw]").wait_for()
    expect(seen.page.locator("input[type=radio]")).to_have_count(0)
    won = seen.page.locator("table tbody tr").nth(2)
    expect(won.locator("td").last).to_have_text("13")
    assert seen.faults() == []


def test_the_protocol_is_downloaded_after_the_lot(visit):
    seen = visit("/en/kaz/count/?example")
    submit(seen)
    seen.page.get_by_label("Invented list 2", exact=True).check()
    seen.page.get_by_role("button", name="Resume the count").click()
    for form in ("PDF", "DOCX", "CSV", "JSON"):
        with seen.page.expect_download() as waiting:
            seen.page.locator(f"button[value={form.lower()}]").click()
        assert waiting.value.suggested_filename == f"tendik-count.{form.lower()}"


def test_a_wrong_row_is_reached_from_the_summary_and_corrected(visit, tmp_path):
    path = tmp_path / "votes.csv"
    path.write_bytes(write_csv(("Список", "Голоса"), [("Альфа", "много"), ("Бета", 400)]))
    for width in (360, 1280):
        seen = visit("/ru/kaz/count/", width=width)
        seen.page.locator("#file").set_input_files(path)
        seen.page.locator("#took_part").fill("1000")
        submit(seen)
        errors = seen.page.locator(".errors")
        expect(errors).to_contain_text("votes.csv")
        expect(seen.page.locator(".errors")).to_be_focused()
        assert seen.faults() == []
        errors.locator("a").click()
        expect(seen.page.locator("#votes-1")).to_be_focused()
        seen.page.locator("#votes-1").fill("600")
        submit(seen)
        expect(seen.page.locator(".errors")).to_have_count(0)
        expect(seen.page.locator("h1")).to_contain_text("41")


def test_it_works_without_script_and_by_keyboard(visit):
    seen = visit("/en/kaz/count/", java_script_enabled=False)
    seen.page.locator("#name-1").fill("Alpha")
    seen.page.locator("#votes-1").fill("600")
    seen.page.locator("#took_part").fill("1000")
    seen.page.locator("#took_part").press("Enter")
    expect(seen.page.locator("h1")).to_contain_text("69 of 69")
