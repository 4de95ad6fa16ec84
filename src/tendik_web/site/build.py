"""What a tree of sources lacks: the compiled texts, and the letters of pages."""

from __future__ import annotations

from pathlib import Path

SITE = Path(__file__).parent


def build() -> None:
    """Make what is not there yet. Called before Django is set up, which reads the texts once."""
    fonts = SITE / "static" / "tendik" / "fonts"
    if not any(SITE.glob("locale/*/LC_MESSAGES/*.mo")):
        from tendik_web.site import strings

        strings.compile_all()
    if not any(fonts.glob("*.woff2")):
        from tendik.charts.fonts import make

        make(fonts)
