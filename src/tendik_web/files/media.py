"""The types of files that are taken, and how their names end."""

OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

ENDINGS = {
    "application/pdf": (".pdf",),
    OPEN_XML + "wordprocessingml.document": (".docx",),
    OPEN_XML + "spreadsheetml.sheet": (".xlsx",),
    OPEN_DOCUMENT + "text": (".odt",),
    OPEN_DOCUMENT + "spreadsheet": (".ods",),
    "text/csv": (".csv", ".tsv"),
    "text/plain": (".txt",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/webp": (".webp",),
}
"""Media type to the endings that go with it, the usual one first."""

ACCEPT = ",".join(ending for endings in ENDINGS.values() for ending in endings)
"""For the field in which a person chooses a file."""


def media_type(found: str, ending: str) -> str:
    """The type by content ``found``; only the name tells a table in a text from any other text."""
    return "text/csv" if found == "text/plain" and ending in ENDINGS["text/csv"] else found
