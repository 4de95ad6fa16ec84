"""The one typeface, made at set-up from the package ``fontpkg-onest``.

``python -m tendik.charts.fonts [FOLDER]`` writes static TTF files for charts and
documents beside this module and, when ``FOLDER`` is given, one variable WOFF2 for
pages into it. The renderer of charts silently drops text set in WOFF2, and document
tools mistreat variable fonts: hence two forms of one font.
"""

from __future__ import annotations

import sys
from pathlib import Path

FAMILY = "Onest"
WEIGHTS = (400, 600, 700)
FOLDER = Path(__file__).parent / "fonts"
PAGE_FILE = "onest.woff2"

UNICODES = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1, Latin Extended-A: Turkmen ň ş ž, Uzbek in Latin
    0x1E9E,
    0x2BB,  # ʻ of Uzbek
    0x2BC,  # ʼ
    *range(0x400, 0x530),  # Cyrillic and its supplement: Kazakh, Kyrgyz, Tajik, Uzbek
    *range(0x2010, 0x2028),  # dashes, quotation marks, bullet, ellipsis
    0x202F,  # the narrow space of CLDR's numbers
    *range(0x2030, 0x203B),
    0x20B8,  # ₸
    0x2116,  # №
    *range(0x2190, 0x219A),  # arrows
    0x2212,
    0x2248,
    0x2260,
    0x2264,
    0x2265,
    0x2713,
)


def font_files() -> tuple[Path, ...]:
    """The static TTF files, one a weight, whether they are made yet or not."""
    return tuple(FOLDER / f"{FAMILY}-{weight}.ttf" for weight in WEIGHTS)


def make(pages: Path | None = None) -> tuple[Path, ...]:
    """Make the fonts that are not there yet.

    Parameters
    ----------
    pages : Path, optional
        Folder for the WOFF2 of pages; without it only charts are served.

    Returns
    -------
    tuple of Path
        The files made by this call; empty when everything was there.
    """
    made = []
    for weight, file in zip(WEIGHTS, font_files(), strict=True):
        if not file.exists():
            _instance(weight, file)
            made.append(file)
    if pages is not None and not (pages / PAGE_FILE).exists():
        _subset(pages / PAGE_FILE)
        made.append(pages / PAGE_FILE)
    return tuple(made)


def _source() -> Path:
    import fontpkg_onest

    return next((Path(fontpkg_onest.ROOT) / "files").glob("*.ttf"))


def _instance(weight: int, file: Path) -> None:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
    from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

    # updateFontNames keeps "Onest" as the typographic family of every weight: that is
    # the name by which the renderer looks for a weight.
    font = instantiateVariableFont(TTFont(_source()), {"wght": weight}, updateFontNames=True)
    _write(font, file)


def _subset(file: Path) -> None:
    from fontTools import subset  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = instantiateVariableFont(TTFont(_source()), {"wght": (400, 700)})
    options = subset.Options(flavor="woff2", layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "tnum"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    font.flavor = "woff2"
    _write(font, file)


def _write(font: object, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    font.save(part)  # type: ignore[attr-defined]
    part.replace(file)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
