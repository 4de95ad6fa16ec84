"""Strings in three languages: gather, check and compile the catalogues without GNU gettext.

``python -m tendik_web.site.strings update | check | compile``

Two catalogues. ``tendik`` holds the sentences of the engines: what stands in ``N_("…")``
and, under ``tendik``, in ``say("…")``. ``django`` holds the words of the pages. English is the
language of the keys, so it has no catalogue. Plural forms are avoided by wording.
"""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize
from django.utils.translation.trans_null import gettext_noop

import tendik
import tendik_web
from tendik import laws

ENGINES = Path(tendik.__file__).parent
PAGES = Path(tendik_web.__file__).parent
LANGUAGES = ("kk", "ru")

DJANGO_STRINGS = (
    gettext_noop("This field is required."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("No file was submitted. Check the encoding type on the form."),
    gettext_noop("No file was submitted."),
    gettext_noop("The submitted file is empty."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a number."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid value."),
    gettext_noop("Null characters are not allowed."),
)
"""What Django itself says to a reader; its own catalogues lack some of it."""

PAGE_CALLS = ("_", "gettext", "gettext_lazy", "gettext_noop")
OWN_NOOP = re.compile(r"gettext_noop as N_")

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@dataclass(frozen=True)
class Domain:
    """A catalogue: its name and the folder of its languages."""

    name: str
    locale: Path

    def file(self, language: str) -> Path:
        """The catalogue of ``language``, as translators edit it."""
        return self.locale / language / "LC_MESSAGES" / f"{self.name}.po"


SENTENCES = Domain("tendik", ENGINES / "locale")
WORDS = Domain("django", PAGES / "site" / "locale")
DOMAINS = (SENTENCES, WORDS)


def gather(domain: Domain) -> Catalog:
    """All strings of the code and the templates that belong to ``domain``, with their files."""
    catalogue = Catalog(domain=domain.name)
    for root in (ENGINES, PAGES):
        for path in sorted(root.rglob("*.py")):
            code = path.read_text("utf-8")
            for message in in_code(code, _calls(domain, root, code)):
                catalogue.add(message, locations=[_place(path)])
    if domain.name == WORDS.name:
        for path in _templates():
            for message in in_template(path.read_text("utf-8")):
                catalogue.add(message, locations=[_place(path)])
    else:
        for reference in articles():
            catalogue.add(reference, locations=[("tendik/laws/data", 0)])
    return catalogue


def articles() -> list[str]:
    """How the built-in laws name their articles, as the engines write it."""
    found = {rule.article for name in laws.available() for law in laws.history(name) for rule in law.rules}
    return sorted(found)


@cache
def in_code(code: str, calls: tuple[str, ...]) -> tuple[str, ...]:
    """The strings in ``calls`` of a module, those inside f-strings included."""
    return tuple(message for node in ast.walk(ast.parse(code)) for message in _marked(node, calls))


def _marked(node: ast.AST, calls: tuple[str, ...]) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(message)), *_]) if name in calls:
            yield message


@cache
def in_template(template: str) -> tuple[str, ...]:
    """The strings of ``translate`` and ``blocktranslate`` in a template."""
    code = BytesIO(templatize(template).encode())
    found = extract("python", code, {"gettext": None, "_": None}, (), {"encoding": "utf-8"})
    return tuple(message for _, message, _, _ in found if isinstance(message, str) and message)


def _calls(domain: Domain, root: Path, code: str) -> tuple[str, ...]:
    """The calls in a module whose strings ``domain`` holds.

    ``N_`` marks sentences of messages, unless the module says that it is Django's.
    """
    words_too = bool(OWN_NOOP.search(code))
    if domain.name == WORDS.name:
        return (*PAGE_CALLS, "N_") if words_too else PAGE_CALLS if root == PAGES else ()
    return ("say",) * (root == ENGINES) + ("N_",) * (not words_too)


def _place(path: Path) -> tuple[str, int]:
    return path.relative_to(PAGES.parent).as_posix(), 0


def _templates() -> list[Path]:
    return sorted(path for path in PAGES.rglob("*.html") if "templates" in path.parts)


def load(path: Path, domain: Domain, language: str) -> Catalog:
    """The catalogue in ``path``, empty where there is none."""
    if not path.exists():
        return Catalog(locale=language, domain=domain.name)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=domain.name)


def update() -> None:
    """Put new strings into every catalogue, untranslated, and drop those that are gone."""
    for domain in DOMAINS:
        gathered = gather(domain)
        for language in LANGUAGES:
            old = load(domain.file(language), domain, language)
            new = Catalog(locale=language, domain=domain.name, fuzzy=False)
            for message in gathered:
                if message.id:
                    known = old.get(message.id)
                    new.add(
                        message.id,
                        known.string if known else "",
                        message.locations,
                        known.flags - {"python-format", "python-brace-format"} if known else (),
                    )
            _write(new, domain.file(language))


def _write(catalogue: Catalog, path: Path) -> None:
    out = BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=True)
    # A header without dates: two runs over the same code give the same file.
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(language=catalogue.locale) + out.getvalue().decode(), "utf-8")


def check() -> list[str]:
    """Everything wrong with the catalogues and the templates, one line each."""
    faults = []
    for domain in DOMAINS:
        gathered = gather(domain)
        for language in LANGUAGES:
            path = domain.file(language)
            place = f"{path.relative_to(domain.locale.parent)} ({language})"
            faults += [f"{place}: {fault}" for fault in compare(gathered, load(path, domain, language))]
    for path in _templates():
        faults += [
            f"{path.relative_to(PAGES)}: not translated: {text!r}"
            for text in bare_text(path.read_text("utf-8"))
        ]
    return faults


def compare(gathered: Catalog, translated: Catalog) -> Iterator[str]:
    """What ``translated`` lacks, leaves open, gets wrong, or holds in vain."""
    for message in gathered:
        if not message.id:
            continue
        found = translated.get(message.id)
        if found is None or not found.string:
            yield f"missing: {message.id!r}"
        elif found.fuzzy:
            yield f"fuzzy: {message.id!r}"
        elif fields(str(found.string)) != fields(str(message.id)):
            yield f"other fields than the English: {found.string!r}"
    for message in translated:
        if message.id and gathered.get(message.id) is None:
            yield f"obsolete: {message.id!r}"
    for message in translated.obsolete.values():
        yield f"obsolete: {message.id!r}"


def fields(text: str) -> frozenset[str]:
    """The ``{fields}`` and ``%(fields)s`` of a string."""
    percent = re.findall(r"%\((\w+)\)[sd]", text)
    try:
        braces = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        braces = ["malformed"]
    return frozenset([f"%{name}" for name in percent] + [f"{{{name}" for name in braces])


NAMES = {"Tendik", "CSV", "JSON", "PDF", "PNG", "XLSX"}
SPOKEN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title"}
_BLOCK = re.compile(r"{%\s*(blocktrans\w*|comment)\b.*?{%\s*end\1\s*%}", re.DOTALL)
_CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


def bare_text(template: str) -> list[str]:
    """Words that a reader would see and that no translation reaches."""
    parser = _Seen()
    parser.feed(_CODE.sub("", _BLOCK.sub("", template)))
    return [text for text in parser.seen if set(_WORD.findall(text)) - NAMES]


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag in ("script", "style")
        self.seen += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, _tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.seen.append(data.strip())


def compile_all() -> None:
    """Write the binary form that programs read, where it is older than the text."""
    for domain in DOMAINS:
        for language in LANGUAGES:
            source = domain.file(language)
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            with target.open("wb") as file:
                write_mo(file, load(source, domain, language))


def main(arguments: Iterable[str]) -> int:
    """Run one of the three verbs; the exit status is 1 if ``check`` found faults."""
    match list(arguments):
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["check"]:
            faults = check()
            sys.stdout.write("".join(f"{fault}\n" for fault in faults))
            return 1 if faults else 0
        case _:
            sys.stderr.write("Usage: python -m tendik_web.site.strings update | check | compile\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
