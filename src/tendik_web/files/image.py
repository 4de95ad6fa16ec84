"""A file as the history keeps it: not its name, which may name a person and could never be taken back."""

from __future__ import annotations

from typing import Any

from tendik_web.files.models import File


def image(file: File) -> dict[str, Any]:
    """Digests, size, type, and where the file belongs."""
    return {
        "digest": file.digest,
        "original_digest": file.original_digest,
        "size": file.size,
        "media_type": file.media_type,
        "country": file.country_id,
        "body": file.body_id,
        "record": file.record,
        "withdrawn": file.withdrawn,
    }
