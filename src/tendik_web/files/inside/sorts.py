"""The sort of a file by its first bytes, and the module that opens it."""

SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "pictures"),
    (b"\xff\xd8\xff", "pictures"),
    (b"RIFF", "pictures"),
    (b"PK\x03\x04", "packages"),
)
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def sort_of(content: bytes) -> str:
    """The name of the module beside this one that opens ``content``.

    A text has no signature: it is what holds no zero byte, or begins with the mark of UTF-16.
    """
    for signature, module in SIGNATURES:
        if content.startswith(signature) and (signature != b"RIFF" or content[8:12] == b"WEBP"):
            return module
    if content.startswith(UTF16) or b"\0" not in content:
        return "text"
    return "unknown"
