"""From a Vega-Lite specification to SVG for pages and PNG for downloads."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from typing import Any

from tendik.values import canonical, digest

INK = "#17212B"
SECONDARY = "#4A5763"
SERIES = ("#0B5A6F", "#C77700", "#7A4E9E", "#3E8F5A")
GREY = "#6B7680"

# The renderer names its groups in English for screen readers and hands every mark a
# class; the picture has one name of its own, in the reader's language.
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_SIZE = re.compile(r'<svg [^>]*width="(?P<width>\d+)" height="(?P<height>\d+)"[^>]*>')


@dataclass(frozen=True)
class Picture:
    """A chart with its name and description in the reader's language.

    ``specification`` is the canonical JSON of a Vega-Lite chart: two equal pictures are
    drawn once.
    """

    specification: str
    title: str
    description: str

    @property
    def svg(self) -> str:
        """The picture as SVG to be put into a page: it scales to the width it is given.

        It carries no ``style`` attribute and no script, so that it stands under a strict
        content security policy; its text takes the font of the page.
        """
        name = f"picture-{digest([self.specification, self.title, self.description])}"
        drawing = _ARIA.sub("", _draw(self.specification))
        size = _SIZE.match(drawing)
        if size is None:
            raise ValueError("The renderer gave something that is not an SVG picture.")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" '
            f'aria-labelledby="{name}-t" aria-describedby="{name}-d" '
            f'viewBox="0 0 {size["width"]} {size["height"]}">'
            f'<title id="{name}-t">{escape(self.title)}</title>'
            f'<desc id="{name}-d">{escape(self.description)}</desc>'
            f"{drawing[size.end() :]}"
        )

    def png(self, *, source: str = "", scale: float = 2) -> bytes:
        """The picture as PNG on white, with its title above and ``source`` below the title."""
        return _paint(self.specification, self.title, source, scale)


def picture(chart: Any, *, title: str, description: str) -> Picture:
    """``chart``, an Altair chart, as a :class:`Picture` in the house style."""
    return Picture(_specification(chart, None), title, description)


def paint(chart: Any) -> bytes:
    """``chart`` in the house style as PNG on white, of exactly its own size."""
    return _exact(_specification(chart, "white"))


def _specification(chart: Any, background: str | None) -> str:
    from tendik.charts.fonts import FAMILY

    specification = chart.to_dict()
    specification["autosize"] = {"type": "none"}
    specification["padding"] = 0
    specification["background"] = background
    specification["config"] = {"aria": False, "font": FAMILY, "view": {"stroke": None}}
    specification.pop("usermeta", None)
    return canonical(specification)


@cache
def _renderer() -> Any:
    import vl_convert

    from tendik.charts.fonts import FOLDER, make

    make()
    vl_convert.register_font_directory(str(FOLDER))
    return vl_convert


@lru_cache(maxsize=512)
def _draw(specification: str) -> str:
    return str(_renderer().vegalite_to_svg(specification))


@lru_cache(maxsize=64)
def _paint(specification: str, title: str, source: str, scale: float) -> bytes:
    import json

    chart = json.loads(specification)
    chart["background"] = "white"
    chart["padding"] = 24
    chart["autosize"] = {"type": "pad"}
    columns = max(24, chart["width"] // 11)
    chart["title"] = {
        "text": textwrap.wrap(title, columns),
        "subtitle": textwrap.wrap(source, columns * 5 // 4),
        "anchor": "start",
        "fontSize": 20,
        "fontWeight": 600,
        "color": INK,
        "subtitleColor": SECONDARY,
        "subtitleFontSize": 14,
        "subtitlePadding": 8,
        "offset": 8,
    }
    return bytes(_renderer().vegalite_to_png(json.dumps(chart), scale=scale))


@lru_cache(maxsize=64)
def _exact(specification: str) -> bytes:
    return bytes(_renderer().vegalite_to_png(specification, scale=1))
