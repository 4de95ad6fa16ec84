"""The pages of imports: from the file to the preview, to what was applied, and back."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from tendik.exchange.tables import read_table
from tendik_web.access.roles import Role
from tendik_web.commitments.models import Action
from tendik_web.countries.registry import find
from tendik_web.imports.models import ImportBatch
from tendik_web.records.actions.create import create
from tendik_web.records.text import plain_text
from tests.web.importing import SECRETARY, body, commitment, csv, outcomes, sent

pytestmark = pytest.mark.usefixtures("kazakhstan")

HOME = "/en/kaz/imports/"


@pytest.fixture
def ministry():
    return body()


@pytest.fixture
def secretary(client, person):
    client.force_login(person(Role.SECRETARIAT))
    return client


def upload(client, content: bytes, kind: str = "action", path: str = HOME, **also):
    file = SimpleUploadedFile("plan.csv", content)
    return client.post(path, {"kind": kind, "file": file, **also}, follow=True)


def heading(answer) -> str:
    return unescape(answer.content.decode().split("<h1>")[1].split("</h1>")[0])


def test_a_file_is_sent_previewed_applied_and_undone(secretary, ministry):
    assert heading(secretary.get(HOME)) == "No import waits to be applied"
    answer = upload(secretary, csv("key;title.en;body", f"a-1;One;{ministry.pk}", f"a-2;Two;{ministry.pk}"))
    path = answer.redirect_chain[-1][0]
    assert heading(answer) == "Everything can be applied: new records 2, changed 0"
    assert heading(secretary.get(HOME)) == "Imports that wait to be applied: 1"
    answer = secretary.post(path, {"do": "apply"}, follow=True)
    assert heading(answer) == "Applied: new records 2, changed 0"
    assert Action.objects.filter(withdrawn=False).count() == 2
    answer = secretary.post(path, {"do": "undo"}, follow=True)
    assert heading(answer) == "Undone: withdrawn records 2, changed back 0"
    assert Action.objects.filter(withdrawn=False).count() == 0


def test_problems_stand_beside_their_rows_and_come_with_the_file_to_correct(secretary, ministry):
    answer = upload(
        secretary,
        csv("key;Title (en);Deadline;body", f"a-1;One;soon;{ministry.pk}", f"a-2;Two;;{ministry.pk}"),
    )
    path = answer.redirect_chain[-1][0]
    assert heading(answer) == "Nothing can be applied yet: rows to correct 1"
    assert "Deadline: &quot;soon&quot; is not understood as a date." in answer.content.decode()
    assert 'value="apply"' not in answer.content.decode()
    assert secretary.post(path, {"do": "apply"}).status_code == 422
    only = secretary.get(path, {"only": "wrong"}).content.decode()
    assert "One" in only
    assert "Two" not in only
    for form in ("csv", "xlsx"):
        file = secretary.get(f"{path}rows.{form}", {"only": "wrong"})
        found = read_table("rows", file.content)
        assert found.headings[:2] == ("Row of the file", "What to correct")
        ((number, problem, *cells),) = [row.cells for row in found.rows]
        assert (number, "not understood as a date" in problem, "soon" in cells) == ("2", True, True)
    fixed = file.content
    answer = upload(secretary, fixed, path=path, do="correct")
    assert heading(answer) == "Nothing can be applied yet: rows to correct 1"
    answer = upload(
        secretary, csv("row;key;title.en;body", f"2;a-1;One;{ministry.pk}"), path=path, do="correct"
    )
    assert heading(answer) == "Everything can be applied: new records 2, changed 0"


def test_what_changes_is_said_from_and_to(secretary, ministry):
    promise = commitment("A promise")
    made = create(
        SECRETARY, "KAZ", "action", {"title": plain_text("Act"), "body": ministry.pk, "number": "1"}
    )
    answer = upload(secretary, csv("id;number;commitments", f"{made.pk};2;{promise.pk}")).content.decode()
    assert "Number: moved from 1 to 2" in answer
    assert "Commitments: A promise" in answer


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a file"),
        (b"wish;hope\na;b", "No heading of this file is one of the table “actions”"),
        (b"PK\x03\x04", "damaged"),
        ("key;title.en\nа;ә".encode("cp1251", "replace") + "\nб;ә".encode(), "encoding"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_words(secretary, content, said):
    answer = upload(secretary, content)
    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())
    assert not ImportBatch.objects.exists()


def test_a_file_missing_is_said_at_its_field(secretary):
    assert "Choose a file" in secretary.post(HOME, {"kind": "action"}).content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_templates_and_tables_are_read_again(secretary, ministry, language):
    with translation.override(language):
        country = find("kaz")
        for form in ("csv", "xlsx"):
            empty = secretary.get(reverse("import-template", args=[country, "body", form]))
            assert empty.headers["Content-Disposition"].endswith(f'"tendik-body-template.{form}"')
            full = secretary.get(reverse("import-table", args=[country, "body", form]))
            batch = sent(full.content, "body", f"body.{form}")
            assert outcomes(batch) == ["same"]
            assert batch.notices == []
            headings = read_table("empty", empty.content)
            assert headings.headings == read_table("full", full.content).headings


def test_who_edits_what_all_countries_share_is_told_how(client, person):
    client.force_login(person(Role.HUB_EDITOR, None))
    for answer in (client.get(HOME), upload(client, csv("key;title.en", "a;One"), "instrument")):
        assert answer.status_code == 403
        assert heading(answer).startswith("Tables of records are imported for one country")
        assert "it is recorded one at a time" in answer.content.decode()
    client.force_login(person(Role.AUDITOR))
    assert heading(client.get(HOME)) == "You may not open this page"


def test_who_may_not_import_sees_nothing(client, person, ministry):
    batch = sent(csv("title.en;body", f"New;{ministry.pk}"))
    paths = [
        HOME,
        f"{HOME}{batch.pk}/",
        f"{HOME}{batch.pk}/rows.csv",
        f"{HOME}template/action.csv",
        f"{HOME}table/action.xlsx",
    ]
    for path in paths:
        assert client.get(path).status_code == 302
    assert client.post(paths[1], {"do": "apply"}).status_code in (401, 403)
    for role, status in ((Role.CONTRIBUTOR, 403), (Role.AUDITOR, 403), (Role.COUNTRY_ADMIN, 403)):
        client.force_login(person(role, body=ministry.pk if role == Role.CONTRIBUTOR else None))
        assert {client.get(path).status_code for path in paths} == {status}
        assert client.post(paths[1], {"do": "apply"}).status_code == status
    client.force_login(person(Role.STATISTICIAN))
    assert [client.get(path).status_code for path in paths] == [200, 404, 404, 404, 404]
    assert client.post(paths[1], {"do": "apply"}).status_code == 404
    assert upload(client, csv("title.en;body", f"New;{ministry.pk}")).status_code == 403
    assert client.get(f"{HOME}nothing/").status_code == 404
    assert not Action.objects.exists()


def test_pages_ask_the_database_little(secretary, ministry, django_assert_max_num_queries):
    rows = [f"a-{n};One;{ministry.pk};{commitment(f'Promise {n}').pk}" for n in range(120)]
    path = upload(secretary, csv("key;title.en;body;commitments", *rows)).redirect_chain[-1][0]
    for address in (HOME, path, f"{path}?after=101"):
        with django_assert_max_num_queries(15):
            assert secretary.get(address).status_code == 200
    first = secretary.get(path).content.decode()
    assert 'href="?after=101" rel="next"' in first
    assert secretary.get(f"{path}?after=101").content.decode().count('scope="row"') == 20
