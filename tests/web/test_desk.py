"""The desk over HTTP: lists and records of any kind, and who may open which page."""

import re
from datetime import date

import pytest

from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.access.permissions import PERMISSIONS, may, may_anywhere, permitted
from tendik_web.access.roles import SCOPES, Role
from tendik_web.countries.actions.register import register
from tendik_web.desk.steps import STEPS
from tendik_web.records import rows
from tendik_web.records.actions.create import create
from tendik_web.records.actions.release import release
from tendik_web.records.actions.withdraw import withdraw
from tendik_web.records.kinds import KINDS
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.usefixtures("kazakhstan")

MOST_QUERIES = 15
NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
SOURCE = {"title": "A gazette"}
WRITER = Actor("user:writer", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))
SECOND = Actor("user:second", frozenset({Grant(Role.SECRETARIAT, "KAZ")}))


def made(kind: str, title: str, writer: Actor = WRITER, country: str | None = "KAZ", **values):
    return create(writer, country, kind, {"title": plain_text(title), "source": SOURCE, **values})


@pytest.fixture
def ministry():
    return made("body", "Ministry of Labour", type="ministry")


@pytest.fixture
def promise(ministry):
    source = {"title": "Decree 853", "place": "section 6", "url": "https://example.org/853"}
    return made(
        "commitment",
        "Thirty percent",
        type="pledge",
        body=ministry.pk,
        due=date(2030, 12, 31),
        target_value="30",
        source=source | {"read_on": "2026-11-01"},
        text={
            "original": "kk",
            "kk": {"text": "Отыз пайыз", "kind": "official"},
            "en": {"text": "Thirty percent", "kind": "unofficial"},
        },
    )


@pytest.fixture
def secretary(client, person):
    """A client in which somebody of the secretariat has signed in."""
    client.force_login(person(Role.SECRETARIAT))
    return client


def text_of(answer) -> str:
    """What the page says, without its marks."""
    page = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def routes(kind: str, id: str) -> list[str]:
    """Every address of one record."""
    at = f"records/{kind}/{id}/"
    return [
        at,
        f"{at}edit/",
        f"{at}draft/",
        *(f"{at}{verb}/" for verb in STEPS),
        f"work/confirm/{kind}/{id}/",
    ]


def test_every_kind_has_its_list_its_form_and_its_place(secretary):
    for kind in KINDS:
        assert secretary.get(f"/en/kaz/records/{kind}/").status_code == 200, kind
        expected = 403 if KINDS[kind].group == "statistics" else 200
        assert secretary.get(f"/en/kaz/records/{kind}/new/").status_code == expected, kind
    assert set(
        re.findall(r"/en/kaz/records/(\w+)/\"", secretary.get("/en/kaz/records/").content.decode())
    ) >= set(KINDS)


def test_a_record_says_all_of_itself_in_words(client, promise):
    release(SECOND, "KAZ", "commitment", promise.pk, 1, "public")
    release(SECOND, "KAZ", "body", promise.body_id, 1, "public")
    answer = client.get(f"/en/kaz/records/commitment/{promise.pk}/")
    page, said = answer.content.decode(), text_of(answer)
    assert re.search(r"<h1>\s*Thirty percent\s*</h1>", page)
    for words in (
        "31 December 2030",
        "Pledge",
        "Ministry of Labour",
        "Decree 853, section 6",
        "1 November 2026",
    ):
        assert words in said
    assert 'href="https://example.org/853"' in page
    assert f'href="/en/kaz/records/body/{promise.body_id}/"' in page
    assert '<span lang="kk">Отыз пайыз</span>' in page and "Unofficial translation" in said
    for hidden in ("What you can do", "What is missing", "Everyone"):
        assert hidden not in said
    assert "Commitments: 1" in text_of(client.get(f"/en/kaz/records/body/{promise.body_id}/"))


def test_a_number_is_written_as_the_language_writes_it(secretary, ministry):
    line = made("commitment", "x", type="pledge", target_value="1234.5")
    for language, number in (("en", "1,234.5"), ("ru", "1 234,5")):
        said = text_of(secretary.get(f"/{language}/kaz/records/commitment/{line.pk}/"))
        assert number in said.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_address_that_is_no_page_is_no_link(client, promise):
    type(promise).objects.filter(pk=promise.pk).update(
        source={"title": "Trap", "url": "javascript:alert(1)"}, visibility="public"
    )
    answer = client.get(f"/en/kaz/records/commitment/{promise.pk}/")
    assert "Trap" in text_of(answer) and "javascript:" not in answer.content.decode()


def test_staff_see_what_is_missing_with_the_field_that_takes_it(secretary, promise):
    page = secretary.get(f"/en/kaz/records/commitment/{promise.pk}/").content.decode()
    edit = f"/en/kaz/records/commitment/{promise.pk}/edit/"
    assert f'<a href="{edit}#f-text-ru">Wording: no text in this language: Russian</a>' in page
    assert f'<a href="{edit}#f-instrument-words">Instrument: nothing is recorded here</a>' in page
    assert "f-text-kk" not in page and "#f-source" not in page
    form = secretary.get(edit).content.decode()
    for anchor in ("f-text-ru", "f-instrument-words"):
        assert f'id="{anchor}"' in form


def test_buttons_are_those_that_the_person_may_use(client, person, promise):
    def buttons(role: str, body: str | None = None) -> set[str]:
        client.force_login(person(role, body=body))
        page = client.get(f"/en/kaz/records/commitment/{promise.pk}/").content.decode()
        return set(re.findall(rf"/records/commitment/{promise.pk}/(\w+)/\"", page)) - {"history"}

    assert buttons(Role.SECRETARIAT) == {"edit", "release", "withdraw"}
    assert buttons(Role.AUDITOR) == buttons(Role.CONTRIBUTOR, promise.body_id) == set()
    withdraw(WRITER, "KAZ", "commitment", promise.pk, 1, "Entered twice")
    assert buttons(Role.SECRETARIAT) == {"restore"}


def test_a_withdrawn_record_says_so_and_why(secretary, promise):
    withdraw(WRITER, "KAZ", "commitment", promise.pk, 1, "Entered <twice>")
    answer = secretary.get(f"/en/kaz/records/commitment/{promise.pk}/")
    assert "Entered &lt;twice&gt;" in answer.content.decode()
    assert "This record was withdrawn on" in text_of(answer)


def test_what_leads_here_is_named_while_it_is_little_and_counted_when_it_is_much(secretary, ministry):
    for number in range(12):
        made("action", f"Action {number}", body=ministry.pk)
    promise = made("commitment", "The only one", type="pledge", body=ministry.pk)
    answer = secretary.get(f"/en/kaz/records/body/{ministry.pk}/")
    page = answer.content.decode()
    assert "Actions: 12" in page and "Action 3" not in page
    assert "The only one" in page and f"/records/commitment/{promise.pk}/" in page
    listed = secretary.get(f"/en/kaz/records/action/?link=body:{ministry.pk}")
    assert "Actions: 12" in text_of(listed) and "Action 3" in text_of(listed)
    assert "Actions: 0" in text_of(secretary.get(f"/en/kaz/records/action/?link=body:{NOBODY}"))


def test_links_of_lists_lead_both_ways(secretary, promise):
    action = made("action", "Train judges", body=promise.body_id, commitments=[promise.pk])
    assert "Thirty percent" in text_of(secretary.get(f"/en/kaz/records/action/{action.pk}/"))
    assert "No other record here leads to this one" in text_of(
        secretary.get(f"/en/kaz/records/action/{action.pk}/")
    )
    assert "Train judges" in text_of(secretary.get(f"/en/kaz/records/commitment/{promise.pk}/"))
    found = text_of(secretary.get(f"/en/kaz/records/action/?link=commitments:{promise.pk}"))
    assert "Actions: 1" in found


def test_a_hidden_record_is_not_named_where_a_link_leads_to_it(client, promise):
    release(SECOND, "KAZ", "commitment", promise.pk, 1, "public")
    page = client.get(f"/en/kaz/records/commitment/{promise.pk}/").content.decode()
    assert "Ministry of Labour" not in page and promise.body_id not in page


def test_a_list_is_filtered(secretary, promise):
    other = made("commitment", "Equal pay", type="pledge")
    release(SECOND, "KAZ", "commitment", other.pk, 1, "restricted")
    withdraw(WRITER, "KAZ", "commitment", promise.pk, 1, "twice")
    for query, found in {
        "": {"Equal pay"},
        "?words=PAY": {"Equal pay"},
        "?words=nothing": set(),
        "?visibility=restricted": {"Equal pay"},
        "?visibility=public": set(),
        "?status=unconfirmed": set(),
        "?withdrawn=with": {"Equal pay", "Thirty percent"},
        "?withdrawn=only": {"Thirty percent"},
    }.items():
        said = text_of(secretary.get(f"/en/kaz/records/commitment/{query}"))
        assert {title for title in ("Equal pay", "Thirty percent") if title in said} == found, query
        assert f"Commitments: {len(found)}" in said


def test_too_many_words_are_told_and_kept(secretary):
    answer = secretary.get(
        "/en/kaz/records/commitment/", {"words": " ".join(f"word{number}" for number in range(30))}
    )
    assert "Commitments: 0" in text_of(answer) and 'id="words-error"' in answer.content.decode()
    assert "word7 word8" in answer.content.decode()


def test_observations_are_found_and_named_by_their_series(secretary):
    writer = Actor("user:s", frozenset({Grant(Role.STATISTICIAN, "KAZ")}))
    series = made("series", "Women in parliament", writer, unit="percent")
    made("series", "Pay gap", writer, unit="percent")
    values = {"series": series.pk, "period": "2023", "value": "23"}
    observation = create(writer, "KAZ", "observation", values)
    for query, number in (("women", 1), ("gap", 0)):
        said = text_of(secretary.get(f"/en/kaz/records/observation/?words={query}"))
        assert f"Observations: {number}" in said
        assert ("Women in parliament, 2023" in said) == bool(number)
    page = secretary.get(f"/en/kaz/records/observation/{observation.pk}/").content.decode()
    assert re.search(r"<h1>\s*Women in parliament\s*, 2023\s*</h1>", page)


def test_the_public_sees_no_filter_and_no_record_of_staff(client, promise):
    said = text_of(client.get("/en/kaz/records/commitment/?withdrawn=with&visibility=government"))
    assert "Commitments: 0" in said and "Thirty percent" not in said
    assert "Withdrawn records" not in said and "Visible to" not in said


def test_a_long_list_goes_on_and_shows_each_record_once(secretary):
    titles = {made("law", f"Law {number:03}").pk for number in range(120)}
    url, seen = "/en/kaz/records/law/", []
    while url:
        page = secretary.get(url).content.decode()
        seen += re.findall(r"/records/law/([0-9A-Z]{26})/", page)
        further = re.search(r'href="([^"]+)" rel="next"', page)
        url = further[1].replace("&amp;", "&") if further else ""
    assert len(seen) == 120 and set(seen) == titles


@pytest.mark.parametrize("after", ["x", "~", "'--", "1~" + "Z" * 26, "\0"])
def test_a_made_up_place_in_a_list_is_answered(secretary, promise, after):
    assert secretary.get("/en/kaz/records/commitment/", {"after": after}).status_code == 200


def test_another_countrys_record_is_not_there_on_any_address(client, person, promise):
    register(LOADER, "KGZ")
    client.force_login(person(Role.SECRETARIAT, "KGZ"))
    statuses: list[int] = []
    draft_of_another = {"go": "save", "version": "1", "title.en": "Mine now"}
    for country in ("kaz", "kgz"):
        for route in routes("commitment", promise.pk):
            for answer in (
                client.get(f"/en/{country}/{route}"),
                client.post(f"/en/{country}/{route}", draft_of_another),
            ):
                assert answer.status_code in (404, 405), route
                assert "Thirty" not in answer.content.decode()
                statuses.append(answer.status_code)
    assert statuses.count(405) == 2 * 2, "the page is read only, the draft is sent only"
    promise.refresh_from_db()
    assert promise.version == 1


def test_nobody_learns_whether_a_hidden_record_is_there(client, promise):
    for id in (promise.pk, NOBODY):
        assert client.get(f"/en/kaz/records/commitment/{id}/").status_code == 404
        for route in routes("commitment", id)[1:]:
            asked = client.get(f"/en/kaz/{route}")
            assert asked.status_code == (405 if "draft" in route else 302), route
            assert client.post(f"/en/kaz/{route}").status_code == 401, route


def test_pages_of_staff_are_for_staff(client, person, promise):
    client.force_login(person(None))
    release(SECOND, "KAZ", "commitment", promise.pk, 1, "public")
    at = f"/en/kaz/records/commitment/{promise.pk}/"
    for route in (f"{at}edit/", f"{at}withdraw/", "/en/kaz/records/commitment/new/", "/en/kaz/work/"):
        assert client.get(route).status_code == 403, route
    assert client.post(f"{at}edit/", {"version": "2", "title.en": "x"}).status_code == 403
    assert "My work" not in client.get(at).content.decode()


def test_unknown_kinds_records_and_fields_are_not_there(secretary, promise):
    for path in (
        "records/wish/",
        "records/wish/new/",
        f"records/commitment/{NOBODY}/",
        f"records/commitment/{NOBODY}/edit/",
        f"records/law/{promise.pk}/",
        "records/commitment/options/wish/",
        f"records/commitment/{promise.pk}/explode/",
    ):
        assert secretary.get(f"/en/kaz/{path}").status_code == 404, path


def test_my_work_stands_in_the_head_of_every_page_for_staff(client, person):
    assert "My work" not in client.get("/en/kaz/records/").content.decode()
    client.force_login(person(Role.CONTRIBUTOR))
    assert 'href="/en/kaz/work/"' in client.get("/en/kaz/records/").content.decode()


def test_no_page_asks_the_database_more_than_fifteen_times(secretary, promise, django_assert_max_num_queries):
    for number in range(3):
        made("action", f"Action {number}", body=promise.body_id, commitments=[promise.pk])
        made(
            "absence",
            f"No {number}",
            commitment=promise.pk,
            link="money",
            declared_by="A",
            declared_on="2025-01-01",
            source={"title": "s"},
        )
    withdrawn = made("commitment", "Withdrawn", type="pledge", body=promise.body_id)
    withdraw(WRITER, "KAZ", "commitment", withdrawn.pk, 1, "twice")
    series = made(
        "series", "Women", Actor("user:s", frozenset({Grant(Role.STATISTICIAN, "KAZ")})), unit="percent"
    )
    for year in range(2000, 2010):
        create(
            Actor("user:s", frozenset({Grant(Role.STATISTICIAN, "KAZ")})),
            "KAZ",
            "observation",
            {"series": series.pk, "period": str(year), "value": 1},
        )
    type(promise).objects.filter(title__en__text="Thirty percent").update(status="unconfirmed")
    secretary.get("/en/kaz/")
    at = f"records/commitment/{promise.pk}"
    for path in (
        "records/",
        "records/commitment/?words=thirty&withdrawn=with",
        f"records/action/?link=body:{promise.body_id}",
        "records/observation/",
        f"records/series/{series.pk}/",
        f"{at}/",
        f"records/commitment/{withdrawn.pk}/",
        f"records/body/{promise.body_id}/",
        f"{at}/edit/",
        f"{at}/release/",
        "records/commitment/new/",
        "records/commitment/options/instrument/?instrument.words=conv",
        "work/",
        *(f"work/?show={task}" for task in ("due", "confirm", "release", "languages", "drafts")),
        f"work/confirm/commitment/{promise.pk}/",
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert secretary.get(f"/en/kaz/{path}").status_code == 200, path


@pytest.mark.parametrize("role", SCOPES)
def test_the_condition_of_a_permission_agrees_with_the_permission(role, ministry):
    other = made("body", "Other", type="ministry")
    hub = Actor("user:hub", frozenset({Grant(Role.HUB_EDITOR)}))
    for body in (None, ministry.pk, other.pk):
        made("law", "law", body=body)
    made("instrument", "shared", hub, None, type="treaty")
    country = None if SCOPES[role] == "platform" else "KAZ"
    body = ministry.pk if SCOPES[role] == "body" else None
    actor = Actor("user:x", frozenset({Grant(role, country, body)}))
    for kind in ("law", "instrument"):
        everything = list(rows.visible_to(LOADER, "KAZ", kind))
        for verb in PERMISSIONS:
            allowed = {one.pk for one in everything if may(actor, verb, one.country_id, one.body_id)}
            found = rows.visible_to(LOADER, "KAZ", kind).filter(permitted(actor, verb, "KAZ"))
            assert set(found.values_list("pk", flat=True)) == allowed, (kind, verb)
            if allowed:
                assert any(may_anywhere(actor, verb, place) for place in ("KAZ", None))
