"""Records: created, changed, withdrawn, confirmed and released by those who may; each time remembered."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from tendik.errors import BadInput, NotFound
from tendik_web.access.actors import ANONYMOUS, LOADER, Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.audit.verify import verify
from tendik_web.countries.actions.register import register
from tendik_web.records import history, kinds, rows
from tendik_web.records.actions._read import linked, read
from tendik_web.records.actions.change import change
from tendik_web.records.actions.confirm import confirm
from tendik_web.records.actions.create import create
from tendik_web.records.actions.release import release
from tendik_web.records.actions.restore import restore
from tendik_web.records.actions.withdraw import withdraw
from tendik_web.records.conflict import Conflict
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.usefixtures("kazakhstan")


def actor(name: str, role: str, country: str | None = "KAZ", body: str | None = None) -> Actor:
    return Actor(f"user:{name}", frozenset({Grant(role, country, body)}))


SOURCE = {"title": "A gazette"}
SECRETARY = actor("secretary", Role.SECRETARIAT)
SECOND = actor("second", Role.SECRETARIAT)
ADMIN = actor("admin", Role.COUNTRY_ADMIN)


def codes(error) -> dict[str | None, str]:
    return {problem.column: problem.message.code for problem in error.value.problems}


@pytest.fixture
def ministry():
    return create(SECRETARY, "KAZ", "body", {"title": plain_text("Ministry"), "type": "ministry"})


@pytest.fixture
def promise():
    values = {"title": plain_text("A promise"), "type": "pledge", "source": SOURCE}
    return create(SECRETARY, "KAZ", "commitment", values)


def seen(viewer, country="KAZ", kind="commitment", **how) -> set[str]:
    return set(rows.visible_to(viewer, country, kind, **how).values_list("pk", flat=True))


def test_a_new_record_is_seen_by_those_who_work_there_and_by_nobody_else(promise):
    assert seen(SECRETARY) == seen(ADMIN) == {promise.pk}
    assert seen(ANONYMOUS) == seen(actor("x", Role.SECRETARIAT, "KGZ")) == set()


def test_every_change_has_its_author_and_is_remembered(promise):
    change(SECOND, "KAZ", "commitment", promise.pk, 1, {"due": date(2030, 12, 31)})
    created, changed = history.steps("commitment", promise.pk)
    assert (created.actor, created.action, created.before) == ("user:secretary", "register.create", {})
    assert (changed.actor, changed.action, changed.fields) == ("user:second", "register.change", ["due"])
    assert (changed.before["due"], changed.after["due"]) == (None, "2030-12-31")
    assert history.as_known("commitment", promise.pk, created.at)["due"] is None
    assert history.as_known("commitment", promise.pk, "2000") is None
    assert verify("KAZ").fault is None


def test_what_names_no_source_is_not_said_to_be_read_in_one(promise, ministry):
    assert (promise.status, ministry.status) == ("read", "unconfirmed")
    assert change(SECOND, "KAZ", "commitment", promise.pk, 1, {"source": {}}).status == "unconfirmed"
    later = change(SECOND, "KAZ", "commitment", promise.pk, 2, {"source": SOURCE})
    assert later.status == "unconfirmed"
    assert confirm(SECRETARY, "KAZ", "commitment", promise.pk, 3, SOURCE).status == "read"
    proof = {"title": plain_text("Proof"), "commitment": promise.pk}
    assert create(SECRETARY, "KAZ", "evidence", proof).status == "unconfirmed"
    assert create(SECRETARY, "KAZ", "evidence", proof | {"url": "https://example.org/"}).status == "read"


def test_what_changes_nothing_is_not_remembered(promise):
    change(SECRETARY, "KAZ", "commitment", promise.pk, 1, {"title": plain_text("A promise")})
    assert len(history.steps("commitment", promise.pk)) == 1


def test_the_second_of_two_editors_gets_all_three_versions(promise):
    change(SECOND, "KAZ", "commitment", promise.pk, 1, {"reference": "theirs", "unit": "percent"})
    with pytest.raises(Conflict) as conflict:
        change(SECRETARY, "KAZ", "commitment", promise.pk, 1, {"reference": "mine"})
    assert conflict.value.base == {"reference": "", "unit": ""}
    assert conflict.value.theirs == {"reference": "theirs", "unit": "percent"}
    assert conflict.value.mine == {"reference": "mine"}
    done = change(SECRETARY, "KAZ", "commitment", promise.pk, conflict.value.version, {"reference": "mine"})
    assert (done.reference, done.unit, done.version) == ("mine", "percent", 3)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"title": plain_text("<b>Bold</b>")}, {"title"}),
        ({"title": plain_text("x" * 50_000)}, {"title"}),
        ({"title": {}}, {"title"}),
        ({"title": {"original": "kk", "en": {"text": "a", "kind": "official"}}}, {"title"}),
        ({"type": "wish", "due": "soon"}, {"type", "due"}),
        ({"made_on": date(2025, 1, 2), "due": date(2025, 1, 1)}, {"due"}),
        ({"body": "01ARZ3NDEKTSV4RRFFQ69G5FAV"}, {"body"}),
        (
            {"source": {"title": "x", "url": "javascript:alert(1)"}, "reference": "a\0b"},
            {"source", "reference"},
        ),
        ({"source": "hearsay", "unit": "furlongs"}, {"source", "unit"}),
        ({"title": plain_text("half a \ud800 character")}, {"title"}),
        ({"body": "a\0"}, {"body"}),
        ({"provisions": ["01ARZ3NDEKTSV4RRFFQ69G5FAV"], "version": 7}, {"provisions", "version"}),
    ],
)
def test_everything_wrong_is_said_at_its_field_and_nothing_is_written(promise, values, wrong):
    with pytest.raises(BadInput) as error:
        change(SECRETARY, "KAZ", "commitment", promise.pk, 1, {"unit": "percent"} | values)
    assert codes(error).keys() == wrong
    promise.refresh_from_db()
    assert (promise.version, promise.unit) == (1, "")


def test_a_record_leads_only_to_records_that_stand_in_its_country(promise, ministry):
    register(LOADER, "KGZ")
    kyrgyz = actor("kyrgyz", Role.SECRETARIAT, "KGZ")
    foreign = create(kyrgyz, "KGZ", "body", {"title": plain_text("Ministry"), "type": "ministry"})
    withdraw(SECRETARY, "KAZ", "body", ministry.pk, 1, "merged")
    for body, code in ((foreign.pk, "record.link"), (ministry.pk, "record.link-withdrawn")):
        with pytest.raises(BadInput) as error:
            change(SECRETARY, "KAZ", "commitment", promise.pk, 1, {"body": body})
        assert codes(error) == {"body": code}


def test_bodies_do_not_succeed_one_another_in_a_circle(ministry):
    younger = create(
        SECRETARY, "KAZ", "body", {"title": plain_text("Agency"), "type": "agency", "succeeds": ministry.pk}
    )
    for succeeds in (younger.pk, ministry.pk):
        with pytest.raises(BadInput) as error:
            change(SECRETARY, "KAZ", "body", ministry.pk, 1, {"succeeds": succeeds})
        assert codes(error).keys() == {"succeeds"}


def test_a_body_writes_its_own_actions_and_no_others(ministry):
    other = create(SECRETARY, "KAZ", "body", {"title": plain_text("Other"), "type": "ministry"})
    clerk = actor("clerk", Role.CONTRIBUTOR, "KAZ", ministry.pk)
    own = create(clerk, "KAZ", "action", {"title": plain_text("Act"), "body": ministry.pk})
    with pytest.raises(PermissionDenied):
        create(clerk, "KAZ", "action", {"title": plain_text("Act"), "body": other.pk})
    with pytest.raises(PermissionDenied):
        change(clerk, "KAZ", "action", own.pk, 1, {"body": other.pk})
    with pytest.raises(PermissionDenied):
        create(clerk, "KAZ", "commitment", {"title": plain_text("Promise"), "type": "pledge"})


def test_another_country_is_as_if_it_were_not_there(promise):
    register(LOADER, "KGZ")
    stranger = actor("stranger", Role.SECRETARIAT, "KGZ")
    for country in ("KAZ", "KGZ"):
        with pytest.raises(NotFound):
            change(stranger, country, "commitment", promise.pk, 1, {"unit": "percent"})


def test_to_release_takes_two_persons(promise):
    with pytest.raises(BadInput) as error:
        release(SECRETARY, "KAZ", "commitment", promise.pk, 1, "public")
    assert codes(error) == {None: "record.two-persons"}
    release(SECOND, "KAZ", "commitment", promise.pk, 1, "public")
    assert seen(ANONYMOUS) == {promise.pk}


def test_of_two_approvals_at_once_one_counts(promise):
    release(SECOND, "KAZ", "commitment", promise.pk, 1, "public")
    with pytest.raises(Conflict):
        release(actor("third", Role.SECRETARIAT), "KAZ", "commitment", promise.pk, 1, "public")


def test_under_embargo_only_the_body_and_the_secretariat_see_it(ministry):
    values = {"title": plain_text("Soon"), "type": "pledge", "body": ministry.pk, "source": SOURCE}
    made = create(SECRETARY, "KAZ", "commitment", values)
    until = timezone.now() + timedelta(hours=1)
    release(SECOND, "KAZ", "commitment", made.pk, 1, "public", until)
    assert seen(ANONYMOUS) == seen(ADMIN) == set()
    assert seen(actor("x", Role.VIEWER, "KAZ", ministry.pk)) == seen(SECRETARY) == {made.pk}
    release(SECRETARY, "KAZ", "commitment", made.pk, 2, "public", timezone.now() - timedelta(seconds=1))
    assert seen(ANONYMOUS) == {made.pk}


def test_actions_read_what_the_reader_sees_and_nothing_else(promise, ministry):
    """One after another, so that a statement kept for one reader would show if it served the next."""
    hidden = withdraw(SECRETARY, "KAZ", "commitment", promise.pk, 1, "A mistake")
    values = {"title": plain_text("Of a body"), "type": "pledge", "body": ministry.pk, "source": SOURCE}
    records = [hidden, create(SECRETARY, "KAZ", "commitment", values)]
    viewers = [SECRETARY, ANONYMOUS, ADMIN, LOADER, SECOND, actor("x", Role.SECRETARIAT, "KGZ")]
    viewers += [actor("y", Role.VIEWER, "KAZ", ministry.pk), actor("z", Role.HUB_EDITOR, None)]

    def outcomes(get) -> list[bool]:
        found = []
        for viewer in viewers:
            for record in records:
                for country in ("KAZ", "KGZ", None):
                    try:
                        assert get(viewer, country, "commitment", record.pk) == record
                        found.append(True)
                    except NotFound:
                        found.append(False)
        return found

    assert outcomes(read) == outcomes(rows.get)
    assert {True, False} == set(outcomes(read))


def test_actions_read_the_links_of_the_record_alone(promise):
    laws = [create(SECRETARY, "KAZ", "law", {"title": plain_text(f"Law {n}")}) for n in range(3)]
    change(SECRETARY, "KAZ", "law", laws[0].pk, 1, {"amends": [laws[1].pk, laws[2].pk]})
    lists = [{name: set(ids) for name, ids in linked(kinds.find("law"), law).items()} for law in laws]
    assert lists == [{"amends": {laws[1].pk, laws[2].pk}}, {"amends": set()}, {"amends": set()}]


def test_a_change_takes_few_statements(django_assert_max_num_queries):
    law = create(SECRETARY, "KAZ", "law", {"title": plain_text("A law")})
    with django_assert_max_num_queries(9):  # three of them enter it into the chain on SQLite
        change(SECRETARY, "KAZ", "law", law.pk, 1, {"number": "223-IV"})


@pytest.mark.parametrize("visibility", ["public", "government", "body", "restricted"])
def test_who_sees_what(visibility, ministry):
    values = {"title": plain_text("P"), "type": "pledge", "body": ministry.pk, "source": SOURCE}
    made = create(SECRETARY, "KAZ", "commitment", values)
    release(SECOND, "KAZ", "commitment", made.pk, 1, visibility)
    viewers = {
        "anonymous": ANONYMOUS,
        "abroad": actor("a", Role.SECRETARIAT, "KGZ"),
        "platform": actor("p", Role.PLATFORM_ADMIN, None),
        "elsewhere": actor("e", Role.VIEWER, "KAZ", "another"),
        "administrator": ADMIN,
        "body": actor("b", Role.VIEWER, "KAZ", ministry.pk),
        "auditor": actor("r", Role.AUDITOR),
        "secretariat": SECRETARY,
    }
    levels = {
        "public": set(viewers),
        "government": {"elsewhere", "administrator", "body", "auditor", "secretariat"},
        "body": {"body", "auditor", "secretariat"},
        "restricted": {"auditor", "secretariat"},
    }
    assert {name for name, viewer in viewers.items() if seen(viewer)} == levels[visibility]


def test_an_unconfirmed_claim_is_confirmed_by_another_person_before_it_is_public(promise):
    type(promise).objects.filter(pk=promise.pk).update(status="unconfirmed")
    with pytest.raises(BadInput) as error:
        release(SECOND, "KAZ", "commitment", promise.pk, 1, "public")
    assert codes(error) == {None: "record.unconfirmed"}
    with pytest.raises(BadInput) as error:
        confirm(SECOND, "KAZ", "commitment", promise.pk, 1, {"title": " "})
    assert codes(error) == {"source": "record.source"}
    with pytest.raises(BadInput):
        confirm(SECRETARY, "KAZ", "commitment", promise.pk, 1, {"title": "Decree 853"})
    assert confirm(SECOND, "KAZ", "commitment", promise.pk, 1, {"title": "Decree 853"}).status == "read"


def test_what_is_withdrawn_is_not_shown_and_comes_back(promise):
    with pytest.raises(BadInput):
        withdraw(SECRETARY, "KAZ", "commitment", promise.pk, 1, " ")
    withdraw(SECRETARY, "KAZ", "commitment", promise.pk, 1, "twice")
    assert seen(SECRETARY) == seen(ANONYMOUS, withdrawn=True) == set()
    assert seen(SECRETARY, withdrawn=True) == {promise.pk}
    assert history.steps("commitment", promise.pk)[-1].after["reason"] == "twice"
    restore(SECRETARY, "KAZ", "commitment", promise.pk, 2)
    assert seen(SECRETARY) == {promise.pk}


def test_what_all_countries_share_is_written_by_the_hub():
    hub = actor("hub", Role.HUB_EDITOR, None)
    values = {"title": plain_text("CEDAW"), "type": "treaty"}
    with pytest.raises(PermissionDenied):
        create(SECRETARY, None, "instrument", values)
    with pytest.raises(PermissionDenied):
        create(hub, "KAZ", "instrument", values)
    with pytest.raises(BadInput) as error:
        create(hub, None, "commitment", {"title": plain_text("x"), "type": "pledge"})
    assert codes(error) == {None: "record.no-country"}
    made = create(hub, None, "instrument", values)
    assert seen(SECRETARY, kind="instrument") == set()
    release(actor("hub2", Role.HUB_EDITOR, None), None, "instrument", made.pk, 1, "public")
    assert seen(ANONYMOUS, kind="instrument") == {made.pk}


def test_a_kind_lacking_its_fields_says_so():
    with translation.override("en"), pytest.raises(BadInput) as error:
        create(SECRETARY, "KAZ", "implementation", {})
    assert codes(error).keys() >= {"title", "article", "judgement", "assessor"}
    assert {str(one.message) for one in error.value.problems if one.column == "title"} == {"Fill this in."}
    with pytest.raises(NotFound):
        kinds.find("wish")
