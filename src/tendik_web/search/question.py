"""What somebody typed, as something to look up.

A document answers when it has every word: as typed, or by a stem. The better it answers,
the higher its tier:

1. every word as typed, in a title
2. every word in a title
3. every word as typed
4. every word

A question is built of words, each a choice of tokens; tokens hold only letters, digits and
``·``, so whatever was typed cannot become syntax of a database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tendik.errors import N_, BadInput, Message, Problem
from tendik_web.search.normal import JOIN, forms, words

MOST_CHARACTERS = 300
MOST_WORDS = 12
SHORTEST_BEGINNING = 3
"""Fewer letters begin a word in half of all documents: that says nothing, and takes long."""

_CONNECTING = (
    "және мен пен бен үшін туралы бойынша арқылы и в во на с со по о об от до для из к за при или "
    "the a an of and in on for to by with or"
)
CONNECTING = frozenset(_CONNECTING.split())
"""Words that join others: they are not asked for where there is any other."""


@dataclass(frozen=True)
class Token:
    """A token, or every token that begins with it."""

    text: str
    begins: bool = False


Word = tuple[Token, ...]
"""A choice of tokens: one of them must be there."""


@dataclass(frozen=True)
class Lookup:
    """Documents that have every one of ``words`` and answer none of ``without``."""

    words: tuple[Word, ...]
    without: tuple[Lookup, ...] = ()

    def fts5(self) -> str:
        """This in the syntax of SQLite's FTS5."""
        every = " AND ".join(f"({' OR '.join(_quoted_fts5(token) for token in word)})" for word in self.words)
        return f"({every})" + "".join(f" NOT ({other.fts5()})" for other in self.without)

    def tsquery(self) -> str:
        """This in the syntax of PostgreSQL's ``tsquery``."""
        every = " & ".join(f"({' | '.join(_quoted_tsquery(token) for token in word)})" for word in self.words)
        return f"({every})" + "".join(f" & !({other.tsquery()})" for other in self.without)


@dataclass(frozen=True)
class Question:
    """The words asked for; the last may be the beginning of one."""

    words: tuple[str, ...]
    unfinished: bool = False

    @cached_property
    def tiers(self) -> tuple[Lookup, ...]:
        """The four lookups, each without what those before it found."""
        exact_title = Lookup(tuple(map(_in_title, self._exact)))
        title = Lookup(tuple(map(_in_title, self._any)))
        exact = Lookup(tuple(map(_anywhere, self._exact)))
        return (
            exact_title,
            Lookup(title.words, (exact_title,)),
            Lookup(exact.words, (title,)),
            Lookup(self.whole.words, (title, exact)),
        )

    @cached_property
    def whole(self) -> Lookup:
        """Everything that answers, of whatever tier."""
        return Lookup(tuple(map(_anywhere, self._any)))

    def matches(self, tokens: Sequence[str]) -> bool:
        """Whether a word of a text, given by its tokens, is one that was asked for."""
        return any(
            token.startswith(asked.text) if asked.begins else token == asked.text
            for word in self._any
            for asked in word
            for token in tokens
        )

    @cached_property
    def _exact(self) -> list[Word]:
        return [(Token(word),) for word in self.words]

    @cached_property
    def _any(self) -> list[Word]:
        found = [(Token(word), *(Token(stem) for stem in forms(word))) for word in self.words]
        if self.unfinished and len(self.words[-1]) >= SHORTEST_BEGINNING:
            found[-1] = (*found[-1], Token(self.words[-1], begins=True))
        return found


def ask(typed: str, *, typing: bool = False) -> Question:
    """The question that ``typed`` puts; without words, one that nothing answers.

    Parameters
    ----------
    typing : bool
        Somebody is still typing: unless a space ends it, the last word may go on.

    Raises
    ------
    tendik.errors.BadInput
        There are more characters, or more words, than a search takes.
    """
    if len(typed) > MOST_CHARACTERS:
        raise _too_long(
            "search.characters",
            N_(
                "The search has {found} characters; at most {most} fit. Write the few words that matter most."
            ),
            len(typed),
            MOST_CHARACTERS,
        )
    every = list(dict.fromkeys(words(typed)))
    unfinished = typing and bool(every) and not typed[-1:].isspace()
    last = every[-1:] if unfinished else []
    asked = [word for word in every if word not in CONNECTING or word in last] or every
    if len(asked) > MOST_WORDS:
        raise _too_long(
            "search.words",
            N_("The search has {found} words; at most {most} fit. Write the few words that matter most."),
            len(asked),
            MOST_WORDS,
        )
    return Question(tuple(asked), unfinished)


def _too_long(code: str, template: str, found: int, most: int) -> BadInput:
    return BadInput([Problem(Message(code, template, {"found": found, "most": most}), column="q")])


def _in_title(word: Word) -> Word:
    return tuple(Token(JOIN + token.text, token.begins) for token in word)


def _anywhere(word: Word) -> Word:
    return word + _in_title(word)


def _quoted_fts5(token: Token) -> str:
    return f'"{token.text}"{" *" if token.begins else ""}'


def _quoted_tsquery(token: Token) -> str:
    return f"'{token.text}'{':*' if token.begins else ''}"
