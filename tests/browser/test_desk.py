"""The desk in a real browser: forms by keyboard and without script, drafts, two editors, axe, small screens."""

import pytest
from playwright.sync_api import expect

from tendik_web.access.actors import Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.records.actions.create import create
from tendik_web.records.models import Draft
from tests.browser.views import LANGUAGES, VIEWS

pytestmark = pytest.mark.django_db(transaction=True)

WRITER = Actor("user:writer", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))


@pytest.fixture(autouse=True)
def country(kazakhstan):
    """Every page here is one of Kazakhstan."""


@pytest.fixture
def ministry():
    title = {
        "original": "kk",
        "kk": {"text": "Еңбек және халықты әлеуметтік қорғау министрлігі", "kind": "official"},
        "ru": {"text": "Министерство труда и социальной защиты населения", "kind": "official"},
    }
    return create(WRITER, "KAZ", "body", {"title": title, "type": "ministry", "aliases": ["MLSPP"]})


@pytest.fixture
def promise(ministry):
    title = {
        "original": "kk",
        "kk": {"text": "Шешім қабылдау деңгейінде әйелдердің үлесін 30 пайызға жеткізу", "kind": "official"},
        "en": {"text": "Bring the share of women in decision-making to 30 percent", "kind": "unofficial"},
    }
    values = {
        "title": title,
        "type": "target",
        "body": ministry.pk,
        "due": "2030-12-31",
        "target_value": "30",
    }
    source = {
        "title": "Decree 853",
        "place": "section 6",
        "url": "https://example.org/",
        "read_on": "2026-11-01",
    }
    return create(WRITER, "KAZ", "commitment", values | {"unit": "percent", "source": source})


def address(promise, verb: str = "", language: str = "en") -> str:
    return f"/{language}/kaz/records/commitment/{promise.pk}/{f'{verb}/' if verb else ''}"


def title(promise, language: str = "en") -> str:
    promise.refresh_from_db()
    return promise.title.get(language, {}).get("text", "")


def kept(page) -> None:
    """Wait until the page says that a draft is kept."""
    page.locator("#draft", has_text="Kept as a draft at").wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_overflows(signed_in, promise, language):
    at = address(promise, language=language)
    seen = signed_in(at, **VIEWS[language])
    lists = f"/{language}/kaz/records/commitment/", f"/{language}/kaz/work/"
    assert seen.walk(at, f"{at}edit/", f"{at}release/", *lists) == {}


def test_320_pixels_the_dark_scheme_and_errors(signed_in, promise):
    seen = signed_in(address(promise, "edit"), width=320, scheme="dark")
    page = seen.page
    assert seen.faults() == []
    page.locator("#f-reference").fill("x" * 200)
    for language in ("Kazakh", "English"):
        page.get_by_label(f"Title: {language}").fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".errors").wait_for()
    expect(page.locator(".errors")).to_be_focused()
    page.locator(".errors a").first.click()
    expect(page.locator("#f-title-kk")).to_be_focused()
    expect(page.locator("#f-reference")).to_have_value("x" * 200)
    assert seen.faults() == []


def test_three_languages_stand_side_by_side_and_below_one_another_on_a_phone(signed_in, promise):
    for width, rows in ((1280, 1), (360, 3)):
        page = signed_in(address(promise, "edit"), width=width).page
        tops = {page.locator(f"#f-title-{code}").bounding_box()["y"] for code in LANGUAGES}
        assert len(tops) == rows


def test_a_record_is_made_by_keyboard_alone(signed_in, ministry):
    page = signed_in("/en/kaz/records/action/new/").page
    page.get_by_label("Title: Kazakh").focus()
    page.keyboard.type("Судьяларды оқыту")

    def until(id: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == id:
                return
        raise AssertionError(f"{id} is not reached")

    until("f-title-en")
    page.keyboard.type("Train judges")
    until("f-deadline")
    page.keyboard.type("12312030")
    until("f-body-words")
    page.keyboard.type("еңбек")
    found = page.locator("#f-body-options input[type=radio]").nth(1)
    found.wait_for()
    with page.expect_response("**/options/body/**"):
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "look:body"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    if not found.is_checked():
        page.keyboard.press("ArrowDown")
    expect(found).to_be_checked()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "save":
            break
    page.keyboard.press("Enter")
    page.get_by_text("The record is saved.").wait_for()
    expect(page.locator("h1")).to_contain_text("Train judges")
    expect(page.locator("main")).to_contain_text("31 December 2030")
    expect(page.locator("main")).to_contain_text("Еңбек")


def test_a_draft_is_still_there_after_the_tab_is_closed(signed_in, promise):
    seen = signed_in(address(promise, "edit"))
    seen.page.get_by_label("Title: Russian").fill("Довести долю женщин до 30 процентов")
    kept(seen.page)
    profile, url = seen.page.context, seen.page.url
    seen.page.close()
    page = profile.new_page()
    page.goto(url)
    expect(page.locator("h1")).to_contain_text("You have unsent text of")
    page.get_by_role("link", name="Continue with it").click()
    expect(page.get_by_label("Title: Russian")).to_have_value("Довести долю женщин до 30 процентов")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The change is saved.").wait_for()
    assert title(promise, "ru").startswith("Довести")
    page.goto(url)
    expect(page.get_by_label("Title: Russian")).to_be_visible()
    assert seen.complaints == []


def test_what_was_sent_leaves_no_draft_behind(signed_in):
    page = signed_in("/en/kaz/records/law/new/").page
    page.get_by_label("Title: English").fill("A law")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The record is saved.").wait_for()
    page.wait_for_timeout(1500)
    assert not Draft.objects.exists()


def test_a_draft_that_cannot_be_kept_is_told(signed_in, promise):
    page = signed_in(address(promise, "edit")).page
    page.route("**/draft/", lambda route: route.abort())
    page.get_by_label("Title: Russian").fill("Текст")
    page.locator("#draft", has_text="could not be kept").wait_for()
    expect(page.get_by_label("Title: Russian")).to_have_value("Текст")


def test_a_file_that_is_too_large_is_told_beside_what_was_typed(signed_in, settings):
    page = signed_in("/en/kaz/records/evidence/new/").page
    page.locator("#f-title-en").fill("A long text")
    upload, told = page.locator("[type=file]"), page.get_by_role("alert")
    large = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": bytes(settings.FILE_LIMIT + 1)}
    upload.set_input_files(large)
    assert "too large" in told.inner_text() and upload.input_value() == ""
    assert page.locator("#f-title-en").input_value() == "A long text"
    upload.set_input_files(large | {"buffer": b"%PDF-1.4"})
    assert not told.is_visible() and upload.input_value().endswith("a.pdf")


def test_without_script_records_are_found_and_drafts_kept(signed_in, ministry):
    page = signed_in("/en/kaz/records/commitment/new/", java_script_enabled=False).page
    page.get_by_label("Title: English").fill("Half a promise")
    page.locator("#f-body-words").fill("министерство")
    with page.expect_navigation():
        page.locator("#f-body-look").click()
    expect(page.get_by_label("Title: English")).to_have_value("Half a promise")
    page.locator("#f-body-options input[type=radio]").nth(1).check()
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.locator("#draft")).to_contain_text("Kept as a draft at")
    expect(page.locator("#f-body-options input[type=radio]").nth(1)).to_be_checked()


def test_two_people_change_one_record(signed_in, promise):
    first, second = (signed_in(address(promise, "edit")) for _ in range(2))
    first.page.get_by_label("Title: English").fill("The first title")
    second.page.get_by_label("Title: English").fill("The second title")
    second.page.locator("#f-reference").fill("R-2")
    first.page.get_by_role("button", name="Save", exact=True).click()
    first.page.get_by_text("The change is saved.").wait_for()
    second.page.get_by_role("button", name="Save", exact=True).click()
    page = second.page
    page.get_by_role("heading", level=1, name="Somebody else has changed this record").wait_for()
    assert title(promise) == "The first title"
    block = page.locator("fieldset#f-title")
    for words in ("share of women in decision-making", "The first title", "The second title"):
        expect(block).to_contain_text(words)
    assert second.faults() == []
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Choose which text stays").wait_for()
    page.get_by_label("Mine replaces it: Title").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The change is saved.").wait_for()
    assert title(promise) == "The second title"
    assert (promise.reference, promise.version) == ("R-2", 3)


def test_a_wide_conflict_fits_a_phone(signed_in, promise):
    first, second = (signed_in(address(promise, "edit"), width=360) for _ in range(2))
    for seen, text in ((first, "First"), (second, "Second")):
        seen.page.get_by_label("Title: English").fill(text * 40)
        with seen.page.expect_navigation():
            seen.page.get_by_role("button", name="Save", exact=True).click()
    second.page.get_by_label("Mine replaces it: Title").wait_for()
    assert second.faults() == []


def test_the_unconfirmed_are_gone_through_one_by_one(signed_in, promise, ministry):
    for record in (promise, ministry):
        type(record).objects.filter(pk=record.pk).update(status="unconfirmed")
    seen = signed_in("/en/kaz/work/?show=confirm", width=360)
    page = seen.page
    page.get_by_role("link", name="Go through them one by one").click()
    expect(page.locator(".eyebrow")).to_contain_text("1 of 2")
    assert seen.faults() == []
    for _ in range(2):
        page.get_by_label("Title of the source").fill("Adilet")
        with page.expect_navigation():
            page.get_by_role("button", name="Confirm").click()
    page.get_by_text("Nothing is left to confirm.").wait_for()
    assert seen.complaints == []
