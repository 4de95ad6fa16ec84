"""Imports: what a file would do is said row by row; all of it is done or nothing; one step undoes it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from tendik.errors import BadInput, NotFound
from tendik.exchange.vocabulary import fold, key
from tendik_web.access.actors import LOADER
from tendik_web.access.roles import Role
from tendik_web.audit.models import Entry
from tendik_web.audit.verify import verify
from tendik_web.commitments.models import Action, Article, Commitment, Plan
from tendik_web.countries.actions.register import register
from tendik_web.imports import families
from tendik_web.imports.actions.apply import apply
from tendik_web.imports.actions.correct import correct
from tendik_web.imports.actions.drop import drop
from tendik_web.imports.actions.preview import preview
from tendik_web.imports.actions.send import send
from tendik_web.imports.actions.undo import undo
from tendik_web.imports.columns import columns, known, label
from tendik_web.imports.models import ImportBatch
from tendik_web.records import history
from tendik_web.records.actions.change import change
from tendik_web.records.actions.create import create
from tendik_web.records.actions.withdraw import withdraw
from tendik_web.records.kinds import KINDS
from tendik_web.records.text import plain_text
from tendik_web.search.find import find
from tests.web.importing import (
    SECOND,
    SECRETARY,
    STATISTICIAN,
    actor,
    body,
    commitment,
    csv,
    exported,
    outcomes,
    problems,
    sent,
)

pytestmark = pytest.mark.usefixtures("kazakhstan")

HEADINGS = "key;title.kk;title (ru);Title (en);title.original;body;commitments;start;Deadline;Source: title"


@pytest.fixture
def ministry():
    return body()


def plan_of_two(ministry, promise) -> bytes:
    return csv(
        HEADINGS,
        f"a-1;Бірінші шара;Первая мера;;kk;Ministry of Labour;{promise.pk};2026-01-01;31.12.2026;Plan",
        f'a-2;Екінші шара;;;;{ministry.pk};"{promise.pk}; A promise";01/02/2026;;Plan',
    )


def test_new_records_are_previewed_then_applied_with_their_relations(ministry):
    promise = commitment()
    batch = sent(plan_of_two(ministry, promise))
    assert (problems(batch), outcomes(batch)) == ([], ["new", "new"])
    assert not Action.objects.exists()
    apply(SECRETARY, "KAZ", batch.pk)
    first, second = Action.objects.order_by("key")
    assert first.title == {
        "original": "kk",
        "kk": {"text": "Бірінші шара", "kind": "official"},
        "ru": {"text": "Первая мера", "kind": "unofficial"},
    }
    assert (first.starts, first.deadline, first.body) == (date(2026, 1, 1), date(2026, 12, 31), ministry)
    assert (second.starts, second.deadline) == (date(2026, 2, 1), None)
    assert list(first.commitments.all()) == list(second.commitments.all()) == [promise]
    assert {a.visibility for a in (first, second)} == {"government"}
    assert (first.status, first.source) == ("read", {"title": "Plan"})


def test_every_record_has_its_own_entry_and_the_import_one_that_lists_them(ministry):
    batch = sent(plan_of_two(ministry, commitment()))
    apply(SECOND, "KAZ", batch.pk)
    for record in Action.objects.all():
        (step,) = history.steps("action", record.pk)
        assert (step.actor, step.action, step.after["version"]) == ("user:second", "delivery.create", 1)
        assert step.after["commitments"] == [record.commitments.get().pk]
    (whole,) = history.read(Entry.objects.filter(action="imports.apply"))
    assert whole.record == f"import:{batch.pk}"
    assert set(whole.after["records"]["create"]) == set(Action.objects.values_list("pk", flat=True))
    assert verify("KAZ").fault is None


def test_applying_twice_is_applying_once(ministry):
    batch = sent(plan_of_two(ministry, commitment()))
    apply(SECRETARY, "KAZ", batch.pk)
    entries = Entry.objects.count()
    apply(SECRETARY, "KAZ", batch.pk)
    again = sent(plan_of_two(ministry, Commitment.objects.get()))
    assert outcomes(again) == ["same", "same"]
    apply(SECRETARY, "KAZ", again.pk)
    assert (Action.objects.count(), Entry.objects.count()) == (2, entries + 1)


def test_a_row_without_key_is_not_brought_in_a_second_time(ministry):
    rows = csv("title.en;body;source.title", f"An action;{ministry.pk};Plan", f"Another;{ministry.pk};Plan")
    apply(SECRETARY, "KAZ", sent(rows).pk)
    again = sent(rows)
    assert problems(again) == [(2, "", "import.applied-before"), (3, "", "import.applied-before")]


def test_a_change_is_shown_field_by_field_and_written_over_its_version(ministry):
    made = create(
        SECRETARY,
        "KAZ",
        "action",
        {"title": plain_text("Act"), "body": ministry.pk, "deadline": date(2026, 3, 1)},
    )
    batch = sent(csv("id;deadline;number", f"{made.pk};01.06.2026;7"))
    (row,) = batch.rows.all()
    assert row.changes == {"number": ["", "7"], "deadline": ["2026-03-01", "2026-06-01"]}
    apply(SECOND, "KAZ", batch.pk)
    made.refresh_from_db()
    assert (made.deadline, made.number, made.version, made.changed_by) == (
        date(2026, 6, 1),
        "7",
        2,
        "user:second",
    )
    step = history.steps("action", made.pk)[-1]
    assert (step.action, step.after["version"]) == ("delivery.change", 2)
    assert set(step.fields) == {"number", "deadline"}


def test_a_column_that_is_missing_changes_nothing_and_an_empty_cell_empties(ministry):
    promise = commitment()
    made = create(
        SECRETARY,
        "KAZ",
        "action",
        {"title": plain_text("Act"), "body": ministry.pk, "number": "7", "commitments": [promise.pk]},
    )
    apply(SECRETARY, "KAZ", sent(csv("id;number", f"{made.pk};")).pk)
    made.refresh_from_db()
    assert (made.number, list(made.commitments.all())) == ("", [promise])
    apply(SECRETARY, "KAZ", sent(csv("id;commitments", f"{made.pk};")).pk)
    assert not made.commitments.exists()


def test_decimals_choices_and_flags_are_read_as_people_write_them():
    batch = sent(
        csv(
            "key;title.ru;type;target_value;unit",
            "c-1;Цель;Target;30,5;Percent",
            "c-2;Цель;target;1 234,56;percent",
            "c-3;Цель;TARGET;30.5;PERCENT",
        ),
        "commitment",
    )
    assert problems(batch) == []
    apply(SECRETARY, "KAZ", batch.pk)
    assert list(Commitment.objects.order_by("key").values_list("type", "target_value")) == [
        ("target", Decimal("30.5")),
        ("target", Decimal("1234.56")),
        ("target", Decimal("30.5")),
    ]


def test_what_is_wrong_is_said_at_its_row_and_column(ministry):
    withdrawn = body("Agency")
    withdraw(SECRETARY, "KAZ", "body", withdrawn.pk, 1, "merged")
    batch = sent(
        csv(
            "key;title.en;body;commitments;starts;deadline;status;source.title",
            f"a-1;Good;{ministry.pk};;;;;Plan",
            "a-2;No body;;;;;;Plan",
            f"a-3;Ends first;{ministry.pk};;2026-02-01;2026-01-01;;Plan",
            f"a-4;Withdrawn;{withdrawn.pk};;;;;Plan",
            "a-5;Unknown;Ministry of Wishes;no promise;;;;Plan",
            f"a-6;No day;{ministry.pk};;31.02.2026;;maybe;Plan",
            f"a-1;Twice;{ministry.pk};;;;;Plan",
            f"a-8;<b>Bold</b>;{ministry.pk};;;;Read in the source;",
            f"bad key;Key;{ministry.pk};;;;;Plan",
        )
    )
    assert problems(batch) == [
        (3, "body", "record.value"),
        (4, "deadline", "record.value"),
        (5, "body", "record.link-withdrawn"),
        (6, "body", "import.link"),
        (6, "commitments", "import.link"),
        (7, "starts", "lists.no-such-day"),
        (7, "status", "import.choice"),
        (8, "", "import.twice"),
        (9, "source.title", "record.source"),
        (9, "title.en", "record.value"),
        (10, "key", "import.key"),
    ]
    assert batch.counts == {"new": 1, "wrong": 8}
    with pytest.raises(BadInput) as error:
        apply(SECRETARY, "KAZ", batch.pk)
    assert error.value.problems[0].message.code == "import.wrong-rows"
    assert not Action.objects.exists()


def test_good_rows_wait_while_wrong_ones_are_corrected(ministry):
    batch = sent(csv("key;title.en;body", f"a-1;Good;{ministry.pk}", "a-2;No body;"))
    fixed = csv("row;What to correct;body;title.en;key", f"3;Name the body;{ministry.pk};Has a body;a-2")
    correct(SECRETARY, "KAZ", batch.pk, "rows.csv", fixed)
    batch = preview(SECRETARY, "KAZ", batch.pk)
    assert (problems(batch), outcomes(batch)) == ([], ["new", "new"])
    apply(SECRETARY, "KAZ", batch.pk)
    assert set(Action.objects.values_list("key", flat=True)) == {"a-1", "a-2"}
    with pytest.raises(BadInput):
        correct(SECRETARY, "KAZ", batch.pk, "rows.csv", fixed)


def test_a_corrected_file_replaces_all_rows_and_an_unknown_row_is_refused(ministry):
    batch = sent(csv("key;title.en;body", "a-1;No body;", "a-2;No body;"))
    with pytest.raises(BadInput) as error:
        correct(SECRETARY, "KAZ", batch.pk, "rows.csv", csv("row;body", f"9;{ministry.pk}"))
    assert [(p.message.code, p.row) for p in error.value.problems] == [("import.no-row", 9)]
    assert outcomes(batch) == ["wrong", "wrong"]
    correct(SECRETARY, "KAZ", batch.pk, "new.csv", csv("key;title.en;body", f"a-1;Act;{ministry.pk}"))
    assert outcomes(preview(SECRETARY, "KAZ", batch.pk)) == ["new"]


def test_an_identifier_never_changes_and_is_never_invented(ministry):
    made = create(SECRETARY, "KAZ", "action", {"title": plain_text("Act"), "body": ministry.pk})
    apply(SECRETARY, "KAZ", sent(csv("key;title.en;body", f"a-1;Keyed;{ministry.pk}")).pk)
    batch = sent(
        csv(
            "id;key;number",
            f"{made.pk};a-1;1",
            f"{Action.objects.get(key='a-1').pk};a-9;1",
            "01ARZ3NDEKTSV4RRFFQ69G5FAV;;1",
        )
    )
    assert problems(batch) == [
        (2, "id", "import.other-identifier"),
        (3, "key", "import.key-changed"),
        (4, "id", "import.unknown"),
    ]


def test_a_row_given_out_before_somebody_changed_the_record_is_in_conflict(ministry):
    made = create(SECRETARY, "KAZ", "action", {"title": plain_text("Act"), "body": ministry.pk})
    given_out = exported("action").decode("utf-8-sig")
    change(SECOND, "KAZ", "action", made.pk, 1, {"deadline": date(2026, 5, 1)})
    batch = sent(given_out.encode())
    assert problems(batch) == [(2, "version", "import.conflict")]
    assert batch.rows.get().changes == {"deadline": ["2026-05-01", None]}


def test_rows_lead_to_rows_of_the_same_file_but_never_in_a_circle():
    rows = csv("key;title.en;parent", "p-2;Part;p-1", "p-1;Plan;")
    apply(SECRETARY, "KAZ", sent(rows, "plan").pk)
    assert Plan.objects.get(key="p-2").parent == Plan.objects.get(key="p-1")
    batch = sent(csv("key;parent", "p-1;p-2"), "plan")
    assert problems(batch) == [(2, "parent", "import.circle")]
    batch = sent(csv("key;title.en;parent", "q-1;A;q-2", "q-2;B;q-1", "q-3;C;q-3"), "plan")
    assert problems(batch) == [
        (2, "parent", "import.circle"),
        (3, "parent", "import.circle"),
        (4, "parent", "record.link-self"),
    ]


def test_an_article_repealed_before_its_law_was_adopted_is_said():
    law = create(SECRETARY, "KAZ", "law", {"title": plain_text("Law"), "adopted": date(2009, 12, 8)})
    rows = csv("key;title.en;law;number;repealed", f"a;Article;{law.pk};1;2001-01-01", "b;Article;;2;")
    batch = sent(rows, "article")
    assert problems(batch) == [(2, "repealed", "record.value"), (3, "law", "record.value")]
    assert not Article.objects.exists()


def test_a_title_that_several_records_bear_does_not_name_one(ministry):
    body("Ministry of Labour")
    batch = sent(csv("title.en;body", "Act;ministry of  labour"))
    assert problems(batch) == [(2, "body", "import.link-several")]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_a_list_gives_out_comes_in_again_without_a_change(ministry, form, language):
    promise = commitment()
    title = {
        "original": "kk",
        "kk": {"text": "  =Шара; «бір»\r\nекі ", "kind": "official"},
        "uz": {"text": "Chora", "kind": "unofficial"},
    }
    create(
        SECRETARY,
        "KAZ",
        "action",
        {
            "title": title,
            "body": ministry.pk,
            "number": "=1+1",
            "deadline": date(2026, 5, 1),
            "commitments": [promise.pk, commitment("Another").pk],
            "source": {"title": "Plan", "read_on": "2026-01-01", "url": "https://example.org/"},
        },
    )
    batch = sent(exported("action", form, language), name=f"actions.{form}")
    assert (problems(batch), outcomes(batch)) == ([], ["same"])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_heading_and_every_value_of_a_list_leads_back(language):
    for kind in KINDS.values():
        with translation.override(language):
            for column in columns(kind.name).values():
                for said in (column.name, label(kind, column)):
                    assert known(kind.name)[fold(said)] == column.name, (kind.name, said)
            for field in kind.columns.values():
                for value, text in field.flatchoices or ():
                    assert families.choices(field)[key(str(text))] == value, (kind.name, field.name, text)


def test_a_number_that_can_be_read_in_two_ways_is_refused():
    batch = sent(
        csv("title.ru;type;target_value", "Цель;target;1,234", "Цель 2;target;1,234.5"), "commitment"
    )
    assert problems(batch) == [(2, "target_value", "import.number"), (3, "target_value", "import.number")]


def test_links_to_what_the_importer_does_not_see_stay_and_are_not_named(ministry):
    made = create(SECRETARY, "KAZ", "indicator", {"title": plain_text("Share"), "code": "1"})
    series = create(
        STATISTICIAN, "KAZ", "series", {"title": plain_text("S"), "indicator": made.pk, "unit": "percent"}
    )
    type(made).objects.filter(pk=made.pk).update(visibility="restricted")
    given_out = exported("series", by=STATISTICIAN)
    assert made.pk not in given_out.decode("utf-8-sig")
    batch = sent(given_out.replace(b"Percent", b"Ratio"), "series", by=STATISTICIAN)
    assert batch.rows.get().changes == {"unit": ["percent", "ratio"]}
    apply(STATISTICIAN, "KAZ", batch.pk)
    series.refresh_from_db()
    assert (series.unit, series.indicator_id) == ("ratio", made.pk)


def test_of_several_links_those_that_are_hidden_stay():
    hub = actor("hub", Role.HUB_EDITOR, None)
    treaty = create(hub, None, "instrument", {"title": plain_text("X"), "type": "treaty"})
    type(treaty).objects.filter(pk=treaty.pk).update(visibility="public")
    values = {"instrument": treaty.pk, "type": "article"}
    hidden, seen = (
        create(hub, None, "provision", {"title": plain_text(code), "code": code} | values) for code in "12"
    )
    type(seen).objects.filter(pk=seen.pk).update(visibility="public")
    made = commitment(provisions=[hidden.pk])
    assert hidden.pk not in exported("commitment").decode("utf-8-sig")
    apply(SECRETARY, "KAZ", sent(csv("id;provisions", f"{made.pk};{seen.pk}"), "commitment").pk)
    assert set(made.provisions.all()) == {hidden, seen}
    batch = sent(csv("id;provisions", f"{made.pk};{hidden.pk}"), "commitment")
    assert problems(batch) == [(2, "provisions", "import.link")]


def test_what_is_imported_is_sorted_and_found(ministry):
    batch = sent(csv("key;title.kk;body", f"a-1;Әйелдер көшбасшылығы;{ministry.pk}"))
    apply(SECRETARY, "KAZ", batch.pk)
    record = Action.objects.get()
    assert record.sort_key
    assert [hit.record for hit in find(SECRETARY, "KAZ", "көшбасшылығы").hits] == [record.pk]
    undo(SECRETARY, "KAZ", batch.pk)
    assert find(SECRETARY, "KAZ", "көшбасшылығы").total == 0


def test_moved_columns_are_found_and_unknown_and_missing_ones_are_said(ministry):
    batch = sent(csv("Deadline;wish;BODY;key", f"2026-01-01;x;{ministry.pk};a-1"))
    assert [notice["code"] for notice in batch.notices] == [
        "import.unknown-columns",
        "import.missing-columns",
    ]
    assert problems(batch) == [(2, "title.kk", "record.value")]
    for wrong, code in (
        (csv("wish;hope", "a;b"), "import.no-columns"),
        (csv("key;title.en", ""), "import.no-rows"),
        (csv("title.en;Title (en)", "a;b"), "import.same-column"),
        (b"PK\x03\x04broken", "table.broken-archive"),
    ):
        with pytest.raises(BadInput) as error:
            send(SECRETARY, "KAZ", "action", "file", wrong)
        assert error.value.problems[0].message.code == code


def test_what_changed_since_the_preview_is_said_and_nothing_is_applied(ministry):
    made = create(SECRETARY, "KAZ", "action", {"title": plain_text("Act"), "body": ministry.pk})
    batch = sent(csv("id;title.en;body;number", f"{made.pk};Act;{ministry.pk};7", f";New;{ministry.pk};8"))
    change(SECOND, "KAZ", "action", made.pk, 1, {"deadline": date(2026, 5, 1)})
    with pytest.raises(BadInput) as error:
        apply(SECRETARY, "KAZ", batch.pk)
    assert [(p.message.code, p.row) for p in error.value.problems] == [
        ("import.moved", None),
        ("import.moved-row", 2),
    ]
    made.refresh_from_db()
    assert (Action.objects.count(), made.number, made.version) == (1, "", 2)
    apply(SECRETARY, "KAZ", batch.pk)  # the preview has been made anew
    assert (Action.objects.count(), Action.objects.get(pk=made.pk).deadline) == (2, date(2026, 5, 1))


def test_a_relation_withdrawn_since_the_preview_stops_all(ministry):
    batch = sent(csv("title.en;body", f"New;{ministry.pk}", f"Newer;{ministry.pk}"))
    withdraw(SECOND, "KAZ", "body", ministry.pk, 1, "merged")
    with pytest.raises(BadInput):
        apply(SECRETARY, "KAZ", batch.pk)
    batch.refresh_from_db()
    assert (batch.counts, Action.objects.count()) == ({"wrong": 2}, 0)


def test_undoing_gives_back_what_stood_and_withdraws_what_is_new(ministry):
    promise, other = commitment(), commitment("Other")
    made = create(
        SECRETARY,
        "KAZ",
        "action",
        {"title": plain_text("Act"), "body": ministry.pk, "commitments": [promise.pk], "number": "1"},
    )
    before = history.steps("action", made.pk)[-1].after
    batch = sent(
        csv(
            "id;title.en;body;commitments;number",
            f"{made.pk};Deed;{ministry.pk};{other.pk};2",
            f";New;{ministry.pk};;",
        )
    )
    apply(SECRETARY, "KAZ", batch.pk)
    undo(SECOND, "KAZ", batch.pk)
    step = history.steps("action", made.pk)[-1]
    assert step.after == before | {"version": 3}
    assert (step.actor, step.action) == ("user:second", "delivery.change")
    made.refresh_from_db()
    assert (made.number, list(made.commitments.all()), made.version) == ("1", [promise], 3)
    new = Action.objects.exclude(pk=made.pk).get()
    last = history.steps("action", new.pk)[-1]
    assert (new.withdrawn, last.action) == (True, "delivery.withdraw")
    assert batch.pk in last.after["reason"]
    assert Entry.objects.filter(action="imports.undo", record=f"import:{batch.pk}").count() == 1
    undo(SECOND, "KAZ", batch.pk)
    assert len(history.steps("action", made.pk)) == 3
    assert verify("KAZ").fault is None


def test_undoing_is_refused_where_somebody_has_edited_since(ministry):
    batch = sent(csv("key;title.en;body", f"a-1;One;{ministry.pk}", f"a-2;Two;{ministry.pk}"))
    apply(SECRETARY, "KAZ", batch.pk)
    change(SECOND, "KAZ", "action", Action.objects.get(key="a-2").pk, 1, {"number": "2"})
    with pytest.raises(BadInput) as error:
        undo(SECRETARY, "KAZ", batch.pk)
    assert [(p.row, p.message.code) for p in error.value.problems] == [(3, "import.edited")]
    assert not Action.objects.filter(withdrawn=True).exists()


def test_after_an_undo_the_same_keys_come_back(ministry):
    rows = csv("key;title.en;body", f"a-1;One;{ministry.pk}")
    batch = sent(rows)
    apply(SECRETARY, "KAZ", batch.pk)
    undo(SECRETARY, "KAZ", batch.pk)
    again = sent(csv("key;title.en;body", f"a-1;First;{ministry.pk}"))
    assert again.rows.get().changes.keys() == {"withdrawn", "title"}
    apply(SECRETARY, "KAZ", again.pk)
    record = Action.objects.get(key="a-1")
    assert (record.withdrawn, record.title) == (False, plain_text("First") | {"original": "en"})
    undo(SECRETARY, "KAZ", again.pk)
    assert Action.objects.get(key="a-1").withdrawn
    assert outcomes(sent(rows)) == ["changed"]
    withdrawn = body("Agency")
    withdraw(SECRETARY, "KAZ", "body", withdrawn.pk, 1, "merged")
    assert problems(sent(csv("id;title.en", f"{withdrawn.pk};Again"), "body")) == [
        (2, "", "import.withdrawn")
    ]


def test_only_those_import_who_may_and_only_what_they_may_write(ministry):
    rows = csv("title.en;body", f"New;{ministry.pk}")
    for who in (
        actor("x", Role.CONTRIBUTOR, "KAZ", ministry.pk),
        actor("x", Role.STATISTICIAN),
        actor("x", Role.COUNTRY_ADMIN),
        actor("x", Role.SECRETARIAT, "KGZ"),
    ):
        with pytest.raises(PermissionDenied):
            send(who, "KAZ", "action", "plan.csv", rows)
    batch = sent(rows)
    for do in (preview, apply, undo, drop):
        with pytest.raises(PermissionDenied):
            do(actor("x", Role.CONTRIBUTOR, "KAZ", ministry.pk), "KAZ", batch.pk)
        with pytest.raises(NotFound):
            do(actor("x", Role.STATISTICIAN), "KAZ", batch.pk)
    assert not Action.objects.exists()


def test_another_country_is_as_if_it_were_not_there(ministry):
    register(LOADER, "KGZ")
    kyrgyz = actor("kyrgyz", Role.SECRETARIAT, "KGZ")
    made = create(SECRETARY, "KAZ", "action", {"title": plain_text("Act"), "body": ministry.pk})
    batch = send(
        kyrgyz, "KGZ", "action", "plan.csv", csv("id;title.en;body", f"{made.pk};x;", f";x;{ministry.pk}")
    )
    preview(kyrgyz, "KGZ", batch.pk)
    assert problems(batch) == [(2, "id", "import.unknown"), (3, "body", "import.link")]
    for country in ("KAZ", "KGZ"):
        with pytest.raises((NotFound, PermissionDenied)):
            apply(kyrgyz, country, sent(csv("title.en;body", f"New;{ministry.pk}")).pk)


def test_what_all_countries_share_is_not_changed_from_a_country():
    shared = create(
        actor("hub", Role.HUB_EDITOR, None), None, "instrument", {"title": plain_text("X"), "type": "treaty"}
    )
    type(shared).objects.filter(pk=shared.pk).update(visibility="public")
    assert outcomes(sent(csv("id;title.en", f"{shared.pk};X"), "instrument")) == ["same"]
    batch = sent(csv("id;title.en", f"{shared.pk};Y"), "instrument")
    assert problems(batch) == [(2, "", "import.not-allowed")]


def test_a_dropped_import_is_forgotten_and_an_applied_one_stays(ministry):
    batch = sent(csv("title.en;body", f"New;{ministry.pk}"))
    drop(SECRETARY, "KAZ", batch.pk)
    assert not ImportBatch.objects.exists()
    batch = sent(csv("title.en;body", f"New;{ministry.pk}"))
    apply(SECRETARY, "KAZ", batch.pk)
    with pytest.raises(BadInput):
        drop(SECRETARY, "KAZ", batch.pk)
