"""How to cite a promise: as a sentence, and for programs that manage references."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tendik_web.site.templatetags.tendik import show


@dataclass(frozen=True)
class Citation:
    """A page to be cited: whose it is, what it says, where it stays, and when it was read."""

    id: str
    country: str
    title: str
    state: str
    url: str
    read: date
    language: str

    @property
    def sentence(self) -> str:
        """The citation for a text."""
        return _("%(country)s: “%(title)s”. %(state)s. Tendik, %(url)s, read on %(day)s.") % {
            "country": self.country,
            "title": self.title,
            "state": self.state,
            "url": self.url,
            "day": show(self.read),
        }

    @property
    def ris(self) -> str:
        """The citation as RIS."""
        lines = {
            "TY": "ELEC",
            "AU": self.country,
            "TI": self.title,
            "N1": self.state,
            "PB": "Tendik",
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
            "author": "{" + _escaped(self.country) + "}",
            "title": "{" + _escaped(self.title) + "}",
            "note": _escaped(self.state),
            "publisher": "Tendik",
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
