"""How to cite a promise: as a sentence, and for programs that manage references.

The page is Tendik's own, so Tendik is its author; where the promise was read stands beside it as a
work of its own, whose title names its author.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tendik.values import Source
from tendik_web.site.templatetags.tendik import show


@dataclass(frozen=True)
class Citation:
    """A page to be cited: of which country, what it says, from which source, where it stays, when it was read."""

    id: str
    country: str
    title: str
    state: str
    source: Source | None
    url: str
    read: date
    language: str

    @property
    def sentence(self) -> str:
        """The citation for a text."""
        cited = _("Tendik: “%(title)s” (%(country)s). %(state)s. %(url)s, read on %(day)s.") % {
            "country": self.country,
            "title": self.title,
            "state": self.state,
            "url": self.url,
            "day": show(self.read),
        }
        return f"{cited} {self._source}".strip()

    @property
    def note(self) -> str:
        """What a program keeps beside author and title: country, state and source."""
        return f"{self.country}. {self.state}. {self._source}".strip()

    @property
    def _source(self) -> str:
        if self.source is None:
            return ""
        named = [self.source.title, *([self.source.url] if self.source.url else [])]
        return _("Source of the record: %(source)s.") % {"source": ", ".join(named)}

    @property
    def ris(self) -> str:
        """The citation as RIS."""
        lines = {
            "TY": "ELEC",
            "AU": "Tendik",
            "TI": self.title,
            "N1": self.note,
            "PY": str(self.read.year),
            "Y2": self.read.strftime("%Y/%m/%d"),
            "UR": self.url,
            "LA": self.language,
            "ID": self.id,
            "ER": "",
        }
        return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines.items())

    @property
    def bibtex(self) -> str:
        """The citation as BibTeX."""
        fields = {
            "author": "{Tendik}",
            "title": "{" + _escaped(self.title) + "}",
            "note": _escaped(self.note),
            "year": str(self.read.year),
            "url": self.url,
            "urldate": self.read.isoformat(),
        }
        body = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items())
        return f"@misc{{tendik-{self.id},\n{body}\n}}\n"


def _escaped(text: str) -> str:
    """``text`` without what BibTeX would read as a command."""
    plain = "".join(" " if sign in "{}\\" else f"\\{sign}" if sign in "&%$#_" else sign for sign in text)
    return " ".join(plain.replace("~", "\\~{}").replace("^", "\\^{}").split())
