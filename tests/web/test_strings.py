"""The check of the catalogues finds every kind of fault, and the pages speak the reader's language."""

import gettext
import html
import re

import pytest
from babel.messages.catalog import Catalog
from django.test import Client
from django.utils import translation

from tendik_web.site import strings


def catalogue(**entries: str) -> Catalog:
    made = Catalog(locale="kk")
    for key, text in entries.items():
        made.add(key, text)
    return made


@pytest.fixture
def domain(tmp_path, monkeypatch) -> strings.Domain:
    """The catalogue of the pages, kept elsewhere for this test."""
    made = strings.Domain(strings.WORDS.name, tmp_path / "locale")
    monkeypatch.setattr(strings, "DOMAINS", (made,))
    return made


def test_a_missing_an_empty_and_a_fuzzy_string_are_found():
    translated = catalogue(empty="")
    translated.add("guessed", "болжам", flags=["fuzzy"])
    faults = list(strings.compare(catalogue(gone="", empty="", guessed=""), translated))
    assert faults == ["missing: 'gone'", "missing: 'empty'", "fuzzy: 'guessed'"]


def test_a_string_that_no_page_uses_any_more_is_found():
    translated = catalogue(here="бар", gone="жоқ")
    translated.obsolete["older"] = translated.get("gone")
    faults = list(strings.compare(catalogue(here=""), translated))
    assert faults[0] == "obsolete: 'gone'"
    assert len(faults) == 2


@pytest.mark.parametrize(
    ("english", "kazakh"),
    [
        ("Row {row} of {file}", "{row}-жол"),
        ("Row {row}", "{жол}-жол"),
        ("Row {row}", "{row-жол"),
        ("At least %(number)s", "Кемінде %(сан)s"),
        ("At least %(number)s", "Кемінде"),
        ("Nothing", "{something}"),
    ],
)
def test_other_fields_than_the_english_are_found(english, kazakh):
    assert len(list(strings.compare(catalogue(**{english: ""}), catalogue(**{english: kazakh})))) == 1


def test_fields_may_change_their_order():
    pair = catalogue(**{"{a} of {b}": ""}), catalogue(**{"{a} of {b}": "{b} ішінен {a}"})
    assert list(strings.compare(*pair)) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>Сәлем</p>", ["Сәлем"]),
        ('<input placeholder="Your name">', ["Your name"]),
        ('<nav aria-label="Language {{ x }}"></nav>', ["Language "]),
        ("{% if x %}yes{% endif %}", ["yes"]),
        ("<p>{% translate 'Hello' %} {{ name }}: 5 · &ensp;</p>", []),
        ("{% blocktranslate %}Hello <b>{{ name }}</b>{% endblocktranslate %}", []),
        ("{# Hello #}{% comment %}Hello{% endcomment %}<script src='x'>let hello</script>", []),
        ('<a class="bar name" href="/x/" data-kind="hello">Tendik</a>', []),
    ],
)
def test_words_that_no_translation_reaches_are_found(template, found):
    assert strings.bare_text(template) == found


def test_strings_are_gathered_from_code_and_templates_each_into_its_catalogue():
    words = {message.id for message in strings.gather(strings.WORDS)}
    sentences = {message.id for message in strings.gather(strings.SENTENCES)}
    assert {"Skip to the content", "read on %(day)s", "Delivered", "This page does not exist"} <= words
    assert {"row {row}", "The input has problems: {count}."} <= sentences
    assert not {"Skip to the content", "This page does not exist"} & sentences
    assert not {"row {row}", "The input has problems: {count}."} & words


def test_strings_inside_other_strings_are_found_and_other_calls_are_not():
    code = """a = f"{_('kB')} {x}"\nb = print("no")\nc = _("one " "sentence")\nd = _(variable)\n"""
    assert sorted(strings.in_code(code, ("_",))) == ["kB", "one sentence"]
    template = "{% translate 'One' as x %}{% blocktranslate with a=b|show %}{{ a }} of{% endblocktranslate %}"
    assert list(strings.in_template(template)) == ["One", "%(a)s of"]


def test_new_strings_come_in_old_ones_go_and_translations_stay(domain):
    strings.update()
    path = domain.file("kk")
    fresh = strings.load(path, domain, "kk")
    fresh["Skip to the content"].string = "Мазмұнына өту"
    fresh.add("No longer there", "Енді жоқ")
    strings._write(fresh, path)
    strings.update()
    once = path.read_bytes()
    strings.update()
    assert path.read_bytes() == once
    merged = strings.load(path, domain, "kk")
    assert merged["Skip to the content"].string == "Мазмұнына өту"
    assert "No longer there" not in merged
    assert any("missing" in fault for fault in strings.compare(strings.gather(domain), merged))


def test_the_compiled_form_is_what_programs_read(domain):
    strings.update()
    made = strings.load(domain.file("ru"), domain, "ru")
    made["Print"].string = "Печать"
    strings._write(made, domain.file("ru"))
    strings.update()
    strings.compile_all()
    assert gettext.translation("django", domain.locale, ["ru"]).gettext("Print") == "Печать"


def test_an_unknown_verb_is_refused(capsys):
    assert strings.main(["chekc"]) == 2
    assert "update | check | compile" in capsys.readouterr().err


def shown(language: str) -> str:
    page = Client().get(f"/{language}/components/").content.decode()
    return re.sub(r"\s+", " ", html.unescape(page))


@pytest.mark.django_db
@pytest.mark.parametrize("language", strings.LANGUAGES)
def test_no_english_is_left_on_the_page_of_components(language):
    strings.compile_all()
    english, translated = shown("en"), shown(language)
    same = {"%(done)s of %(total)s"}
    used = {
        message.id
        for message in strings.gather(strings.WORDS)
        if message.id and f">{message.id}<" in english and message.id not in same
    }
    assert len(used) > 60
    assert {sentence for sentence in used if f">{sentence}<" in translated} == set()


@pytest.mark.parametrize("language", strings.LANGUAGES)
def test_what_django_says_is_said_in_our_words(language):
    strings.compile_all()
    with translation.override(language):
        said = [translation.gettext(sentence) for sentence in strings.DJANGO_STRINGS]
    assert not set(said) & set(strings.DJANGO_STRINGS)
