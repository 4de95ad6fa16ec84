"""Every role against every action, and every address against people of another country: over HTTP.

The table below says by itself who may do what; it is not read from the platform.
"""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.access.permissions import PERMISSIONS
from tendik_web.access.roles import SCOPES, Role
from tendik_web.api.actions.issue_token import issue_token
from tendik_web.audit.models import Entry
from tendik_web.countries.actions.grant import grant
from tendik_web.countries.actions.register import register
from tendik_web.countries.people import actor_of
from tendik_web.records.actions.create import create
from tendik_web.records.actions.withdraw import withdraw
from tendik_web.records.kinds import KINDS
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.any_database

WRITERS = {
    country: Actor(
        "user:writer", frozenset(Grant(role, country) for role in (Role.SECRETARIAT, Role.STATISTICIAN))
    )
    for country in ("KAZ", "KGZ")
}
HUB = Actor("user:hub", frozenset({Grant(Role.HUB_EDITOR)}))
HIDDEN = "Unseen Heron"
NOBODY, ACCOUNT = "nobody", "account"
WHO = [NOBODY, ACCOUNT, *(role.value for role in Role)]

DELIVERS = {"contributor", "approver", "secretariat"}
DECIDES = {"approver", "secretariat"}
REGISTERS = {"secretariat", "hub_editor"}
COUNTS = {"statistician"}
MAY = {
    "people.invite": {"country_admin", "platform_admin"},
    "people.appoint": {"platform_admin"},
    "people.grant": {"country_admin"},
    "people.end": {"country_admin"},
    "people.hand_over": {"country_admin", "approver"},
    "imports.apply": {"secretariat", "statistician"},
    "imports.undo": {"secretariat", "statistician"},
    "audit.read": {"auditor"},
    **{
        f"register.{verb}": REGISTERS
        for verb in ("create", "change", "withdraw", "restore", "confirm", "release")
    },
    **{f"delivery.{verb}": DELIVERS for verb in ("create", "change", "withdraw")},
    **{f"delivery.{verb}": DECIDES for verb in ("restore", "confirm", "release")},
    **{
        f"statistics.{verb}": COUNTS
        for verb in ("create", "change", "withdraw", "restore", "confirm", "release")
    },
}
NO_ADDRESS = {
    "countries.register": "tendik load",
    "people.deactivate": "tendik people",
    "people.remove_second_factor": "tendik people",
    "records.load": "tendik load",
    "synthetic.fill": "tendik big",
    "files.add": "files come with what they belong to",
    "files.withdraw": "files go with what they belong to",
}
"""Verbs that no address does, and what does them."""

KIND = {"register": "instrument", "delivery": "action", "statistics": "series"}
VALUES = {
    "instrument": {"type": "treaty"},
    "action": {},
    "series": {"unit": "percent", "sphere": "parliament", "counted": "women"},
}


class Ground:
    """Two countries with a body each, everybody in both, and records to act on."""

    def __init__(self) -> None:
        self.bodies, self.people = {}, {}
        for country in ("KAZ", "KGZ"):
            register(LOADER, country)
            self.bodies[country] = self.make("body", country, type="ministry").pk
        for country in ("KAZ", "KGZ"):
            for who in WHO:
                self.people[country, who] = self._person(country, who)
        self.spare = self._account("spare")
        other = self._account("other")
        self.secretary = grant(LOADER, other.pk, "secretariat", "KAZ", starts=date(2020, 1, 1))
        self.focal = grant(
            LOADER, other.pk, "contributor", "KAZ", self.bodies["KAZ"], starts=date(2020, 1, 1)
        )

    def make(self, kind: str, country: str | None = "KAZ", title: str = HIDDEN, **values):
        writer = WRITERS[country] if country else HUB
        body = {"body": self.bodies[country]} if country and kind != "body" else {}
        sent = (
            {"title": plain_text(title), "source": {"title": "A gazette"}}
            | VALUES.get(kind, {})
            | body
            | values
        )
        return create(writer, country, kind, sent)

    def client(self, who: str, country: str = "KAZ") -> Client:
        client = Client()
        if who != NOBODY:
            client.force_login(self.people[country, who])
        return client

    def _person(self, country: str, who: str):
        if who == NOBODY:
            return None
        user = self._account(f"{who}.{country.lower()}")
        if who != ACCOUNT:
            scope = SCOPES[Role(who)]
            place = None if scope == "platform" else country
            grant(LOADER, user.pk, who, place, self.bodies[country] if scope == "body" else None)
        return user

    def _account(self, name: str):
        from allauth.mfa.models import Authenticator

        from tendik_web.accounts.models import User

        user = User.objects.create(email=f"{name}@example.org", name=name, language="en")
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        return user


@pytest.fixture(scope="module")
def whole_ground(django_db_setup, django_db_blocker) -> Iterator[Ground]:
    """Made once for all tests of the module, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Ground()
        transaction.set_rollback(True)


@pytest.fixture
def ground(whole_ground, db) -> Ground:
    """As the module made it: what a test does is undone."""
    return whole_ground


def place_of(who: str) -> str | None:
    """Where a role could write records: the hub what all share, everybody else Kazakhstan's."""
    return None if who == "hub_editor" else "KAZ"


def attempt(ground: Ground, who: str, verb: str):
    """Try ``verb`` as ``who``; the answer."""
    client = ground.client(who)
    room, _, act = verb.partition(".")
    if room in KIND:
        return _on_record(ground, client, who, KIND[room], act)
    return _elsewhere(ground, client, verb)


def _on_record(ground: Ground, client: Client, who: str, kind: str, act: str):
    place = place_of(who) if kind == "instrument" else "KAZ"
    at = f"/en/kaz/records/{kind}/"
    if act == "create":
        sent = VALUES[kind] | {"title.en": "New", "body": ground.bodies["KAZ"] if place else ""}
        return client.post(f"{at}new/", sent | {"place": place or ""})
    record = ground.make(kind, place)
    if act == "restore":
        withdraw(WRITERS["KAZ"] if place else HUB, place, kind, record.pk, 1, "twice")
    if act == "confirm":
        type(record).objects.filter(pk=record.pk).update(status="unconfirmed")
    sent = {"version": "2" if act == "restore" else "1"} | {
        "change": VALUES[kind] | {"title.en": "Changed", "body": record.body_id or ""},
        "confirm": {"source.title": "Decree"},
        "release": {"visibility": "public"},
        "withdraw": {"reason": "twice"},
        "restore": {},
    }[act]
    ground.entries = Entry.objects.count()
    address = "edit" if act == "change" else act
    return client.post(f"{at}{record.pk}/{address}/", sent)


def _elsewhere(ground: Ground, client: Client, verb: str):
    people, day = "/en/kaz/people/", timezone.localdate().isoformat()
    match verb:
        case "people.invite":
            return client.post("/en/account/invite/", {"email": "new@example.org", "language": "en"})
        case "people.appoint" | "people.grant":
            role = "auditor" if verb == "people.appoint" else "statistician"
            return client.post(f"{people}new/", {"email": ground.spare.email, "role": role})
        case "people.end":
            return client.post(f"{people}{ground.secretary.pk}/", {"ends": day})
        case "people.hand_over":
            sent = {"successor": ground.spare.email, "last_day": day, "go": "confirmed"}
            return client.post(f"{people}{ground.focal.pk}/hand-over/", sent)
        case "audit.read":
            return client.get("/en/kaz/audit/")
        case "imports.apply" | "imports.undo":
            return _import(ground, client, verb)
    raise AssertionError(verb)


def _import(ground: Ground, client: Client, verb: str):
    """Send and apply a file; who cannot even send tries what somebody else has sent."""

    def send(by: Client, kind: str):
        lines = f"key;title.en;unit\na-1;One;{'percent' if kind == 'series' else ''}".encode()
        return by.post("/en/kaz/imports/", {"kind": kind, "file": SimpleUploadedFile("a.csv", lines)})

    def made(answer) -> bool:
        return answer.status_code == 302 and "imports" in answer["Location"]

    answer = next((a for kind in ("law", "series") if made(a := send(client, kind))), None)
    own = answer is not None
    secretary = ground.client("secretariat")
    at = (answer or send(secretary, "law"))["Location"]
    if verb == "imports.undo":
        assert (client if own else secretary).post(at, {"do": "apply"}).status_code == 302
    ground.entries = Entry.objects.count()
    return client.post(at, {"do": verb.removeprefix("imports.")})


def test_every_verb_is_in_the_matrix_or_has_no_address():
    assert set(MAY) | set(NO_ADDRESS) == set(PERMISSIONS)
    assert not set(MAY) & set(NO_ADDRESS)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("verb", MAY)
def test_a_cell_of_the_matrix(ground, verb, who):
    ground.entries = Entry.objects.count()
    answer = attempt(ground, who, verb)
    changed = Entry.objects.count() - ground.entries
    if who in MAY[verb]:
        assert answer.status_code in (200, 302), answer.status_code
        assert "login" not in answer.headers.get("Location", "")
        assert changed > 0 or verb == "audit.read"
    else:
        to_sign_in = answer.status_code == 302 and "login" in answer["Location"]
        assert answer.status_code in (401, 403, 404) or to_sign_in, answer.status_code
        assert changed == 0


@pytest.mark.parametrize("who", [NOBODY, ACCOUNT, "hub_editor", "platform_admin"])
def test_who_has_a_role_of_the_platform_or_none_writes_nothing_of_a_country(ground, who):
    record = ground.make("instrument")
    client, before = ground.client(who), Entry.objects.count()
    for address in ("edit", "withdraw", "restore", "confirm", "release"):
        sent = {"version": "1", "reason": "x", "visibility": "public", "title.en": "Mine", "type": "treaty"}
        answer = client.post(f"/en/kaz/records/instrument/{record.pk}/{address}/", sent)
        assert answer.status_code in (401, 403, 404)
        assert HIDDEN not in answer.content.decode()
    assert Entry.objects.count() == before


def routes(patterns, prefix: str = "") -> Iterator[str]:
    """Every address of the platform, with its gaps."""
    for pattern in patterns:
        place = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, place)
        elif isinstance(pattern, URLPattern):
            yield "/" + place


def filled(route: str, country: str, kind: str, id: str) -> str | None:
    """The address, or nothing where it is about something else than records."""
    route = route.replace("^", "").replace("$", "").replace("\\Z", "")
    route = re.sub(r"/(?:kk|ru|en)/", "/en/", route, count=1)
    route = re.sub(r"<(?:country:country|country)>", country, route)
    route = re.sub(r"<(?:\w+:)?(?:id|token|record)>", id, route)
    route = re.sub(r"<(?:\w+:)?kind>", kind, route)
    route = re.sub(r"<(?:\w+:)?form>", "csv", route)
    route = re.sub(r"<(?:\w+:)?field>", "body", route)
    return None if "<" in route or "(" in route else route


ALL = sorted(set(routes(get_resolver().url_patterns)))
OF_RECORD = [route for route in ALL if re.search(r"<(\w+:)?id>", route) and "/api/" not in route]
OTHERS = [route for route in ALL if "country" in route and route not in OF_RECORD]


@pytest.fixture
def unseen(ground) -> dict[str, str]:
    """A record of each group of Kazakhstan, and roles there, by kind; all named for what is hidden."""
    found = {kind: ground.make(kind).pk for kind in ("law", "action", "series")}
    found["commitment"] = ground.make("commitment", type="pledge").pk
    found["body"] = ground.bodies["KAZ"]
    # What stands in the other country is named otherwise.
    KINDS["body"].model.objects.filter(pk=ground.bodies["KGZ"]).update(title=plain_text("Own"))
    return found | {"membership": ground.focal.pk}


STRANGERS = [NOBODY, ACCOUNT, *(role.value for role in Role if SCOPES[role] != "platform")]


@pytest.mark.parametrize("who", STRANGERS)
def test_no_address_shows_a_record_of_another_country(ground, unseen, who):
    client, before, asked = ground.client(who, "KGZ"), Entry.objects.count(), 0
    for route in OF_RECORD:
        of = (
            unseen
            if "kind>" in route
            else {"commitment": unseen["commitment"]}
            | ({"membership": unseen["membership"]} if "people/" in route else {})
        )
        for kind, id in of.items():
            for country in ("kaz", "kgz") if "country" in route else ("",):
                address = filled(route, country, kind, id)
                if address is None:
                    continue
                for method in (client.get, client.post):
                    answer = method(address)
                    to_sign_in = answer.status_code == 302 and "login" in answer["Location"]
                    assert answer.status_code in (401, 403, 404, 405) or to_sign_in, address
                    assert HIDDEN not in answer.content.decode(), address
                    asked += 1
    assert asked > 200
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", [NOBODY, "secretariat", "auditor", "country_admin"])
def test_no_list_file_or_feed_names_a_record_of_another_country(ground, unseen, who):
    client, asked = ground.client(who, "KGZ"), 0
    for route in OTHERS:
        for kind in ("law", "action") if "kind>" in route else ("law",):
            address = filled(route, "kaz", kind, "")
            if address is None:
                continue
            answer = client.get(address)
            assert answer.status_code < 500, address
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            for hidden in (HIDDEN, unseen["law"], unseen["commitment"]):
                assert hidden.encode() not in content, address
            asked += 1
    assert asked > 30


@pytest.mark.parametrize("who", STRANGERS[2:])
def test_no_token_reads_or_writes_a_record_of_another_country(ground, unseen, who):
    user = ground.people["KGZ", who]
    _token, secret = issue_token(actor_of(user), user.pk, "program", "KGZ", "write", 9)
    written = Entry.objects.exclude(action="exports.download")  # which lists of its own country enter
    before, ask = written.count(), {"headers": {"authorization": f"Bearer {secret}"}}
    client = Client()
    for kind, id in unseen.items():
        if kind not in KINDS:
            continue
        for country in ("kaz", "kgz", "all"):
            at = f"/api/v1/{country}/{kind}/{id}"
            sent = {"data": '{"version": 1, "reason": "x"}', "content_type": "application/json"}
            for answer in (
                client.get(at, **ask),
                client.patch(at, **sent, **ask),
                client.post(f"{at}/withdraw", **sent, **ask),
            ):
                assert answer.status_code in (403, 404, 422), at
                assert HIDDEN not in answer.content.decode()
            assert HIDDEN not in client.get(f"/api/v1/{country}/{kind}/", **ask).content.decode()
    assert written.count() == before
