"""The page of the search: what it says, marks, counts and never gives away."""

import html
import re

import pytest

from tendik_web.access.roles import Role
from tendik_web.search import pages
from tendik_web.search.actions.index import index
from web.search_documents import doc

pytestmark = pytest.mark.usefixtures("kazakhstan")


@pytest.fixture
def library(kazakhstan):
    index(
        [
            doc("A" * 26, "Әйелдердің құқықтары", also={"ru": "Права женщин"}),
            doc("B" * 26, "Женщины <b>в</b> парламенте", language="ru", kind="recommendation"),
            doc("C" * 26, "Құпия әйелдер", visibility="government"),
        ]
    )


def read(client, language="ru", **asked):
    answer = client.get(f"/{language}/kaz/search/", asked)
    return answer, html.unescape(answer.content.decode())


def heading(page: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1]


def test_the_heading_states_the_answer(client, library):
    _, page = read(client, "en", q="женщина")
    assert heading(page) == "Records that speak of “женщина”: 2"
    _, page = read(client, "en", q="қвз")
    assert heading(page) == "No record speaks of “қвз”"
    answer, page = read(client, "en")
    assert (answer.status_code, heading(page)) == (200, "Search the records")


def test_matched_words_are_marked_in_whatever_language_they_stand(client, library):
    _, page = read(client, "kk", q="женщинам")
    assert "Әйелдердің құқықтары" in page
    assert '<span lang="ru">Права <mark>женщин</mark></span>' in page
    _, page = read(client, "ru", q="женщинам")
    assert "<span>Права <mark>женщин</mark></span>" in page
    assert "Әйелдердің" not in page


def test_a_title_that_lacks_the_language_of_the_page_is_marked_with_its_own(client, library):
    _, page = read(client, "kk", q="парламент")
    assert '<span lang="ru">Женщины' in page


def test_html_in_a_title_or_in_the_search_is_text(client, library):
    page = client.get("/ru/kaz/search/", {"q": "парламент"}).content.decode()
    assert "Женщины &lt;b&gt;в&lt;/b&gt; <mark>парламенте</mark>" in page
    page = client.get("/ru/kaz/search/", {"q": "<b>парламент\"'</b>"}).content.decode()
    assert "<b>" not in page
    assert 'value="&lt;b&gt;парламент&quot;&#x27;&lt;/b&gt;"' in page
    assert "&lt;<mark>b</mark>&gt;в" in page


def test_kinds_are_links_with_numbers(client, library):
    _, page = read(client, "en", q="женщина")
    assert "All: 2" in page
    assert "Commitment: 1" in page
    answer, page = read(client, "en", q="женщина", kind="recommendation")
    assert heading(page) == "Records that speak of “женщина”: 1"
    assert [hit.kind for hit in answer.context["hits"]] == ["Recommendation"]
    assert "All: 2" in page


def test_pages_follow_by_links_alone(client, kazakhstan):
    index(doc(f"{n:026}", f"Заң {n}") for n in range(45))
    address, seen = "/kk/kaz/search/?q=заң", []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        seen += re.findall(r'href="/id/(\d+)"', answer.content.decode())
        rest = answer.context["next_url"]
        address = f"/kk/kaz/search/{rest}" if rest else ""
    assert len(seen) == len(set(seen)) == 45


def test_a_hidden_record_leaves_no_trace(client, library):
    for words in ("құпия", "құпяи", "құп"):
        for typing in ({}, {"typing": "1"}):
            _, page = read(client, "kk", q=words, withdrawn="1", **typing)
            assert "Құпия" not in page
            assert "құпия" not in page.replace(words, "")
            assert "C" * 26 not in page


def test_those_who_work_here_find_more(library, kazakhstan, person, rf):
    request = rf.get("/kk/kaz/search/", {"q": "құпия"})
    request.user = person(Role.COUNTRY_ADMIN)
    page = pages.page(request, kazakhstan).content.decode()
    assert f'href="/id/{"C" * 26}"' in page
    assert "withdrawn=1" in page
    request.user = person()
    del request._viewer
    assert "C" * 26 not in pages.page(request, kazakhstan).content.decode()


def test_a_mistyped_word_leads_to_the_right_one(client, library):
    answer, _ = read(client, "en", q="женщны")
    assert answer.context["suggestion"] == "женщины"
    led = client.get("/en/kaz/search/" + answer.context["suggestion_url"])
    assert len(led.context["hits"]) == 2


@pytest.mark.parametrize("typed", ["äielder", "ayelder", "AIELDER"])
def test_kazakh_typed_in_latin_letters_is_searched_in_cyrillic_and_said_so(client, library, typed):
    _, page = read(client, "en", q=typed)
    assert heading(page) == f"Records that speak of “{typed}”: 1"
    assert "Searched as “әйелдер”" in page
    assert "<mark>Әйелдердің</mark>" in page
    assert "Құпія" not in page
    assert "Searched as" not in read(client, "en", q="женщина")[1]


def test_fifty_thousand_characters_are_answered_with_a_sentence_and_kept(client, library):
    answer, page = read(client, "en", q="ә" * 50_000)
    assert answer.status_code == 422
    assert "The search has 50,000 characters; at most 300 fit." in page
    assert f'value="{"ә" * 50_000}"' in page


@pytest.mark.parametrize(
    "asked", [{"after": "x"}, {"kind": "nothing"}, {"kind": "'"}, {"typing": "", "withdrawn": ""}]
)
def test_wrong_filters_are_no_fault(client, library, asked):
    assert read(client, q="женщина", **asked)[0].status_code == 200


def test_every_page_of_a_country_has_the_box(client, library):
    page = client.get("/ru/kaz/").content.decode()
    assert 'action="/ru/kaz/search/"' in page
    assert "bar-q" not in client.get("/ru/kaz/search/").content.decode()
    assert "bar-q" not in client.get("/ru/components/").content.decode()


def test_a_search_takes_few_queries(client, library, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        read(client, q="женщина")
    with django_assert_max_num_queries(8):
        read(client, q="женщны избирательна")
