"""Counting votes in a real browser: three languages, phone and desk, and a lot that is drawn."""

import pytest

from tendik.exchange.example import TOOK_PART, example_votes, vote_template
from tendik.exchange.tables import write_csv, write_xlsx
from tests.browser.views import LANGUAGES, WIDTHS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def country(kazakhstan):
    """Every page here is one of Kazakhstan."""


def submit(seen):
    seen.page.locator("form#votes button.button:not(.quiet)").click()
    seen.page.wait_for_load_state("load")


@pytest.mark.parametrize("path", ["", "?example"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_overflows(visit, language, path):
    seen = visit(f"/{language}/kaz/count/{path}", width=WIDTHS[language])
    assert seen.page.locator("h1").count() == 1
    assert seen.violations() == []
    assert seen.complaints == []
    assert seen.overflow() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tie_is_uploaded_the_lot_is_drawn_and_the_count_resumes(visit, language, tmp_path):
    path = tmp_path / "votes.xlsx"
    path.write_bytes(write_xlsx(vote_template(language), example_votes(language), "votes"))
    seen = visit(f"/{language}/kaz/count/", width=WIDTHS[language])
    seen.page.locator("#file").set_input_files(path)
    seen.page.locator("#took_part").fill(str(TOOK_PART))
    submit(seen)
    assert seen.page.locator("input[type=radio]").count() == 2
    assert seen.page.locator(".steps li").count() > 8
    assert seen.violations() == []
    assert seen.overflow() == 0
    seen.page.locator("label.check").filter(has=seen.page.locator("input[type=radio]")).nth(1).click()
    seen.page.locator("#s-lot ~ form button").click()
    seen.page.locator("input[name=redraw]").wait_for()
    assert seen.page.locator("input[type=radio]").count() == 0
    won = seen.page.locator("table tbody tr").nth(2)
    assert won.locator("td").last.inner_text() == "13"
    assert seen.violations() == []
    assert seen.overflow() == 0
    assert seen.complaints == []


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
        assert "votes.csv" in errors.inner_text()
        assert seen.page.evaluate("document.activeElement.classList.contains('errors')")
        assert seen.violations() == []
        assert seen.overflow() == 0
        errors.locator("a").click()
        assert seen.page.evaluate("document.activeElement.id") == "votes-1"
        seen.page.locator("#votes-1").fill("600")
        submit(seen)
        assert seen.page.locator(".errors").count() == 0
        assert "41" in seen.page.locator("h1").inner_text()


def test_it_works_without_script_and_by_keyboard(visit):
    seen = visit("/en/kaz/count/", java_script_enabled=False)
    seen.page.locator("#name-1").fill("Alpha")
    seen.page.locator("#votes-1").fill("600")
    seen.page.locator("#took_part").fill("1000")
    seen.page.locator("#took_part").press("Enter")
    assert "69 of 69" in seen.page.locator("h1").inner_text()
