"""Packs of records: loaded twice they change nothing, and what a person edited stays."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from tendik.errors import BadInput
from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.audit.verify import verify
from tendik_web.commitments.models import Commitment, Instrument
from tendik_web.records import history, packs
from tendik_web.records.actions.change import change
from tendik_web.records.actions.load import load
from tendik_web.records.actions.withdraw import withdraw
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.usefixtures("kazakhstan")

SECRETARY = Actor("user:s", frozenset({Grant("secretariat", "KAZ")}))
SOURCE = "source: {title: A decree, read_on: 2026-11-21}"
PACK = """
- kind: commitment
  key: thirty
  country: KAZ
  texts: {title: {original: en, en: {text: Thirty percent, kind: unofficial}}}
  fields: {type: target, due: 2030-12-31, target_value: "30"}
  links: {instrument: concept, provisions: ["five"]}
  status: unconfirmed
  visibility: government
  SOURCE
- kind: provision
  key: five
  texts: {title: {original: en, en: {text: Five, kind: unofficial}}}
  fields: {type: target, code: "5.5"}
  links: {instrument: goals}
  status: read
  SOURCE
- kind: instrument
  key: goals
  texts: {title: {original: en, en: {text: Goals, kind: unofficial}}}
  fields: {type: goal}
  status: read
  SOURCE
- kind: instrument
  key: concept
  country: KAZ
  texts: {title: {original: en, en: {text: Concept, kind: unofficial}}}
  fields: {type: pledge}
  status: read
  SOURCE
""".replace("SOURCE", SOURCE)


@pytest.fixture
def bring(tmp_path: Path):
    def run(text: str = PACK, actor: Actor = LOADER):
        path = tmp_path / "pack.yaml"
        path.write_text(text)
        return load(actor, packs.read([path]))

    return run


def thirty() -> Commitment:
    return Commitment.objects.get(key="thirty")


def test_a_pack_is_loaded_in_the_order_of_its_links(bring):
    assert bring().new == 4
    assert str(thirty().instrument) == "Concept"
    assert [str(p) for p in thirty().provisions.all()] == ["Five"]
    assert (thirty().status, thirty().visibility) == ("unconfirmed", "government")
    assert (verify("KAZ").entries, verify("KAZ").fault) == (2, None)


def test_a_second_time_changes_nothing(bring):
    bring()
    before = verify("KAZ").entries, verify("platform").entries
    again = bring()
    assert (again.new, again.changed, again.same, again.differences) == (0, 0, 4, [])
    assert (verify("KAZ").entries, verify("platform").entries) == before


def test_what_a_person_edited_stays_and_is_listed_while_the_rest_moves_on(bring):
    bring()
    change(SECRETARY, "KAZ", "commitment", thirty().pk, 1, {"title": plain_text("A third")})
    newer = PACK.replace("2030-12-31", "2031-12-31").replace("Thirty percent", "30 percent")
    loaded = bring(newer)
    assert (loaded.changed, loaded.same) == (1, 3)
    assert [(d.key, d.field, d.here["en"]["text"]) for d in loaded.differences] == [
        ("thirty", "title", "A third")
    ]
    assert (str(thirty()), str(thirty().due)) == ("A third", "2031-12-31")
    assert [step.actor for step in history.steps("commitment", thirty().pk)] == [
        "system:load",
        "user:s",
        "system:load",
    ]
    assert bring(newer).changed == 0


def test_a_pack_that_confirms_a_fact_confirms_it_here(bring):
    bring()
    bring(PACK.replace("status: unconfirmed\n  visibility: government", "status: read\n  visibility: public"))
    assert (thirty().status, thirty().visibility) == ("read", "public")


def test_what_was_withdrawn_stays_withdrawn(bring):
    bring()
    withdraw(SECRETARY, "KAZ", "instrument", Instrument.objects.get(key="concept").pk, 1, "not ours")
    assert bring().same == 4
    assert Instrument.objects.get(key="concept").withdrawn


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (PACK.replace("kind: provision", "kind: wish"), "pack.kind"),
        (PACK.replace("type: goal", "type: goal, colour: red"), "pack.field"),
        (
            PACK.replace("key: concept", "key: goals").replace(
                "country: KAZ\n  texts: {title: {original: en, en: {text: Concept",
                "texts: {title: {original: en, en: {text: Concept",
            ),
            "pack.twice",
        ),
        (PACK.replace("instrument: goals", "instrument: dreams"), "pack.link"),
        (PACK.replace("type: goal", "type: dream"), "record.value"),
        (PACK.replace("{type: target, code", "{code"), "record.value"),
        ("- just: words", "pack.form"),
    ],
)
def test_a_pack_that_is_wrong_loads_nothing_and_says_where(bring, wrong, code):
    with pytest.raises(BadInput) as error:
        bring(wrong)
    assert code in [problem.message.code for problem in error.value.problems]
    assert all(problem.file == "pack.yaml" for problem in error.value.problems)
    assert not Instrument.objects.exists()


def test_links_that_lead_in_a_circle_are_said(bring):
    circle = PACK.replace("fields: {type: goal}", "fields: {type: goal}").replace(
        "links: {instrument: goals}", "links: {instrument: goals, parent: five}"
    )
    with pytest.raises(BadInput) as error:
        bring(circle)
    assert [problem.message.code for problem in error.value.problems] == ["pack.circle"]


def test_only_the_platform_loads(bring):
    with pytest.raises(PermissionDenied):
        bring(actor=SECRETARY)
