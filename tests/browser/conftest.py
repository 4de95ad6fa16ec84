"""A real browser before a real server: Debian's Chromium, driven by playwright, inspected by axe.

A click does not wait for the page it leads to: what a test says of the next page it says by
``expect``, ``wait_for`` or ``expect_navigation``, which do.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
GIVEN_UP = ("htmx:afterRequest", "htmx:sendAbort")
"""How htmx tells that it gave up a request because a later one asks for more; one that fails says more."""


@pytest.fixture(scope="session")
def browser() -> Iterator:
    if not CHROMIUM.exists():
        pytest.skip(
            f"No browser at {CHROMIUM}: install Debian's package “chromium” to run the browser tests."
        )
    from playwright.sync_api import expect, sync_playwright

    import tendik_web.site
    from tendik.charts import fonts
    from tendik_web.site import strings

    expect.set_options(timeout=30_000)  # milliseconds: a busy machine is no error of a page
    strings.compile_all()
    fonts.make(Path(tendik_web.site.__file__).parent / "static" / "tendik" / "fonts")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Visit:
    """A page in the browser, and what went wrong while it was there."""

    page: object
    origin: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a path of the platform, with its style, its script and its letters."""
        self.page.goto(self.origin + path, wait_until="load")
        self.page.evaluate("document.fonts.ready")

    def walk(self, *paths: str) -> dict[str, list[str]]:
        """What is wrong with each of these pages; one that is as it should be is not named."""
        found = {}
        for path in paths:
            self.go(path)
            faults = self.faults()
            if unquote(self.page.url) != self.origin + path:
                faults.append(f"led to {self.page.url}")
            if faults:
                found[path] = faults
        return found

    def faults(self) -> list[str]:
        """What is wrong with the page as it stands: its heading, what axe and the browser say, its width."""
        headings, wider = self.page.locator("h1").count(), self.overflow()
        return [
            *self.violations(),
            *self.complaints,
            *([f"headings: {headings}"] if headings != 1 else []),
            *([f"wider than the window by {wider} px"] if wider else []),
        ]

    def violations(self) -> list[str]:
        """What axe finds wrong, one line a rule with the elements concerned."""
        from axe_playwright_python.sync_playwright import Axe

        self.page.evaluate(Axe().axe_script)
        # All that axe tells of a page is large: only what is asked for leaves the browser.
        found = self.page.evaluate("axe.run({resultTypes: ['violations']}).then(told => told.violations)")
        return [
            f"{rule['id']}: {', '.join(str(node['target']) for node in rule['nodes'][:5])}" for rule in found
        ]

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


@pytest.fixture
def visit(browser, live_server) -> Iterator[Callable[..., Visit]]:
    """Open a path of the platform in a fresh browser profile, 1280 px wide unless told otherwise."""
    profiles = []

    def open_page(path: str, *, width: int = 1280, scheme: str = "light", **options) -> Visit:
        profile = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        profiles.append(profile)
        page = profile.new_page()
        visit = Visit(page, live_server.url)
        page.on(
            "console",
            lambda message: (
                message.type in ("error", "warning")
                and "status of 4" not in message.text
                and not message.text.startswith(GIVEN_UP)
                and visit.complaints.append(message.text)
            ),
        )
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on(
            "requestfailed",
            # A picture still loading when the next page is asked for is given up by the browser itself.
            lambda request: (
                request.failure != "net::ERR_ABORTED" and visit.complaints.append(f"failed: {request.url}")
            ),
        )
        visit.go(path)
        return visit

    yield open_page
    for profile in profiles:
        profile.close()


@pytest.fixture
def signed_in(visit, person):
    """Open a page in a fresh browser profile in which a user, or a new person with a role, has signed in."""
    from django.test import Client

    def open_page(path: str, who: object = "secretariat", **options):
        client = Client()
        client.force_login(person(who) if isinstance(who, str) else who)
        common = {"domain": "localhost", "path": "/", "expires": -1, "httpOnly": True, "secure": False}
        cookies = [
            common | {"name": name, "value": cookie.value, "sameSite": "Lax"}
            for name, cookie in client.cookies.items()
        ]
        seen = visit(path, storage_state={"cookies": cookies, "origins": []}, **options)
        assert seen.page.url.endswith(path), "led elsewhere"
        return seen

    return open_page
