"""Addresses: ``/{language}/{country}/…``, and the way to them."""

import pytest
from django.conf import settings
from django.test import Client

from tendik_web.access.actors import LOADER
from tendik_web.countries.actions.register import register
from tests.web.reading import heading, rows

pytestmark = pytest.mark.django_db

LANGUAGES = ("kk", "ru", "en")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("en-GB,en;q=0.9", "en"),
        ("kk-KZ", "kk"),
        ("fr-FR,fr;q=0.9", "kk"),
        ("", "kk"),
    ],
)
def test_the_bare_address_leads_to_the_language_asked_for_or_to_kazakh(client, accepted, language):
    answer = client.get("/", headers={"accept-language": accepted})
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/")
    assert {"Accept-Language", "Cookie"} <= {part.strip() for part in answer["Vary"].split(",")}


def test_a_remembered_language_outranks_the_one_asked_for(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/ru/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_one_country_the_home_of_a_language_leads_to_it(client, kazakhstan, language):
    answer = client.get(f"/{language}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/kaz/")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("kk", ["Қазақстан", "Қырғызстан"]),
        ("ru", ["Казахстан", "Кыргызстан"]),
        ("en", ["Kazakhstan", "Kyrgyzstan"]),
    ],
)
def test_with_two_countries_the_home_of_a_language_shows_both(client, kazakhstan, language, names):
    register(LOADER, "KGZ")
    answer = client.get(f"/{language}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert all(name in page for name in names)
    assert f'href="/{language}/kgz/"' in page
    if language == "en":
        assert heading(answer) == "Promises of equality recorded here: 0; countries: 2"
        assert rows(answer, "countries")[0] == ["Kazakhstan", "0", "2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_of_a_country_is_in_the_language_of_its_address(client, kazakhstan, language):
    answer = client.get(f"/{language}/kaz/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert answer["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("address", ["/ru/xyz/", "/ru/kgz/", "/ru/KAZ/", "/de/kaz/", "/ru/kaz/nothing/"])
def test_what_is_no_country_or_no_language_is_not_found(client, kazakhstan, address):
    assert client.get(address).status_code == 404


def test_an_address_without_language_leads_to_one(client, kazakhstan):
    answer = client.get("/kaz/?election=2023", headers={"accept-language": "ru"})
    assert (answer.status_code, answer["Location"]) == (302, "/ru/kaz/?election=2023")


def test_switching_the_language_keeps_page_and_filters(client, kazakhstan):
    answer = client.get("/ru/components/", {"election": "2021", "list": ["b", "a"]})
    links = {language["code"]: language for language in answer.context["languages"]}
    assert list(links) == ["kk", "ru", "en"]
    assert links["kk"]["url"] == "/kk/components/?election=2021&list=b&list=a"
    assert [code for code, link in links.items() if link["current"]] == ["ru"]
    assert client.get(links["kk"]["url"]).status_code == 200


def test_a_language_chosen_inside_the_site_is_remembered(client, kazakhstan):
    client.get("/ru/components/", headers={"referer": "http://testserver/kk/kaz/"})
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/ru/"


@pytest.mark.parametrize(
    "referrer", ["https://elsewhere.example/kk/", "http://testserver/ru/kaz/", "http://testserver/", ""]
)
def test_a_link_from_elsewhere_changes_no_remembered_language(client, kazakhstan, referrer):
    client.get("/ru/components/", headers={"referer": referrer})
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_a_page_of_the_site_takes_no_post(kazakhstan):
    answer = Client().post("/ru/kaz/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
