"""The table of permissions: as documented; and one rule of visibility, for the database and for the past."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tendik_web.access.actors import ANONYMOUS, LOADER, Actor, Grant
from tendik_web.access.permissions import PERMISSIONS, may, require
from tendik_web.access.roles import Role
from tendik_web.access.table import markdown
from tendik_web.access.visibility import Visibility, sees, visible
from tendik_web.audit.chain import MOMENT
from tendik_web.commitments.models import Instrument

DOCUMENT = Path(__file__).parents[2] / "docs" / "permissions.md"


def test_the_documented_table_is_that_of_the_code():
    assert DOCUMENT.read_text("utf-8").endswith(markdown()), "run: python -m tendik_web.access.table"


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("verb", PERMISSIONS)
def test_a_role_holds_at_its_place_and_at_no_other(role, verb):
    here = Actor("user:x", frozenset({Grant(role, "KAZ", "a body")}))
    allowed = role in PERMISSIONS[verb]
    assert may(here, verb, "KAZ", "a body") is allowed
    for place in (("KAZ", None), ("KAZ", "another"), ("KGZ", "a body"), (None, None)):
        assert not may(here, verb, *place)
    assert may(Actor("user:x", frozenset({Grant(role, "KAZ")})), verb, "KAZ", "any") is allowed


def test_nobody_may_nothing_and_the_platform_itself_may_load():
    for verb in PERMISSIONS:
        with pytest.raises(PermissionDenied):
            require(ANONYMOUS, verb, "KAZ")
        require(LOADER, verb, "KAZ")


def test_a_verb_that_is_not_in_the_table_is_a_fault():
    with pytest.raises(KeyError):
        may(LOADER, "records.burn", "KAZ")


grants = st.builds(
    Grant, st.sampled_from(list(Role)), st.sampled_from([None, "KAZ", "KGZ"]), st.sampled_from([None, "B"])
)


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    held=st.frozensets(grants, max_size=3),
    country=st.sampled_from([None, "KAZ"]),
    visibility=st.sampled_from(Visibility.values),
    embargo=st.sampled_from([None, -1, 1]),
    withdrawn=st.booleans(),
)
def test_the_past_is_seen_by_the_rule_of_the_present(
    kazakhstan, held, country, visibility, embargo, withdrawn
):
    actor = Actor("user:x", held)
    now = timezone.now()
    until = now + timedelta(hours=embargo) if embargo else None
    record = Instrument(
        country_id=country, visibility=visibility, embargo_until=until, withdrawn=withdrawn, type="goal"
    )
    record.save(force_insert=True)
    image = {
        "country": country,
        "body": None,
        "visibility": visibility,
        "embargo_until": until.isoformat() if until else None,
        "withdrawn": withdrawn,
    }
    found = Instrument.objects.filter(visible(actor, "KAZ"), pk=record.pk).exists()
    assert sees(actor, image, now.strftime(MOMENT)) is found
    record.delete()
