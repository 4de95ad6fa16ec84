"""Kazakh stems: endings of case, possession and number come off, in this order.

A word is stem + number + possession + case. Each ending has variants that follow the
sound before it, and is taken off only where that sound allows it: ``палата`` keeps its
``та``, because after a vowel the locative is ``да``. Endings of the first and second
person singular (``-ым``, ``-ың``) stay: official texts hardly use them, while words such
as ``білім`` end so by nature. Vowel harmony is not asked for; loanwords break it.

What is left is brought to one shape: ``қ``, ``к``, ``п`` that became ``ғ``, ``г``, ``б``
before a vowel return (``құқығы``: ``құқық``); ``с`` after a vowel falls, because ``-сы`` may
be an ending or half of one (``кеңес``, ``кеңесі``: ``кеңе``); the narrow vowel of a last
syllable falls out, as it does before endings (``халық``, ``халқы``: ``халқ``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

VOWELS = "аәеёиіоөуұүыэюя"
VOICELESS = "пфкқтсшщхһцчбвгд"
"""Also б, в, г and д: at the end of a loanword they sound voiceless."""
VOICED = "лрйузжмнңғияю"
NARROW = "ыі"

CASES = (
    # attributive of the locative: "that is in …"
    ("ндағы ндегі", NARROW),
    ("дағы дегі", VOWELS + VOICED),
    ("тағы тегі", VOICELESS),
    # genitive
    ("ның нің", VOWELS + "мнң"),
    ("дың дің", VOICED),
    ("тың тің", VOICELESS),
    # ablative
    ("дан ден", VOWELS + VOICED),
    ("тан тен", VOICELESS),
    ("нан нен", NARROW + "мнң"),
    # instrumental
    ("мен", VOWELS + VOICED),
    ("бен", "зж"),
    ("пен", VOICELESS),
    # locative
    ("нда нде", NARROW),
    ("да де", VOWELS + VOICED),
    ("та те", VOICELESS),
    # dative
    ("ға ге", VOWELS + VOICED),
    ("қа ке", VOICELESS),
    ("на не", NARROW),
    # accusative
    ("ны ні", VOWELS),
    ("ды ді", VOICED),
    ("ты ті", VOICELESS),
    ("н", NARROW),
)
POSSESSIONS = (
    ("ымыз іміз ыңыз іңіз", VOICELESS + VOICED),
    ("мыз міз ңыз ңіз", VOWELS),
    ("сы сі", VOWELS),
    ("ы і", VOICELESS + VOICED),
)
NUMBERS = (
    ("лар лер", VOWELS + "рйу"),
    ("дар дер", "лмнңзж"),
    ("тар тер", VOICELESS),
)
RETURNS = {"ғ": "қ", "г": "к", "б": "п"}

WHOLE = "орын қазақстан қырғызстан өзбекстан тәжікстан түрікменстан ауғанстан пәкістан"
"""Words that end by nature as others do by an ending."""

LEAST = 3
"""Letters that a stem keeps at least; two are enough where they are a vowel and a consonant (``ел``)."""


@dataclass(frozen=True)
class Endings:
    """The tables above, as they are or folded to the letters of Russian."""

    slots: tuple[tuple[tuple[str, str], ...], ...]
    vowels: frozenset[str]
    returns: dict[str, str]
    whole: frozenset[str]
    elided: re.Pattern[str]

    def stem(self, word: str) -> str:
        """``word`` without its endings."""
        for slot in self.slots:
            rests = [word] if word in self.whole else list(self._without(word, slot))
            word = next((rest for rest in rests if rest in self.whole), rests[0] if rests else word)
        word = word[:-1] + self.returns.get(word[-1:], word[-1:])
        if len(word) > LEAST and word.endswith("с") and word[-2] in self.vowels:
            return word[:-1]
        return self.elided.sub(r"\1\2", word)

    def _without(self, word: str, slot: tuple[tuple[str, str], ...]) -> Iterator[str]:
        for ending, after in slot:
            rest = word[: -len(ending)]
            if word.endswith(ending) and rest[-1:] in after and self._enough(rest):
                yield rest

    def _enough(self, rest: str) -> bool:
        if len(rest) >= LEAST:
            return any(letter in self.vowels for letter in rest)
        return len(rest) == 2 and rest[0] in self.vowels and rest[1] not in self.vowels


def _endings(letters: dict[int, int]) -> Endings:
    """The tables with every letter replaced as ``letters`` says."""

    def turned(text: str) -> str:
        return text.translate(letters)

    slots = tuple(
        tuple(
            sorted(
                dict.fromkeys(
                    (turned(ending), turned(after)) for endings, after in slot for ending in endings.split()
                ),
                key=lambda pair: -len(pair[0]),
            )
        )
        for slot in (CASES, POSSESSIONS, NUMBERS)
    )
    vowels = turned(VOWELS)
    return Endings(
        slots,
        frozenset(vowels),
        {turned(soft): turned(hard) for soft, hard in RETURNS.items()},
        frozenset(turned(WHOLE).split()),
        re.compile(rf"([{vowels}].*[^{vowels}])[{turned(NARROW)}]([^{vowels}])$"),
    )


FOLDED = str.maketrans("әғқңөұүһі", "агкноуухи")
"""Kazakh letters, each to the Russian one that is typed for it where a keyboard lacks it."""

LETTERS = frozenset("әғқңөұүһі")

_OWN, _TYPED_WITHOUT = _endings({}), _endings(FOLDED)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word in small letters."""
    return _OWN.stem(word)


@lru_cache(maxsize=100_000)
def folded_stem(word: str) -> str:
    """The stem of a word that was folded, or typed without Kazakh letters: ``кыздар`` gives ``кыз``."""
    return _TYPED_WITHOUT.stem(word)
