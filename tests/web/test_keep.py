"""Answers that are kept for readers who have not signed in, until something is changed."""

from django.test import Client

from tendik_web.records.actions.change import change
from tendik_web.records.text import plain_text
from tests.web.promises import FIRST, add

LIST = "/en/kaz/promises/list/"


def test_an_answer_is_kept_until_a_record_changes(client, kazakhstan, django_assert_num_queries):
    made = add("commitment", "Equal pay", type="pledge")
    first = client.get(LIST)
    with django_assert_num_queries(2):  # the country, and the heads of the history
        assert client.get(LIST).content == first.content
    change(FIRST, "KAZ", "commitment", made, 2, {"title": plain_text("Equal work")})
    assert "Equal work" in client.get(LIST).content.decode()


def test_what_one_person_sees_is_kept_for_nobody(client, kazakhstan, person):
    add("commitment", "Equal pay", type="pledge", public=False)
    colleague = Client()
    colleague.force_login(person("secretariat"))
    assert "Equal pay" in colleague.get(LIST).content.decode()
    assert "Equal pay" not in client.get(LIST).content.decode()
    assert "Equal pay" in colleague.get(LIST).content.decode()


def test_language_query_and_host_have_answers_of_their_own(client, kazakhstan):
    add("commitment", "Equal pay", type="pledge")
    english, kazakh = client.get(LIST), client.get("/kk/kaz/promises/list/")
    assert 'lang="en"' in english.content.decode()
    assert 'lang="kk"' in kazakh.content.decode()
    assert "Equal pay" not in client.get(f"{LIST}?state=kept").content.decode()


def test_a_page_with_a_form_gives_each_reader_a_secret_of_their_own(client, kazakhstan):
    address = "/en/kaz/lists/"
    one, other = client.get(address), Client().get(address)
    assert one.cookies["tendik_csrf"].value != other.cookies["tendik_csrf"].value
