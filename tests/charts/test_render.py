"""Pictures show their letters, carry our words, and stand under a strict security policy."""

import struct
import xml.etree.ElementTree as ElementTree
import zlib

import altair
import pytest

from tendik.charts.render import Picture, picture

SVG = "{http://www.w3.org/2000/svg}"


def sentence(text: str, *, size: int = 40, weight: int = 400) -> Picture:
    mark = altair.Chart(altair.InlineData(values=[{"text": text}]))
    chart = mark.mark_text(fontSize=size, fontWeight=weight).encode(
        x=altair.value(200), y=altair.value(40), text="text:N"
    )
    return picture(chart.properties(width=400, height=80), title="Title", description="Description")


def pixels(png: bytes) -> list[bytes]:
    """The lines of an 8-bit RGBA picture, unfiltered (PNG, third edition, section 9)."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (8, 6)
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw, lines, before = zlib.decompress(data), [], bytes(width * 4)
    for row in range(height):
        kind, line = raw[row * (width * 4 + 1)], bytearray(raw[row * (width * 4 + 1) + 1 :][: width * 4])
        for i in range(len(line)):
            left, up, corner = line[i - 4] if i > 3 else 0, before[i], before[i - 4] if i > 3 else 0
            guess = left + up - corner
            nearest = min((left, up, corner), key=lambda value: abs(guess - value))
            line[i] = (line[i] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
        before = bytes(line)
        lines.append(before)
    return lines


def ink(png: bytes) -> int:
    """How many pixels are dark."""
    return sum(line[i] < 128 for line in pixels(png) for i in range(0, len(line), 4))


def glyphs(text: str) -> bytes:
    """The picture of ``text``: equal pictures are equal files."""
    return sentence(text).png(scale=1)


def test_kazakh_letters_are_drawn_and_not_boxes():
    drawn = glyphs("Әйелдер құқығы")
    assert drawn != glyphs("\U000e0fff" * 14)
    assert drawn != glyphs("          ")
    for letter in "Әқұығ":
        others = {glyphs(other) for other in ("\U000e0fff", "\ue000", "Э" if letter == "Ә" else "Ә")}
        assert glyphs(letter) not in others


def test_each_weight_has_a_face_of_its_own():
    light, middle, bold = (
        ink(sentence("Әйелдер құқығы", weight=weight).png(scale=1)) for weight in (400, 600, 700)
    )
    assert light < middle < bold


def test_the_name_and_description_are_ours_and_escaped():
    drawn = sentence("x")
    tree = ElementTree.fromstring(Picture(drawn.specification, "Әйел & <ер>", "«d»").svg)  # noqa: S314 - our own
    title, description = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
    assert (title.text, description.text) == ("Әйел & <ер>", "«d»")
    assert tree.get("role") == "img"
    assert (tree.get("aria-labelledby"), tree.get("aria-describedby")) == (
        title.get("id"),
        description.get("id"),
    )


def test_nothing_in_it_needs_an_exception_from_the_policy_or_speaks_english():
    tree = ElementTree.fromstring(sentence("x").svg)  # noqa: S314 - our own
    names = {name for element in tree.iter() for name in element.attrib}
    assert "style" not in names
    assert not any(name.startswith("on") for name in names)
    assert "aria-roledescription" not in names
    assert not {f"{SVG}style", f"{SVG}script"} & {element.tag for element in tree.iter()}


def test_text_that_is_shown_cannot_become_markup():
    tree = ElementTree.fromstring(sentence("<script>alert(1)</script>").svg)  # noqa: S314 - our own
    assert f"{SVG}script" not in {element.tag for element in tree.iter()}
    assert "<script>alert(1)</script>" in "".join(tree.itertext())


def test_the_download_has_title_and_source_on_white():
    plain, named = sentence("x").png(), sentence("x").png(source="Орталық сайлау комиссиясы, 2023")
    assert ink(named) > ink(plain) > 0
    assert pixels(plain)[0][:4] == b"\xff\xff\xff\xff"


def test_no_renderer_means_an_error_and_no_half_picture():
    with pytest.raises(ValueError, match="conversion failed"):
        _ = Picture('{"mark": "nothing"}', "t", "d").svg
