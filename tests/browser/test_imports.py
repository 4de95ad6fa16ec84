"""Imports in a real browser: a file sent, corrected, applied and undone; by keyboard, without script, axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.views import LANGUAGES, VIEWS
from tests.web.importing import body, commitment, csv, sent

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Әйелдердің шешім қабылдау деңгейіндегі үлесін отыз пайызға дейін жеткізу жөніндегі іс-шара"


@pytest.fixture(autouse=True)
def country(kazakhstan):
    """Every page here is one of Kazakhstan."""


@pytest.fixture
def ministry():
    return body("Еңбек және халықты әлеуметтік қорғау министрлігі")


def plan(ministry, last: str) -> bytes:
    return csv(
        "key;title.kk;body;deadline;commitments",
        f"a-1;{LONG};{ministry.pk};31.12.2026;{commitment(LONG).pk}",
        f"a-2;{LONG};{ministry.pk};{last};",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_overflows(signed_in, ministry, language):
    batch = sent(plan(ministry, "soon"))
    seen = signed_in(f"/{language}/kaz/imports/", **VIEWS[language])
    paths = ("", f"{batch.pk}/", f"{batch.pk}/?only=wrong")
    assert seen.walk(*(f"/{language}/kaz/imports/{path}" for path in paths)) == {}


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_sent_corrected_applied_and_undone(signed_in, ministry, tmp_path, script):
    path = tmp_path / "plan.csv"
    path.write_bytes(plan(ministry, "soon"))
    seen = signed_in("/en/kaz/imports/", java_script_enabled=script)
    page = seen.page
    page.get_by_label("What the rows of the file are").select_option("action")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Preview the file").click()
    page.get_by_role("heading", level=1, name="Nothing can be applied yet: rows to correct 1").wait_for()
    expect(page.get_by_role("button", name="Apply the import")).to_have_count(0)
    page.get_by_role("link", name="Only rows to correct").click()
    row = page.locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text('deadline: "soon" is not understood as a date')
    with page.expect_download() as download:
        page.get_by_role("link", name="These rows, with what to correct (CSV)").click()
    rows = download.value.path().read_text("utf-8-sig").replace("soon", "2027-01-01")
    path.write_text(rows, "utf-8-sig")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Preview with the corrected rows").click()
    page.get_by_role(
        "heading", level=1, name="Everything can be applied: new records 2, changed 0"
    ).wait_for()
    page.get_by_role("button", name="Apply the import").click()
    page.get_by_role("heading", level=1, name="Applied: new records 2, changed 0").wait_for()
    page.get_by_role("link", name=LONG).first.click()
    page.get_by_role("heading", level=1, name=LONG).wait_for()
    page.go_back()
    page.get_by_role("button", name="Undo the import").click()
    page.get_by_role("heading", level=1, name="Undone: withdrawn records 2, changed back 0").wait_for()
    if script:
        assert seen.faults() == []


def test_a_file_that_is_no_table_is_told_and_the_summary_has_the_focus(signed_in, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("wish;hope\na;b\n")
    seen = signed_in("/kk/kaz/imports/")
    seen.page.locator("input[type=file]").set_input_files(path)
    seen.page.locator("main button[type=submit]").click()
    seen.page.locator(".errors").wait_for()
    expect(seen.page.locator(".errors")).to_be_focused()
    assert seen.faults() == []


def test_everything_is_reached_by_keyboard(signed_in, ministry):
    batch = sent(plan(ministry, "2027-01-01"))
    seen = signed_in(f"/en/kaz/imports/{batch.pk}/")
    reached = []
    for _ in range(40):
        seen.page.keyboard.press("Tab")
        reached.append(seen.page.evaluate("document.activeElement.id || document.activeElement.innerText"))
    wanted = (
        "Apply the import",
        "Drop the import",
        "Only new records",
        "file",
        "Preview with the corrected rows",
    )
    order = [reached.index(name) for name in wanted]
    assert order == sorted(order)
    seen.page.get_by_role("button", name="Apply the import").focus()
    seen.page.keyboard.press("Enter")
    seen.page.get_by_role("heading", level=1, name="Applied").wait_for()
