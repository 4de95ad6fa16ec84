"""The desk over HTTP: lists and records of any kind, and who may open which page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse

from tendik_web.access.actors import LOADER, Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.countries import people, registry
from tendik_web.countries.actions.register import register
from tendik_web.records.actions.create import create
from tendik_web.records.actions.release import release
from tendik_web.records.actions.withdraw import withdraw
from tendik_web.records.kinds import KINDS
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.usefixtures("kazakhstan")

MOST_QUERIES = 15


def test_every_kind_has_its_list_and_its_form(client, person):
    client.force_login(person(Role.SECRETARIAT))
    for kind in KINDS:
        assert client.get(f"/en/kaz/records/{kind}/").status_code == 200, kind
    for kind in KINDS:
        answer = client.get(f"/en/kaz/records/{kind}/new/")
        assert answer.status_code == (403 if KINDS[kind].group == "statistics" else 200), kind
    assert client.get("/en/kaz/records/").status_code == 200
    assert client.get("/en/kaz/work/").status_code == 200
