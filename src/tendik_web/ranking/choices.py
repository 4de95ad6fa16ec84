"""The fields that several pages ask with: which economy, which edition."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tendik_web.countries.registry import Country
from tendik_web.ranking.answer import Edition, edition, editions
from tendik_web.ranking.asked import Asked
from tendik_web.ranking.names import alphabetical, name


def of_edition(asked: Asked, *, inputs: bool = False) -> Edition:
    """The edition asked for; the latest without a question."""
    years = editions(inputs=inputs)
    hint = _("Editions whose indicators are here") if inputs else ""
    return edition(asked.choice("edition", _("Edition"), [(one, one) for one in years], years[0], hint=hint))


def of_economy(asked: Asked, country: Country, known: list[str]) -> str:
    """The economy asked for; without a question that of the page's country, or the first."""
    codes = alphabetical({*known, country.iso3})
    return asked.choice("economy", _("Economy"), [(code, name(code)) for code in codes], country.iso3)


def of_scored(asked: Asked, country: Country, shown: Edition) -> str:
    """As :func:`of_economy`, of those that have a score from their indicators."""
    assert shown.scores is not None  # noqa: S101  (only editions with indicators are asked for)
    codes = alphabetical(shown.scores)
    default = country.iso3 if country.iso3 in shown.scores else codes[0]
    return asked.choice("economy", _("Economy"), [(code, name(code)) for code in codes], default)
