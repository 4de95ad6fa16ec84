"""The chain of a promise as it was known on a day: from the history alone, within bounds, nothing hidden."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tendik_web.access.actors import ANONYMOUS
from tendik_web.audit import chain as history
from tendik_web.commitments import chain, known
from tendik_web.records import kinds
from tendik_web.records.actions.change import change
from tendik_web.records.actions.release import release
from tendik_web.records.actions.withdraw import withdraw
from tests.web.promises import FIRST, SECOND, add, build
from tests.web.reading import heading, rows, text
from tests.web.test_promises import get, sign_in

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
WRITTEN = date(2025, 3, 10)


@pytest.fixture
def at(monkeypatch):
    """A block in which what is done enters the history as done at noon of a day."""

    @contextmanager
    def when(day):
        noon = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
        with monkeypatch.context() as patch:
            patch.setattr(history, "timezone", Clock(noon))
            yield

    return when


class Clock:
    """The clock of the history."""

    def __init__(self, moment):
        self.moment = moment

    def now(self):
        return self.moment


def edit(kind, id, actor=FIRST, **values):
    record = kinds.find(kind).model.objects.get(pk=id)
    return change(actor, "KAZ", kind, id, record.version, values)


def told(found):
    """What a chain says, in values that can be compared."""

    def ids(records):
        return [one.pk for one in records]

    return (
        found.standing,
        found.links,
        {name: getattr(found, name) and getattr(found, name).pk for name in ("body", "instrument", "plan")},
        {
            name: ids(getattr(found, name))
            for name in ("provisions", "co_leads", "laws", "actions", "lines", "indicators", "absences")
        },
        {name: set(ids(getattr(found, name))) for name in ("observations", "evidence")},
        [(one.fulfils, one.sees_assessor, one.article.law.pk) for one in found.laws],
        [one.sees_body for one in found.actions],
        [one.filled for one in found.lines],
        {one.pk: one.counts for one in found.evidence},
    )


def test_at_the_end_of_today_the_history_tells_what_the_tables_tell(kazakhstan):
    world, day = build(), timezone.localdate()
    for viewer in (ANONYMOUS, SECOND):
        for name in ("kept", "broken", "late", "on time", "unknown", "hidden"):
            now = chain.read(viewer, "KAZ", world[name], day)
            past = known.read(viewer, "KAZ", world[name], day)
            assert (now and told(now)) == (past and told(past)), name


def test_the_chain_of_an_earlier_day_is_shown_as_it_was_known(
    client, kazakhstan, at, person, django_assert_max_num_queries
):
    with at(WRITTEN):
        world = build()
    later = WRITTEN + timedelta(days=30)
    with at(later):
        edit(
            "commitment",
            world["kept"],
            done_on=None,
            title={"original": "en", "en": {"text": "Fewer shelters", "kind": "official"}},
        )
        edit("action", world["action"], commitments=[world["late"]])
        edit("budget_line", world["line"], planned=0)
        line = kinds.find("evidence").model.objects.get(pk=world["proof"])
        withdraw(FIRST, "KAZ", "evidence", world["proof"], line.version, "A mistake")
        add("action", "A new action", commitments=[world["kept"]], body=world["ministry"])
    for who in (None, person("secretariat")):
        if who:
            sign_in(client, who)
        with django_assert_max_num_queries(MOST_QUERIES):
            then = get(client, f"{world['kept']}/?on={later - timedelta(days=1)}")
        # Declared done after that day: of that day the due date tells.
        assert heading(then).endswith("Shelters in every region")
        assert "as it was known here at the end of 8 April 2025" in text(then)
        assert [row[0] for row in rows(then, "t-actions")] == ["Build shelters", "Staff shelters"]
        assert rows(then, "t-money")[0][3] == "1,500,000"
        assert f'/known/?on={later - timedelta(days=1)}"' in text(then)
        # What was withdrawn since is shown to those alone who may still see it.
        assert ("Report of the ministry" in text(then)) is bool(who)
        now = get(client, f"{world['kept']}/?on={later}")
        assert heading(now).endswith("Fewer shelters")
        assert {row[0] for row in rows(now, "t-actions")} == {"Staff shelters", "A new action"}
        assert "No funding is recorded here." in text(now)
    assert "as it was known" not in text(get(client, f"{world['kept']}/"))


def test_what_was_hidden_that_day_or_is_hidden_now_is_not_shown(client, kazakhstan, at):
    with at(WRITTEN):
        world = build()
    later = WRITTEN + timedelta(days=30)
    with at(later):
        model = kinds.find("commitment").model
        release(
            SECOND,
            "KAZ",
            "commitment",
            world["hidden"],
            model.objects.get(pk=world["hidden"]).version,
            "public",
        )
        action = kinds.find("action").model.objects.get(pk=world["action"])
        release(SECOND, "KAZ", "action", world["action"], action.version, "government")
    then = get(client, f"{world['hidden']}/?on={later - timedelta(days=1)}")
    assert then.status_code == 404
    assert "Nothing of this record was known here on 8 April 2025" in text(then)
    assert get(client, f"{world['hidden']}/?on={later}").status_code == 200
    kept = get(client, f"{world['kept']}/?on={WRITTEN}")
    assert "Build shelters" not in text(kept)
    assert get(client, f"{world['kept']}/?on={WRITTEN - timedelta(days=1)}").status_code == 404
    assert get(client, f"{world['kept']}/?on=0999-01-01").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2026-02-30", "is not a day of the form"), ("9999-12-31", "31 December 9999 is still to come")],
)
def test_an_impossible_day_or_one_to_come_is_told_in_words(client, kazakhstan, typed, said):
    promise = add("commitment", "Land", type="pledge")
    for path in (f"promises/{promise}/", f"records/commitment/{promise}/known/"):
        response = client.get(f"/en/kaz/{path}?on={typed}")
        assert response.status_code == 422
        assert said in text(response)
        assert "Land" in heading(response)
