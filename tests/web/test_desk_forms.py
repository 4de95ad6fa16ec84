"""Forms of the desk: generated from the kind; whatever is wrong is said there, and nothing typed is lost."""

import html
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.audit.models import Entry
from tendik_web.countries.actions.register import register
from tendik_web.files.actions.add import add
from tendik_web.files.models import File
from tendik_web.records import history
from tendik_web.records.actions.change import change
from tendik_web.records.actions.create import create
from tendik_web.records.actions.release import release
from tendik_web.records.kinds import KINDS
from tendik_web.records.models import Draft
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.usefixtures("kazakhstan")

NEW = "/en/kaz/records/evidence/new/"
NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
WRITER = Actor("user:writer", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))


def attribute(tag: str, name: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else None


def typed(page: str) -> dict[str, list[str]]:
    """The form of a page as a browser would send it."""
    form = page.split('<form method="post"', 1)[1].split("</form>")[0]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b([^>]*)>", form):
        if attribute(tag, "type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        sent.setdefault(attribute(tag, "name"), []).append(attribute(tag, "value") or "")
    for tag, inside in re.findall(r"<textarea\b([^>]*)>\n?(.*?)</textarea>", form, re.DOTALL):
        sent.setdefault(attribute(tag, "name"), []).append(html.unescape(inside))
    for tag, inside in re.findall(r"<select\b([^>]*)>(.*?)</select>", form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside) or re.search(
            r'value="([^"]*)"', inside
        )
        sent.setdefault(attribute(tag, "name"), []).append(html.unescape(chosen[1]))
    return sent


@pytest.fixture
def user(person):
    return person(Role.SECRETARIAT)


@pytest.fixture
def secretary(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def ministry():
    return create(WRITER, "KAZ", "body", {"title": plain_text("Ministry of Labour"), "type": "ministry"})


@pytest.fixture
def promise(ministry):
    values = {
        "title": plain_text("Thirty percent"),
        "type": "pledge",
        "body": ministry.pk,
        "due": "2030-12-31",
        "target_value": "30.5",
        "text": plain_text("First line\nSecond line", "kk"),
        "source": {"title": "Decree", "url": "https://example.org/", "chapter": "VI"},
    }
    return create(WRITER, "KAZ", "commitment", values)


def edit(promise) -> str:
    return f"/en/kaz/records/commitment/{promise.pk}/edit/"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_opening_and_sending_changes_nothing(secretary, promise, language):
    url = f"/{language}/kaz/records/commitment/{promise.pk}/edit/"
    sent = typed(secretary.get(url).content.decode())
    sent |= {name: [text.replace("\n", "\r\n") for text in texts] for name, texts in sent.items()}
    assert secretary.post(url, sent).status_code == 302
    promise.refresh_from_db()
    assert promise.version == 1 and promise.source["chapter"] == "VI"


def test_every_kind_can_be_opened_and_sent_again_unchanged(client, person):
    writers = {
        "register": Actor("user:a", frozenset({Grant(Role.SECRETARIAT, "KAZ")})),
        "statistics": Actor("user:b", frozenset({Grant(Role.STATISTICIAN, "KAZ")})),
    }
    made: dict[str, str] = {}

    def make(kind: str) -> str:
        of = KINDS[kind]
        values = {"title": plain_text(kind), "source": {"title": "A source"}}
        for name in of.required:
            field = of.columns[name]
            if field.related_model:
                target = field.related_model.kind()
                values[name] = made.get(target) or make(target)
            elif field.choices:
                values[name] = field.choices[0][0]
            elif field.get_internal_type() == "DateField":
                values[name] = "2026-01-02"
            elif field.get_internal_type().endswith("IntegerField"):
                values[name] = 2026
            elif name != "title":
                values[name] = "x"
        if kind == "evidence":
            values["commitment"] = made.get("commitment") or make("commitment")
        if kind == "implementation":
            values["commitment"] = made.get("commitment") or make("commitment")
        if kind == "action":
            values["body"] = made.get("body") or make("body")
        made[kind] = create(writers.get(of.group, writers["register"]), "KAZ", kind, values).pk
        return made[kind]

    for role in (Role.SECRETARIAT, Role.STATISTICIAN):
        client.force_login(person(role))
        for kind, of in KINDS.items():
            if (of.group == "statistics") == (role == Role.STATISTICIAN):
                url = f"/kk/kaz/records/{kind}/{made.get(kind) or make(kind)}/edit/"
                answer = client.post(url, typed(client.get(url).content.decode()))
                assert answer.status_code == 302, kind
                assert len(history.steps(kind, made[kind])) == 1, kind


def test_a_record_is_made_with_texts_links_numbers_and_source(secretary, ministry, user):
    answer = secretary.post(
        "/ru/kaz/records/commitment/new/",
        {
            "title.kk": "Отыз пайыз",
            "title.kk.kind": "official",
            "title.ru": "Тридцать процентов",
            "title.ru.kind": "unofficial",
            "title.original": "kk",
            "type": "pledge",
            "body": ministry.pk,
            "due": "2030-12-31",
            "target_value": "1 234,5",
            "source.title": "Decree",
            "source.read_on": "2026-11-20",
        },
    )
    made = KINDS["commitment"].model.objects.get()
    assert answer.headers["Location"] == f"/ru/kaz/records/commitment/{made.pk}/?done=created"
    assert made.title == {
        "original": "kk",
        "kk": {"text": "Отыз пайыз", "kind": "official"},
        "ru": {"text": "Тридцать процентов", "kind": "unofficial"},
    }
    assert (made.body_id, str(made.due), float(made.target_value)) == (ministry.pk, "2030-12-31", 1234.5)
    assert made.source == {"title": "Decree", "read_on": "2026-11-20"}
    assert (made.changed_by, made.visibility) == (f"user:{user.pk}", "government")


def test_the_only_text_is_the_original_whatever_was_marked(secretary):
    secretary.post("/en/kaz/records/law/new/", {"title.ru": "Закон", "title.original": "en"})
    assert KINDS["law"].model.objects.get().title["original"] == "ru"


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"title.en": "x" * 50_000}, "f-title-en", "50000 characters; at most 1000"),
        ({"title.en": "<b>Bold</b>"}, "f-title-en", "Write plain text"),
        ({"title.en": ""}, "f-title-kk", "Fill this in"),
        ({"title.kk": "а", "title.original": "ru"}, "f-title-kk", "in which language the original is"),
        ({"due": "2030-02-31"}, "f-due", "not a date of the calendar"),
        ({"due": "next year"}, "f-due", "not a date of the calendar"),
        ({"due": "1990-01-01"}, "f-due", "before"),
        ({"type": ""}, "f-type", "Fill this in"),
        ({"type": "wish"}, "f-type", "Choose one of the values"),
        ({"target_value": "a lot"}, "f-target_value", "Write a number in digits"),
        ({"target_value": "1" * 40}, "f-target_value", "too large"),
        ({"reference": "y" * 500}, "f-reference", "500 characters; at most 120"),
        ({"reference": "a\0b"}, "f-reference", "cannot be written"),
        ({"body": NOBODY}, "f-body-words", "does not exist here"),
        ({"body": "<script>"}, "f-body-words", "does not exist here"),
        ({"provisions": [NOBODY]}, "f-provisions-words", "does not exist here"),
        ({"source.title": "", "source.url": "https://example.org"}, "f-source-title", "Name the title"),
        ({"source.title": "t", "source.url": "javascript:alert(1)"}, "f-source-url", "whole address"),
        ({"source.title": "t", "source.read_on": "yesterday"}, "f-source-read_on", "as a date"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(secretary, wrong, field, said):
    sent = {
        "title.en": "A title",
        "title.original": "en",
        "type": "pledge",
        "made_on": "2020-01-01",
        "text.kk": 'Some <wording> & "more"\nin lines',
        "text.original": "kk",
        "unit": "percent",
    }
    if "text.kk" not in wrong:
        sent["text.kk"] = 'Some wording & "more"\nin lines'
    answer = secretary.post("/en/kaz/records/commitment/new/", sent | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    summary = page.split('class="errors"')[1].split("</div>")[0]
    assert f'href="#{field}"' in summary and said in html.unescape(summary)
    assert f'id="{field}"' in page
    again = typed(page)
    for name, value in (sent | wrong).items():
        kept = [text for text in again.get(name, []) if text]
        expected = [text for text in (value if isinstance(value, list) else [value]) if text]
        if name not in ("type", "title.original") and "\0" not in str(value):
            assert kept == expected, name
    assert not KINDS["commitment"].model.objects.exists()
    assert "<script>" not in page.split("<main")[1] and "<b>Bold" not in page


def test_everything_wrong_is_said_at_once(secretary):
    answer = secretary.post("/en/kaz/records/commitment/new/", {"due": "soon", "body": NOBODY})
    summary = answer.content.decode().split('class="errors"')[1].split("</div>")[0]
    links = re.findall(r'href="#([^"]+)"', summary)
    assert links == ["f-title-kk", "f-type", "f-due", "f-body-words"]


def test_another_countrys_record_cannot_be_named(secretary):
    register(LOADER, "KGZ")
    kyrgyz = Actor("user:k", frozenset({Grant(Role.SECRETARIAT, "KGZ")}))
    foreign = create(kyrgyz, "KGZ", "body", {"title": plain_text("Foreign ministry"), "type": "ministry"})
    sent = {"title.en": "x", "type": "pledge", "body": foreign.pk}
    answer = secretary.post("/en/kaz/records/commitment/new/", sent)
    assert answer.status_code == 422 and "Foreign ministry" not in answer.content.decode()


def test_a_link_that_the_writer_does_not_see_stays_and_cannot_be_added(client, person, ministry):
    secret = create(WRITER, "KAZ", "commitment", {"title": plain_text("Secret"), "type": "pledge"})
    second = Actor("user:second", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))
    release(second, "KAZ", "commitment", secret.pk, 1, "restricted")
    open_one = create(WRITER, "KAZ", "commitment", {"title": plain_text("Open"), "type": "pledge"})
    values = {"title": plain_text("Act"), "body": ministry.pk, "commitments": [secret.pk, open_one.pk]}
    action = create(WRITER, "KAZ", "action", values)
    client.force_login(person(Role.CONTRIBUTOR, body=ministry.pk))
    url = f"/en/kaz/records/action/{action.pk}/edit/"
    sent = typed(client.get(url).content.decode())
    assert "Secret" not in client.get(url).content.decode()
    assert client.post(url, sent | {"number": "7", "commitments": []}).status_code == 302
    assert set(action.commitments.values_list("pk", flat=True)) == {secret.pk}
    other = create(WRITER, "KAZ", "action", {"title": plain_text("Other"), "body": ministry.pk})
    url = f"/en/kaz/records/action/{other.pk}/edit/"
    sent = typed(client.get(url).content.decode())
    answer = client.post(url, sent | {"commitments": [secret.pk]})
    assert answer.status_code == 422 and "does not exist here" in answer.content.decode()


def test_a_contributor_writes_for_the_own_body_only(client, person, ministry):
    other = create(WRITER, "KAZ", "body", {"title": plain_text("Other"), "type": "ministry"})
    client.force_login(person(Role.CONTRIBUTOR, body=ministry.pk))
    url = "/en/kaz/records/action/new/"
    assert typed(client.get(url).content.decode())["body"] == [ministry.pk]
    for body in (other.pk, ""):
        answer = client.post(url, {"title.en": "A long text", "body": body})
        assert answer.status_code == 422 and "A long text" in answer.content.decode()
        assert 'href="#f-body-words"' in answer.content.decode()
    assert client.post(url, {"title.en": "x", "body": ministry.pk}).status_code == 302


def test_what_all_countries_share_is_written_by_the_hub(client, person):
    client.force_login(person(Role.HUB_EDITOR, None))
    assert client.get("/en/kaz/records/commitment/new/").status_code == 403
    client.post("/en/kaz/records/instrument/new/", {"title.en": "CEDAW", "type": "treaty", "place": "KAZ"})
    assert KINDS["instrument"].model.objects.get().country_id is None


def test_links_are_found_by_words_without_script(secretary, ministry):
    sent = {"title.en": "Kept title", "body.words": "labour", "go": "look:body", "due": "2030-01-01"}
    page = secretary.post("/en/kaz/records/commitment/new/", sent).content.decode()
    assert f'value="{ministry.pk}"' in page and "Ministry of Labour" in page
    again = typed(page)
    assert again["title.en"] == ["Kept title"] and again["due"] == ["2030-01-01"]
    by_enter = secretary.post("/en/kaz/records/commitment/new/", sent | {"go": "default"}).content.decode()
    assert f'value="{ministry.pk}"' in by_enter
    assert not KINDS["commitment"].model.objects.exists()


def test_links_are_found_while_typing(client, secretary, ministry):
    url = "/en/kaz/records/commitment/options/body/"
    found = secretary.get(url, {"body.words": "min", "body": NOBODY}).content.decode()
    assert "Ministry of Labour" in found and f'value="{NOBODY}" checked' in found
    assert "Nothing was found" in secretary.get(url, {"body.words": "zzz"}).content.decode()


def test_links_can_be_given_with_the_address(secretary, promise):
    sent = typed(secretary.get(f"/en/kaz/records/evidence/new/?commitment={promise.pk}").content.decode())
    assert sent["commitment"] == [promise.pk]


def test_languages_that_are_missing_are_marked_and_others_are_behind(secretary, promise):
    page = secretary.get(edit(promise)).content.decode()
    block = page.split('id="f-text"')[1].split("</fieldset>")[0]
    assert block.count("Not there yet") == 2 + 4
    assert re.search(r"<details>\s*<summary>More languages", block)
    assert re.search(r'name="text.original" value="kk" checked', block)
    assert 'lang="kk"' in block and 'lang="uz"' in block


class TestDrafts:
    def test_a_draft_is_kept_offered_continued_and_gone_when_sent(self, secretary, promise, user):
        url, sent = edit(promise), typed(secretary.get(edit(promise)).content.decode())
        sent |= {"title.en": ["Forty percent"], "due": ["not yet"]}
        kept = secretary.post(url.replace("edit", "draft"), sent)
        assert kept.status_code == 200 and "Kept as a draft at" in kept.content.decode()
        offered = secretary.get(url).content.decode()
        assert "You have unsent text of" in offered and "<textarea" not in offered
        again = typed(secretary.get(f"{url}?draft=continue").content.decode())
        assert (again["title.en"], again["due"]) == (["Forty percent"], ["not yet"])
        assert secretary.post(url, again | {"due": ["2031-01-01"]}).status_code == 302
        promise.refresh_from_db()
        assert promise.title["en"]["text"] == "Forty percent"
        assert not Draft.objects.exists()

    def test_a_draft_is_discarded(self, secretary, promise):
        url = edit(promise)
        secretary.post(url.replace("edit", "draft"), {"title.en": "Other", "version": "1"})
        assert Draft.objects.count() == 1
        answer = secretary.post(url.replace("edit", "draft"), {"go": "discard"})
        assert answer.headers["Location"] == url and not Draft.objects.exists()
        assert "You have unsent text" not in secretary.get(url).content.decode()

    def test_what_is_not_changed_is_no_draft(self, secretary, promise):
        sent = typed(secretary.get(edit(promise)).content.decode())
        secretary.post(edit(promise).replace("edit", "draft"), sent)
        assert not Draft.objects.exists()

    def test_without_script_a_button_keeps_the_draft(self, secretary):
        sent = {"title.en": "Half a", "go": "draft"}
        page = secretary.post("/en/kaz/records/law/new/", sent).content.decode()
        assert "Kept as a draft at" in page and typed(page)["title.en"] == ["Half a"]
        assert "You have unsent text of" in secretary.get("/en/kaz/records/law/new/").content.decode()
        assert not KINDS["law"].model.objects.exists()

    def test_a_draft_is_its_authors_and_its_countrys(self, client, person, promise):
        register(LOADER, "KGZ")
        first, second = person(Role.SECRETARIAT), person(Role.SECRETARIAT)
        client.force_login(first)
        client.post("/en/kaz/records/law/new/draft/", {"title.en": "Half a law"})
        client.post(edit(promise).replace("edit", "draft"), {"title.en": "Half a promise", "version": "1"})
        client.force_login(second)
        for url in ("/en/kaz/records/law/new/", edit(promise)):
            assert "unsent" not in client.get(url).content.decode()
        assert "My drafts: 0" in client.get("/en/kaz/work/").content.decode()
        client.force_login(first)
        assert "My drafts: 2" in client.get("/en/kaz/work/").content.decode()

    def test_a_draft_of_an_older_version_meets_the_newer_one(self, secretary, promise):
        url = edit(promise)
        sent = typed(secretary.get(url).content.decode())
        secretary.post(url.replace("edit", "draft"), sent | {"title.en": ["Mine"]})
        change(WRITER, "KAZ", "commitment", promise.pk, 1, {"title": plain_text("Theirs")})
        assert "has been changed since" in secretary.get(url).content.decode()
        again = typed(secretary.get(f"{url}?draft=continue").content.decode())
        assert secretary.post(url, again).status_code == 409


class TestTwoEditors:
    @pytest.fixture
    def conflict(self, secretary, promise):
        """Mine: title and reference; theirs: title and due."""
        sent = typed(secretary.get(edit(promise)).content.decode())
        theirs = {"title": plain_text("Theirs"), "due": "2035-05-05"}
        change(WRITER, "KAZ", "commitment", promise.pk, 1, theirs)
        return secretary.post(edit(promise), sent | {"title.en": ["Mine"], "reference": ["R-1"]})

    def test_all_three_versions_stand_side_by_side(self, conflict, promise):
        page = conflict.content.decode()
        assert conflict.status_code == 409
        title = page.split('id="f-title"')[1].split("</fieldset>")[0]
        for words in ("Thirty percent", "Theirs", "Mine"):
            assert words in title
        due = page.split('id="f-due"')[1].split("</fieldset>")[0]
        assert "31 December 2030" in due and "5 May 2035" in due and "Only the other person" in due
        assert "Only you changed this" in page.split('id="f-reference"')[1].split("</fieldset>")[0]
        assert "f-target_value" not in page
        promise.refresh_from_db()
        assert promise.version == 2

    @pytest.mark.parametrize(("choice", "title"), [("mine", "Mine"), ("theirs", "Theirs")])
    def test_the_choice_is_written_with_the_new_version(self, secretary, conflict, promise, choice, title):
        sent = typed(conflict.content.decode()) | {"choice.title": [choice]}
        assert secretary.post(edit(promise), sent).status_code == 302
        promise.refresh_from_db()
        assert (promise.title["en"]["text"], str(promise.due), promise.reference, promise.version) == (
            title,
            "2035-05-05",
            "R-1",
            3,
        )

    def test_without_a_choice_the_page_comes_again(self, secretary, conflict, promise):
        answer = secretary.post(edit(promise), typed(conflict.content.decode()))
        assert answer.status_code == 409 and "Choose which text stays" in answer.content.decode()
        promise.refresh_from_db()
        assert promise.version == 2

    def test_the_form_can_be_opened_again_with_the_choices(self, secretary, conflict, promise):
        sent = typed(conflict.content.decode()) | {"choice.title": ["theirs"], "go": ["again"]}
        again = typed(secretary.post(edit(promise), sent).content.decode())
        assert (again["title.en"], again["reference"], again["due"]) == (["Theirs"], ["R-1"], ["2035-05-05"])
        assert again["version"] == ["2"]

    def test_a_third_change_is_met_too(self, secretary, conflict, promise):
        change(WRITER, "KAZ", "commitment", promise.pk, 2, {"reference": "R-9"})
        sent = typed(conflict.content.decode()) | {"choice.title": ["mine"]}
        answer = secretary.post(edit(promise), sent)
        assert answer.status_code == 409 and "R-9" in answer.content.decode()

    def test_what_was_decided_about_the_record_meanwhile_is_told(self, secretary, promise):
        sent = typed(secretary.get(edit(promise)).content.decode())
        release(Actor("user:z", WRITER.grants), "KAZ", "commitment", promise.pk, 1, "public")
        answer = secretary.post(edit(promise), sent | {"reference": ["R"]})
        assert answer.status_code == 409 and "Everyone" in answer.content.decode()
        assert secretary.post(edit(promise), typed(answer.content.decode())).status_code == 302
        promise.refresh_from_db()
        assert (promise.reference, promise.visibility) == ("R", "public")


class TestEvidenceWithAFile:
    """A contributor adds evidence and its file in one form."""

    @pytest.fixture
    def contributor(self, client, person, ministry):
        user = person(Role.CONTRIBUTOR, body=ministry.pk)
        client.force_login(user)
        return client

    @pytest.fixture
    def sent(self, contributor, promise):
        page = contributor.get(f"{NEW}?commitment={promise.pk}").content.decode()
        assert 'enctype="multipart/form-data"' in page and 'accept=".pdf,' in page
        return typed(page) | {"title.en": ["Order 7"], "go": "save"}

    def test_it_is_added_in_one_form_and_seen_by_who_sees_the_record(self, contributor, sent, ministry):
        proof = SimpleUploadedFile("order.txt", "Бұйрық".encode())
        answer = contributor.post(NEW, sent | {"upload": proof})
        assert answer.status_code == 302
        evidence, file = KINDS["evidence"].model.objects.get(), File.objects.get()
        assert (file.record, file.body_id, evidence.file) == (f"evidence:{evidence.pk}", ministry.pk, file.pk)
        at, page = f"/en/kaz/files/{file.pk}/", contributor.get(answer["Location"]).content.decode()
        assert f'href="{at}"' in page and "order.txt" in page
        assert b"".join(contributor.get(at).streaming_content).decode() == "Бұйрық"
        assert Client().get(at).status_code == 404
        release(WRITER, "KAZ", "evidence", evidence.pk, 1, "public")
        assert Client().get(at).status_code == 200
        done = list(Entry.objects.filter(chain="KAZ").order_by("seq").values_list("action", flat=True))
        assert done[-5:-2] == ["files.add", "delivery.create", "files.attach"]
        edit = f"/en/kaz/records/evidence/{evidence.pk}/edit/"
        again = typed(contributor.get(edit).content.decode())
        assert again["file"] == [file.pk]
        assert contributor.post(edit, again | {"title.en": ["Order 8"], "go": "save"}).status_code == 302
        assert File.objects.count() == 1

    def test_a_file_that_is_refused_is_said_at_its_field_and_nothing_typed_is_lost(self, contributor, sent):
        for upload, words in (
            (SimpleUploadedFile("order.pdf", b"PK\x03\x04 no pdf"), "order.pdf"),
            (SimpleUploadedFile("order.txt", b"a" * (settings.FILE_LIMIT + 1)), "larger than 10 MB"),
            (SimpleUploadedFile("order.txt", b""), "is empty"),
        ):
            answer = contributor.post(NEW, sent | {"upload": upload})
            page = answer.content.decode()
            assert answer.status_code == 422, words
            error = re.search(r'id="f-file-error">([^<]*)<', page)[1]
            assert words == "order.pdf" or words in error
            assert 'href="#f-file"' in page and typed(page)["title.en"] == ["Order 7"]
        assert not File.objects.exists() and not KINDS["evidence"].model.objects.exists()

    def test_a_file_stays_with_a_form_that_has_another_fault(self, contributor, sent):
        proof = SimpleUploadedFile("order.txt", "Бұйрық".encode())
        answer = contributor.post(NEW, sent | {"dated": "x", "upload": proof})
        page = answer.content.decode()
        assert answer.status_code == 422 and "order.txt" in page
        again = typed(page) | {"dated": "2026-03-01", "go": "save"}
        assert contributor.post(NEW, again).status_code == 302
        assert File.objects.get().record == f"evidence:{KINDS['evidence'].model.objects.get().pk}"

    def test_the_file_of_another_cannot_be_taken(self, contributor, sent):
        theirs = add(WRITER, "KAZ", None, "secret.txt", b"secret")
        answer = contributor.post(NEW, sent | {"file": theirs.pk})
        assert answer.status_code == 422 and "There is no such file here" in answer.content.decode()
        assert "secret.txt" not in answer.content.decode()
        assert File.objects.get().record == "" and not KINDS["evidence"].model.objects.exists()
