"""What a page weighs, and what it must never carry."""

import re
from pathlib import Path

import pytest

import tendik_web.site

STATIC = Path(tendik_web.site.__file__).parent / "static" / "tendik"


def test_styles_and_script_stay_small():
    assert sum(sheet.stat().st_size for sheet in (STATIC / "css").glob("*.css")) < 20_000
    assert (STATIC / "tendik.js").stat().st_size < 4_000


def test_every_sheet_is_linked(client):
    answer = client.get("/en/components/").content.decode()
    for sheet in (STATIC / "css").glob("*.css"):
        assert f"tendik/css/{sheet.name}" in answer


@pytest.mark.parametrize("path", ["/kk/components/", "/kk/nowhere/"])
def test_no_style_and_no_script_stands_in_the_page(client, path):
    answer = client.get(path).content.decode()
    assert " style=" not in answer
    assert "<style" not in answer
    assert answer.count("<script") == answer.count("<script ") == 2
    assert all(" src=" in tag.split(">")[0] for tag in answer.split("<script")[1:])
    assert not re.search(r'(src|<link[^>]* href)="(https?:)?//', answer)
