"""Metadata of a picture inside a document: cut out without decoding it, since the document places it."""

from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
    }
)
JPEG = b"\xff\xd8"
SCAN, ALONE = 0xDA, (0x01, *range(0xD0, 0xD8))
TOLD = (0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE)
"""Segments that tell about the picture: all of applications but JFIF, colour profile and Adobe; comments."""


def without_metadata(content: bytes) -> bytes:
    """``content`` without EXIF, XMP and comments, if it is PNG or JPEG; else as it is."""
    try:
        if content.startswith(PNG):
            return PNG + b"".join(_png(content))
        if content.startswith(JPEG):
            return JPEG + b"".join(_jpeg(content))
    except IndexError:  # cut short: the document shows it as it can
        return content
    return content


def _png(content: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at < len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if end > len(content):
            raise IndexError(end)
        if content[at + 4 : at + 8] in PNG_KEPT:
            yield content[at:end]
        at = end


def _jpeg(content: bytes) -> Iterator[bytes]:
    at = len(JPEG)
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker == SCAN:
            yield content[at:]
            return
        if marker in ALONE or marker == 0xFF:
            end = at + (1 if marker == 0xFF else 2)
        else:
            end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker not in TOLD:
            yield content[at:end]
        at = end
    raise IndexError(at)
