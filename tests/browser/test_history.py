"""The past in a real browser: axe, small screens, a day and filters that are wrong."""

import pytest
from playwright.sync_api import expect

from tendik_web.access.actors import Actor, Grant
from tendik_web.access.roles import Role
from tendik_web.records.actions.change import change
from tendik_web.records.actions.create import create
from tendik_web.records.actions.release import release
from tendik_web.records.text import plain_text

pytestmark = pytest.mark.django_db(transaction=True)

WRITER, SECOND = (Actor(f"user:{name}", frozenset({Grant(Role.SECRETARIAT, "KAZ")})) for name in ("w", "s"))


@pytest.fixture
def promise(kazakhstan):
    title = plain_text("Шешім қабылдау деңгейінде әйелдердің үлесін отыз пайызға жеткізу", "kk")
    values = {"title": title, "type": "pledge", "due": "2030-12-31", "source": {"title": "A gazette"}}
    made = create(WRITER, "KAZ", "commitment", values)
    shown = release(SECOND, "KAZ", "commitment", made.pk, made.version, "public")
    return change(WRITER, "KAZ", "commitment", made.pk, shown.version, {"due": "2031-06-30"}).pk


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_axe_finds_nothing_and_nothing_overflows_at_320_pixels(signed_in, promise, language):
    home = f"/{language}/kaz/"
    record = f"{home}records/commitment/{promise}/"
    seen = signed_in(f"{home}audit/?verify=1", Role.AUDITOR, width=320)
    assert seen.faults() == []
    assert seen.walk(f"{home}audit/?since=x", f"{home}changes/", f"{record}history/") == {}
    expect(seen.page.locator("main .button")).to_have_count(1)
    seen.page.locator("#on").fill("2020-01-01")
    seen.page.locator("main .button").click()
    seen.page.wait_for_url(f"**{record}known/?on=2020-01-01")
    assert seen.faults() == []
    assert seen.walk(f"{record}known/?on=x") == {}
    expect(seen.page.locator("#on[aria-invalid=true]")).to_have_value("x")
