"""The typeface has every letter of the region, in both of its forms."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tendik.charts import fonts

ALPHABETS = {
    "Kazakh": "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя",
    "Kyrgyz": "ҢңӨөҮү",
    "Tajik": "ҒғӢӣҚқӮӯҲҳҶҷ",
    "Turkmen": "ÇçÄäŽžŇňÖöŞşÜüÝý",
    "Uzbek": "OʻoʻGʻgʻʼЎўҒғҚқҲҳ",
    "signs": "₸№→←↑↓«»“”„’–—−…·×≥≤§%‰0123456789\u00a0\u202f",
}


@pytest.fixture(scope="module")
def page_font(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    fonts.make(folder)
    return folder / fonts.PAGE_FILE


@pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=ALPHABETS)
def test_every_letter_is_there(alphabet: str, page_font: Path):
    for file in (page_font, *fonts.font_files()):
        letters = TTFont(file).getBestCmap()
        assert [letter for letter in alphabet if ord(letter) not in letters] == [], file.name


def test_the_page_font_is_small_and_keeps_tabular_figures(page_font: Path):
    font = TTFont(page_font)
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "tnum" in features
    assert (font["fvar"].axes[0].minValue, font["fvar"].axes[0].maxValue) == (400, 700)
    assert page_font.stat().st_size < 60_000


def test_the_static_fonts_are_one_family_in_three_weights():
    fonts.make()
    found = {
        (font["OS/2"].usWeightClass, font["name"].getBestFamilyName())
        for font in map(TTFont, fonts.font_files())
    }
    assert found == {(400, "Onest"), (600, "Onest"), (700, "Onest")}


def test_what_is_made_is_not_made_again(page_font: Path):
    assert fonts.make(page_font.parent) == ()
