"""The normaliser and the alphabet: forms of one word meet, codes stay whole, keys sort as written by hand."""

import itertools
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tendik_web.search.alphabet import sort_key
from tendik_web.search.latin import cyrillic
from tendik_web.search.normal import fold, forms, stems, words

TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("аәғқңөұүһіЁёЙйʻ'’.-/·№ 5IV"), st.sampled_from("women заңы"))
)

# Forms as they stand in the Constitutional Law “On Elections” and the Concept of Family and
# Gender Policy (Kazakh and Russian) and in CEDAW/C/KAZ/CO/5 (English), and their paradigms by
# the grammars of these languages.
FORMS = {
    "kk": (
        "әйел әйелдер әйелдердің әйелдерге әйелдеріне әйелдермен",
        "құқық құқығы құқығын құқықтар құқықтары құқықтарының құқықтарына",
        "мүгедектік мүгедектігі мүгедектігінің мүгедектікке мүгедектіктен",
        "министрлік министрлігі министрліктің министрлігінде министрліктер",
        "комиссия комиссиясы комиссиясының комиссияға комиссиялар комиссиялардың комиссиямен",
        "халық халқы халқының халықтың халыққа",
        "орын орны орында орнында орындар",
        "заң заңы заңдар заңның заңында заңнан заңмен заңдарға",
        "мандат мандаттар мандаттың мандаттарды мандаты мандатына",
        "міндеттеме міндеттемелер міндеттемесі міндеттемелерді міндеттемелеріне",
        "көрсеткіш көрсеткіші көрсеткіштер көрсеткішке көрсеткіштің көрсеткіштері",
        "зорлық зорлығы зорлықтан зорлыққа",
        "облыс облысы облыста облысында облыстар облыстардағы",
        "кеңес кеңесі кеңестің кеңесінің кеңестер",
        "теңдік теңдігі теңдікке теңдіктің теңдікті",
        "тізім тізімі тізімдер тізімге тізімінде тізімдердің",
        "депутат депутаты депутаттар депутаттардың депутатқа",
        "қазақстан қазақстанның қазақстанда қазақстандағы",
        "тәртіп тәртібі тәртіппен тәртіптің",
        "ел елі елдер елдің еліміз елімізде",
    ),
    "ru": (
        "женщина женщины женщин женщинам женщинами женщине женщину",
        "право права прав правам правами",
        "равенство равенства равенством равенству",
        "инвалидность инвалидности инвалидностью",
        "обязательство обязательства обязательств обязательствами",
        "мероприятие мероприятия мероприятий мероприятиями",
        "показатель показателя показателей показателями",
        "насилие насилия насилию насилием",
        "квота квоты квот квоте квотой",
        "избирательный избирательная избирательного избирательных",
        "комиссия комиссии комиссией комиссию",
    ),
    "en": (
        "woman women woman's women's",
        "child children children's",
        "quota quotas",
        "election elections",
        "commitment commitments",
        "policy policies",
        "disability disabilities",
        "indicator indicators",
    ),
}
PAIRS = [
    (language, stored, asked)
    for language, groups in FORMS.items()
    for group in groups
    for stored, asked in itertools.permutations(group.split(), 2)
]


def finds(asked: str, stored: str, language: str = "") -> bool:
    """Whether what is looked up for each word of ``asked`` is stored for ``stored``."""
    there = set(stems(stored, language))
    return all(there & {word, *forms(word)} for word in words(asked))


@pytest.mark.parametrize("language", list(FORMS))
def test_forms_of_a_word_find_one_another(language):
    missed = [
        (stored, asked) for of, stored, asked in PAIRS if of == language and not finds(asked, stored, of)
    ]
    assert missed == []


def test_forms_find_one_another_in_a_text_of_unknown_language():
    assert [(stored, asked) for _, stored, asked in PAIRS if not finds(asked, stored)] == []


def test_kazakh_is_found_as_typed_on_a_russian_keyboard():
    pairs = [(stored, fold(asked)) for language, stored, asked in PAIRS if language == "kk"]
    assert [(stored, asked) for stored, asked in pairs if not finds(asked, stored, "kk")] == []


@pytest.mark.parametrize(
    ("language", "stored", "asked"),
    [
        ("ru", "право", "правда"),  # -да is the locative in Kazakh
        ("ru", "страна", "страда"),
        ("kk", "палата", "пал"),
        ("kk", "өл", "өлке"),
        ("kk", "қол", "көл"),
        ("kk", "ол", "өл"),
        ("en", "election", "electricity"),
        ("ru", "квота", "кворум"),
    ],
)
def test_other_words_are_not_found(language, stored, asked):
    assert not finds(asked, stored, language)


def test_a_word_with_kazakh_letters_does_not_find_one_without():
    assert finds("ол", "өл", "kk")
    assert not finds("өл", "ол", "kk")


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("SDG 5.5.1", "5.5.1"),
        ("SDG 5.5.1", "5.5"),
        ("SDG 5.5.1", "5"),
        ("CEDAW/C/KAZ/CO/5", "cedaw/c/kaz/co/5"),
        ("CEDAW/C/KAZ/CO/5", "KAZ/CO/5"),
        ("CEDAW/C/KAZ/CO/5", "cedaw kaz"),
        ("CEDAW/C/KAZ/CO/5", "CEDAW-C-KAZ-CO-5"),
        ("№223-IV Заңы", "№ 223-IV"),
        ("№223-IV Заңы", "223-iv"),
        ("№223-IV Заңы", "223"),
        ("№223-Ⅳ", "223-IV"),
        ("97-1-бап", "97-1"),
        ("2020 – 2025 жылдар", "2020-2025"),
        ("2020–2025", "2025"),
        ("2030-дан бастап", "2030"),
        ("А/HRC/53/39", "53/39"),
    ],
)
def test_a_code_is_found_whole_and_by_parts(stored, asked):
    assert finds(asked, stored)


@pytest.mark.parametrize(
    ("stored", "asked"), [("5 and 1", "5.5.1"), ("5.5.10", "5.5.1"), ("15.5.1", "5.5.1")]
)
def test_a_code_is_not_found_by_its_pieces_elsewhere(stored, asked):
    assert not finds(asked, stored)


@pytest.mark.parametrize(
    ("language", "stored", "asked"),
    [
        ("ky", "Өкмөттүн токтому", "өкмөттүн"),
        ("ky", "Өкмөттүн токтому", "окмоттун"),
        ("tg", "Ҳуқуқи занон", "хукуки"),
        ("tg", "Ҷумҳурӣ", "чумхури"),
        ("uz", "Oʻzbekiston Ma’lumotlari", "o'zbekiston ma'lumotlari"),
        ("uz", "Ўзбекистон", "узбекистон"),
        ("tk", "Gündogar çäge", "gundogar cage"),
        ("tk", "Türkmenistanyň", "TÜRKMENISTANYŇ"),
        ("ru", "Зачёт", "зачет"),
        ("ru", "за\u0301мок", "замок"),
        ("en", "naïve", "naive"),
    ],
)
def test_every_language_of_the_region_passes(language, stored, asked):
    assert finds(asked, stored, language)


@given(TEXTS)
def test_normalising_again_changes_nothing(text):
    once = words(text)
    assert words(" ".join(once)) == once


@given(TEXTS)
def test_words_hold_letters_digits_and_the_sign_between_parts_only(text):
    for token in stems(text):
        assert all(letter.isalnum() or letter == "·" for letter in token)
        assert token == token.casefold() or not token.isascii()
        assert not token.startswith("·")


@given(TEXTS)
def test_a_text_is_found_by_itself_and_in_capitals(text):
    for language in ("", "kk", "ru", "en", "ky"):
        assert finds(text, text, language)


def test_many_threads_get_the_stems_that_one_gets():
    vowels, consonants = "аеиоу", "бвгдзклмнпрст"
    roots = ["".join(pair) for pair in itertools.product(consonants, vowels, consonants, vowels)]
    texts = [f"{root}ниями" for root in roots]
    with ThreadPoolExecutor(8) as pool:
        among = list(pool.map(forms.__wrapped__, texts, chunksize=50))
    assert among == [forms.__wrapped__(text) for text in texts]


@given(st.text("аәбвгғдезиіқкңноөуұүһйсты ", max_size=30))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


BY_HAND = [
    *("5-бап", "10-бап", "2030 жыл", "Amanat", "Zhaqsy", "абай", "Ағарту", "ақпан", "ата", "әділет"),
    *("Әйелдер істері", "әке", "бала", "вокзал", "гендер", "ғылым", "Дауыс", "ел", "ёлка", "жас", "заң"),
    *("заң жобасы", "заңгер", "игілік", "йод", "көл", "қазан", "қол", "лауазым", "мәжіліс", "нан", "ңа"),
    *("облыс", "өмір", "палата", "ректор", "сайлау", "тең", "у", "ұлт", "Үй", "фонд", "халық", "һәм"),
    *("цирк", "чек", "шара", "щи", "ъ", "ы", "ірі", "іс", "ь", "эль", "юрист", "яки"),
]


def test_titles_sort_by_the_kazakh_alphabet():
    shuffled = random.Random(5).sample(BY_HAND, len(BY_HAND))
    assert sorted(shuffled, key=sort_key) == BY_HAND


def test_every_letter_of_the_kazakh_alphabet_has_its_place():
    alphabet = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
    assert "".join(sorted(random.Random(1).sample(alphabet, 42), key=sort_key)) == alphabet
    assert len({sort_key(letter) for letter in alphabet}) == 42


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("5.5.1", "5.5.10"),
        ("5.9", "5.10"),
        ("заң", "заңгер"),
        ("заң жобасы", "заңгер"),
        ("ўзбек", "ф"),
        ("у", "ў"),
        ("ҳуқуқ", "ц"),
        ("çäge", "d"),
    ],
)
def test_what_sorts_before_what(first, second):
    assert sort_key(first) < sort_key(second)


def test_capitals_and_quotes_do_not_count():
    assert sort_key("«ӘЙЕЛДЕР» істері") == sort_key("Әйелдер істері")


@given(TEXTS)
def test_a_key_holds_digits_only_and_fits_its_column(text):
    key = sort_key(text)
    assert key == "" or (key.isascii() and key.isdecimal() and len(key) <= 200)


@pytest.mark.parametrize(
    ("typed", "kazakh"),
    [
        ("äielder", "әйелдер"),
        ("ayelder", "әйелдер"),
        ("Jūmys", "жұмыс"),
        ("zhumys", "жұмыс"),
        ("saılaý", "сайлау"),
        ("saylaw", "сайлау"),
        ("teñdik", "теңдік"),
        ("sheshim", "шешім"),
        ("qoğam men densaulyq", "қоғам мен денсаулық"),
        ("ministrlıgı 2030", "министрлігі 2030"),
    ],
)
def test_latin_letters_are_read_as_kazakh_in_the_letters_of_a_plain_keyboard(typed, kazakh):
    assert cyrillic(typed) == fold(kazakh)


@pytest.mark.parametrize("typed", ["", "2030", "әйел women", "№ 5", "5.5.1"])
def test_what_is_cyrillic_or_no_word_is_left_alone(typed):
    assert cyrillic(typed) == ""
