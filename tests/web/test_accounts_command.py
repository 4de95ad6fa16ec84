"""``tendik people``: the first administrator, and help for who lost everything."""

import re

import pytest
from django.test import Client
from typer.testing import CliRunner

from tendik_web.accounts.models import Invitation, User
from tendik_web.countries.models import Body
from tendik_web.records.text import plain_text
from tendik_web.site.commands.people import app
from tests.web.accounts import PASSWORD, actions, add_factor, make_user, sign_in

pytestmark = pytest.mark.django_db


def run(*words: str):
    return CliRunner().invoke(app, words)


def _ministry() -> Body:
    return Body.objects.create(
        country_id="KAZ", key="ministry", title=plain_text("Ministry"), type="ministry", changed_by="user:x"
    )


def test_the_first_administrator_is_invited():
    done = run(
        "invite", "--email", "Chair@example.org", "--role", "platform_admin", "--site", "https://t.example/"
    )
    assert done.exit_code == 0, done.output
    path = re.search(r"https://t\.example(/kk/account/invitation/\S+/)", done.output)[1]
    values = {"name": "Chair", "password1": PASSWORD, "password2": PASSWORD}
    assert Client().post(path, values).status_code == 302
    assert User.objects.get().invitation.grants[0]["role"] == "platform_admin"
    assert actions()[0] == "people.invite"


def test_a_role_in_a_body_is_given_by_the_key_of_the_body(kazakhstan):
    body = _ministry()
    words = ("--email", "a@example.org", "--role", "contributor", "--country", "kaz", "--body", "ministry")
    assert run("invite", *words).exit_code == 0
    assert Invitation.objects.get().grants[0]["body"] == body.pk


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--email", "none", "--role", "platform_admin"), "not an e-mail address"),
        (("--email", "a@example.org", "--role", "king"), "no such role"),
        (("--email", "a@example.org", "--role", "secretariat"), "Name the country"),
        (("--email", "a@example.org", "--role", "secretariat", "--country", "XXX"), "There are: KAZ"),
        (
            ("--email", "a@example.org", "--role", "approver", "--country", "KAZ", "--body", "none"),
            "  ministry  Ministry",
        ),
        (
            ("--email", "a@example.org", "--role", "platform_admin", "--language", "fr"),
            "one of the languages",
        ),
    ],
)
def test_what_is_wrong_is_said(words, said, kazakhstan):
    _ministry()
    done = run("invite", *words)
    assert (done.exit_code, said in done.output) == (2, True)
    assert not Invitation.objects.exists()


def test_an_account_is_closed():
    make_user()
    assert run("deactivate", "--email", "AIGUL@example.org").exit_code == 0
    assert sign_in(Client())["Location"] == "/en/account/inactive/"
    assert run("deactivate", "--email", "aigul@example.org").exit_code == 2


def test_a_second_factor_is_removed():
    add_factor(make_user())
    assert run("remove-second-factor", "--email", "aigul@example.org").exit_code == 0
    assert sign_in(Client())["Location"] == "/en/account/"
