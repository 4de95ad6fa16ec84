"""Laws and figures in a real browser: axe, phone and desk, without script."""

import pytest
from playwright.sync_api import expect

from tests.web.promises import add, build
from tests.web.test_representation import series

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(kazakhstan):
    world = build()
    world["amendment"] = add("law", "Law of 2024", adopted="2024-04-15", amends=[world["law"]])
    world["article"] = add(
        "article",
        "Leave",
        number="11",
        law=world["law"],
        repealed="2024-04-15",
        amended_by=[world["amendment"]],
    )
    add(
        "implementation",
        "It answered",
        article=world["article"],
        commitment=world["unknown"],
        judgement="full",
        assessor=world["agency"],
    )
    series("Deputies", "parliament", "Lower house", {"2019": "22.2", "2020": "30.5", "2023": "19"})
    series("Both chambers", "parliament", "Both chambers", {"2022": "23", "2023": "23"})
    return world


@pytest.mark.parametrize(("language", "width"), [("kk", 320), ("en", 1280)])
def test_laws_and_figures_pass_axe_and_fit(visit, world, language, width):
    paths = (
        "promises/laws/",
        f"promises/laws/{world['law']}/",
        f"promises/laws/{world['amendment']}/",
        "figures/",
    )
    seen = visit(f"/{language}/kaz/", width=width)
    assert seen.walk(*(f"/{language}/kaz/{path}" for path in paths)) == {}


def test_the_day_and_the_sphere_are_chosen_without_script(visit, world):
    laws = visit("/en/kaz/promises/laws/", java_script_enabled=False).page
    expect(laws.locator("h1")).not_to_contain_text("repealed")
    laws.get_by_label("As of").fill("2000-01-01")
    laws.get_by_role("button", name="Show").click()
    expect(laws.locator("h1")).to_contain_text("not yet in force: 2")
    figures = visit("/en/kaz/figures/", java_script_enabled=False).page
    figures.get_by_label("Sphere of public life").select_option("parliament")
    figures.get_by_role("button", name="Show").click()
    figures.wait_for_url("**?sphere=parliament")
    expect(figures.locator(".chart svg")).to_have_count(1)
