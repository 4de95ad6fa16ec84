"""The API: what is public to anyone, the rest to a token, and never more than its person may."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from tendik.errors import BadInput, NotFound
from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.api import openapi
from tendik_web.api.actions.issue_token import issue_token
from tendik_web.api.actions.revoke_token import revoke_token
from tendik_web.api.models import Token
from tendik_web.audit.models import Entry
from tendik_web.countries.actions.register import register
from tendik_web.countries.people import actor_of
from tendik_web.records import history
from tendik_web.records.actions.create import create
from tendik_web.records.actions.release import release
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.usefixtures("kazakhstan")

SECRETARY = Actor("user:s", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))
SECOND = Actor("user:t", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))


def promise(title: str = "A promise", *, public: bool = True, **values):
    given = {"title": plain_text(title), "type": "pledge", "source": {"title": "A gazette"}} | values
    made = create(SECRETARY, "KAZ", "commitment", given)
    return release(SECOND, "KAZ", "commitment", made.pk, 1, "public") if public else made


def secret(user, country="KAZ", scope="write") -> dict[str, str]:
    _, words = issue_token(actor_of(user), user.pk, "A program", country, scope, 30)
    return {"authorization": f"Bearer {words}"}


def get(client, path, **headers):
    return client.get(f"/api/v1/{path}", headers=headers)


def send(client, method, path, body, headers):
    return getattr(client, method)(
        f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=headers
    )


def test_the_committed_description_is_that_of_the_api():
    assert openapi.described() == openapi.FILE.read_text("utf-8"), "run: python -m tendik_web.api.openapi"


def test_anyone_reads_what_is_public_and_nothing_else(client):
    seen, hidden = promise(), promise(public=False)
    answer = get(client, "KAZ/commitment/")
    assert answer.status_code == 200
    assert [record["id"] for record in answer.json()["records"]] == [seen.pk]
    assert get(client, f"kaz/commitment/{seen.pk}").json()["title"]["en"]["text"] == "A promise"
    missing = get(client, f"kaz/commitment/{hidden.pk}")
    assert missing.status_code == 404
    assert missing["Content-Type"] == "application/problem+json"


def test_a_link_to_what_is_hidden_is_not_shown(client, person):
    body = create(SECRETARY, "KAZ", "body", {"title": plain_text("Ministry"), "type": "ministry"})
    made = promise(body=body.pk, co_leads=[body.pk])
    record = get(client, f"kaz/commitment/{made.pk}").json()
    assert (record["body"], record["co_leads"]) == (None, [])
    staff = get(client, f"kaz/commitment/{made.pk}", **secret(person(Role.VIEWER, body=body.pk))).json()
    assert (staff["body"], staff["co_leads"]) == (body.pk, [body.pk])


def test_pages_follow_one_another_and_end(client):
    made = [promise(str(number)).pk for number in range(5)]
    path, met = "/api/v1/kaz/commitment/?limit=2", []
    while path:
        page = client.get(path).json()
        assert len(page["records"]) <= 2
        met += [record["id"] for record in page["records"]]
        path = page["next"]
    assert met == sorted(made)


def test_what_has_not_changed_is_not_sent_again(client):
    made = promise()
    first = get(client, f"kaz/commitment/{made.pk}")
    again = get(client, f"kaz/commitment/{made.pk}", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    release(SECRETARY, "KAZ", "commitment", made.pk, 2, "government")
    assert get(client, f"kaz/commitment/{made.pk}", **{"if-none-match": first["ETag"]}).status_code == 404


def test_a_token_reads_what_its_person_sees_in_its_country(client, person):
    hidden = promise(public=False)
    register(LOADER, "KGZ")
    secretary = person(Role.SECRETARIAT)
    assert get(client, f"kaz/commitment/{hidden.pk}", **secret(secretary, scope="read")).status_code == 200
    stranger = person(Role.SECRETARIAT, "KGZ")
    for country in ("kaz", "kgz"):
        assert get(client, f"{country}/commitment/{hidden.pk}", **secret(stranger, "KGZ")).status_code == 404


def test_a_list_that_a_token_reads_is_in_the_history_if_it_may_hold_more_than_everyone_sees(client, person):
    promise()
    register(LOADER, "KGZ")
    secretary = person(Role.SECRETARIAT)
    taken = Entry.objects.filter(chain="KAZ", action="exports.download")
    reads = secret(secretary, scope="read")
    for headers in ({}, secret(person(Role.SECRETARIAT, "KGZ"), "KGZ")):
        assert get(client, "kaz/commitment/", **headers).status_code == 200
    assert not taken.exists()
    assert get(client, "kaz/commitment/?limit=1", **reads).status_code == 200
    (entry,) = taken
    assert (entry.actor, entry.record) == (f"user:{secretary.pk}", "download:api-commitment")
    assert json.loads(entry.payload)["after"] == {"address": "/api/v1/kaz/commitment/", "query": "limit=1"}


def test_a_record_is_created_changed_and_withdrawn_in_the_name_of_the_person(client, person):
    secretary = person(Role.SECRETARIAT)
    headers = secret(secretary)
    made = send(
        client, "post", "kaz/commitment/", {"title": plain_text("New"), "type": "pledge"}, headers
    ).json()
    path = f"kaz/commitment/{made['id']}"
    changed = send(client, "patch", path, {"version": 1, "due": "2030-12-31"}, headers).json()
    assert (changed["version"], changed["due"], changed["title"]) == (2, "2030-12-31", made["title"])
    late = send(client, "patch", path, {"version": 1, "due": "2031-12-31"}, headers)
    assert late.status_code == 409
    assert (late.json()["base"], late.json()["theirs"]) == ({"due": None}, {"due": "2030-12-31"})
    assert send(client, "post", f"{path}/withdraw", {"version": 2, "reason": "twice"}, headers).json()[
        "withdrawn"
    ]
    assert {step.actor for step in history.steps("commitment", made["id"])} == {f"user:{secretary.pk}"}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_problems_are_said_in_the_language_asked_for(client, person, language):
    headers = secret(person(Role.SECRETARIAT)) | {"accept-language": language}
    answer = send(
        client, "post", "kaz/commitment/", {"title": plain_text("<b>x</b>"), "type": "wish"}, headers
    )
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert {problem["field"] for problem in answer.json()["problems"]} == {"title", "type"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"authorization": "Bearer nonsense"}, 401),
        ({"authorization": "Basic eDp5"}, 401),
    ],
)
def test_without_a_good_token_nothing_is_written(client, headers, status):
    answer = send(client, "post", "kaz/law/", {"title": plain_text("x")}, headers)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (status, 'Bearer realm="Tendik"')
    assert get(client, "kaz/law/").json()["records"] == []


def test_a_token_to_read_writes_nothing_and_one_to_write_only_what_its_person_may(client, person):
    body = {"title": plain_text("x")}
    assert (
        send(client, "post", "kaz/law/", body, secret(person(Role.SECRETARIAT), scope="read")).status_code
        == 403
    )
    assert send(client, "post", "kaz/law/", body, secret(person(Role.AUDITOR))).status_code == 403


def test_a_token_ends_with_its_time_its_revocation_and_its_person(client, person):
    user = person(Role.SECRETARIAT)
    for stop in (
        lambda token: Token.objects.filter(pk=token.pk).update(expires=timezone.now() - timedelta(seconds=1)),
        lambda token: revoke_token(actor_of(user), user.pk, token.pk),
        lambda token: type(user).objects.filter(pk=user.pk).update(is_active=False),
    ):
        token, words = issue_token(actor_of(user), user.pk, "A program", "KAZ", "read", 1)
        headers = {"authorization": f"Bearer {words}"}
        assert get(client, "kaz/law/", **headers).status_code == 200
        stop(token)
        assert get(client, "kaz/law/", **headers).status_code == 401


def test_a_secret_is_nowhere_kept_and_every_token_is_in_the_history(person):
    user = person(Role.SECRETARIAT)
    token, words = issue_token(actor_of(user), user.pk, "A program", "KAZ", "read", 1)
    revoke_token(actor_of(user), user.pk, token.pk)
    entries = Entry.objects.filter(record=f"token:{token.pk}")
    assert [entry.action for entry in entries.order_by("seq")] == ["tokens.issue", "tokens.revoke"]
    assert words not in token.digest + "".join(entry.payload for entry in entries)


def test_a_token_that_cannot_be_is_refused_with_every_reason(person):
    user = person(Role.SECRETARIAT)
    with pytest.raises(BadInput) as error:
        issue_token(actor_of(user), user.pk, " ", "KGZ", "all", 1000)
    assert {problem.column for problem in error.value.problems} == {"name", "country", "scope", "days"}
    token, _ = issue_token(actor_of(user), user.pk, "A program", "KAZ", "read", 1)
    other = person(Role.SECRETARIAT)
    with pytest.raises(NotFound):
        revoke_token(actor_of(other), other.pk, token.pk)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("countries", 200),
        ("kinds", 200),
        ("laws/", 200),
        ("laws/kaz-majilis?on=2021-01-10", 200),
        ("laws/nowhere", 404),
        ("laws/kaz-majilis?on=1900-01-01", 404),
        ("laws/kaz-majilis?on=soon", 422),
        ("xyz/commitment/", 404),
        ("kaz/commitment/?limit=0", 422),
        ("kaz/commitment/?cursor=%00", 422),
        ("kaz/wish/", 404),
        ("all/instrument/", 200),
        ("openapi.json", 200),
    ],
)
def test_every_address_answers(client, path, status):
    assert get(client, path).status_code == status
