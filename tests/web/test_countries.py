"""Countries: registered by an action, loaded once, named by CLDR."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from tendik.errors import BadInput
from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.audit.models import Entry
from tendik_web.countries import builtin, registry
from tendik_web.countries.actions.register import register

pytestmark = pytest.mark.django_db


def test_loading_registers_five_countries_and_says_so_in_the_history():
    assert builtin.load() == 5
    assert [country.iso3 for country in registry.countries()] == ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    entry = Entry.objects.order_by("seq").first()
    assert entry.chain == "platform"
    assert json.loads(entry.payload) == {
        "action": "countries.register",
        "actor": "system:load",
        "record": "country:KAZ",
        "after": {"iso3": "KAZ"},
    }


def test_loading_again_changes_nothing():
    builtin.load()
    assert builtin.load() == 0
    assert Entry.objects.count() == 5


def test_who_may_not_register_leaves_no_trace():
    with pytest.raises(PermissionDenied):
        register(Actor("test:reader", frozenset({Grant("secretariat", "KAZ")})), "KAZ")
    assert registry.countries() == []
    assert not Entry.objects.exists()


@pytest.mark.parametrize("code", ["XYZ", "kaz", "KZ", "KAZA", "", "К АЗ"])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(BadInput) as refusal:
        register(LOADER, code)
    assert refusal.value.problems[0].message.code == "country.unknown"
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("language", "name"), [("kk", "Қазақстан"), ("ru", "Казахстан"), ("en", "Kazakhstan")]
)
def test_a_country_is_named_in_the_language_of_the_page(kazakhstan, language, name):
    with override(language):
        assert str(kazakhstan) == name


def test_every_country_of_the_region_can_be_registered():
    region = ("KAZ", "KGZ", "MNG", "RUS", "TJK", "TKM", "UZB")
    actor = LOADER
    assert [register(actor, iso3) for iso3 in region] == [True] * len(region)
    assert [country.iso3 for country in registry.countries()] == list(region)
