"""PDF: every object is looked at; what acts, hides or is signed is refused, what tells of its author goes."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from tendik_web.files.inside.embedded import without_metadata
from tendik_web.files.inside.polyglot import refuse_archive
from tendik_web.files.inside.refusal import Refused

ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
ACTS |= {"/Movie", "/Sound", "/GoToE"}
ATTACHES = {"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"}
TELLS = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
DEPTH = 100


def clean(content: bytes) -> tuple[str, bytes]:
    """The media type, and the document without its metadata."""
    refuse_archive(content)
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as document:
            if document.is_encrypted:
                raise Refused("locked")
            return "application/pdf", _written(document)
    except pikepdf.PasswordError as reason:
        raise Refused("locked") from reason
    except (pikepdf.PdfError, RuntimeError) as reason:  # a key cannot even be tried: it needs randomness
        raise Refused("locked" if b"/Encrypt" in content else "broken") from reason


def _written(document: pikepdf.Pdf) -> bytes:
    for whole in document.objects:
        for part in _parts(whole, 0):
            _check(part)
            for name in TELLS:
                if name in part:
                    del part[name]
        if isinstance(whole, pikepdf.Stream) and whole.get("/Filter") == pikepdf.Name.DCTDecode:
            whole.write(
                without_metadata(whole.read_raw_bytes()),
                filter=pikepdf.Name.DCTDecode,
                decode_parms=whole.get("/DecodeParms"),
            )
    if not document.pages:
        raise Refused("broken")
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    out = BytesIO()
    document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _parts(whole: object, depth: int) -> Iterator[pikepdf.Object]:
    """The dictionaries in an object: itself, and those written directly inside it."""
    if depth > DEPTH:
        raise Refused("broken")
    if isinstance(whole, pikepdf.Dictionary | pikepdf.Stream):
        yield whole
        inner = [value for _, value in whole.items()]
    elif isinstance(whole, pikepdf.Array):
        inner = list(whole)
    else:
        return
    for value in inner:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _parts(value, depth + 1)


def _check(part: pikepdf.Object) -> None:
    if "/JS" in part or "/XFA" in part or _name(part, "/S") in ACTS:
        raise Refused("acts")
    if (
        "/EF" in part
        or "/EmbeddedFiles" in part
        or "/Collection" in part
        or _name(part, "/Subtype") in ATTACHES
    ):
        raise Refused("attached")
    if _name(part, "/Type") == "/EmbeddedFile":
        raise Refused("attached")
    if "/ByteRange" in part or _name(part, "/Type") == "/Sig":
        raise Refused("signed")


def _name(part: pikepdf.Object, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""
