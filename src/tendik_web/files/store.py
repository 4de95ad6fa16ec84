"""Contents kept by their SHA-256, outside the database: written whole, never again, checked when read."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from django.conf import settings


class Damaged(Exception):
    """A content is not there, or is not what was stored."""


def put(content: bytes) -> str:
    """Keep ``content`` and return its digest; what is kept already is not written again.

    Raises
    ------
    Damaged
        What is kept under the digest is something else.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        try:
            _write(draft, content)
            # A link, unlike a renaming, cannot replace what another process has just put there.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink(missing_ok=True)
        _settle(path.parent)
    open_checked(digest).close()
    return digest


def open_checked(digest: str) -> BinaryIO:
    """The content with that digest, from its beginning, after it was read through and found whole.

    Raises
    ------
    Damaged
        It is not there, or it is not what was stored.
    """
    try:
        file = _path(digest).open("rb")
    except OSError as reason:
        raise Damaged(digest) from reason
    if hashlib.file_digest(file, "sha256").hexdigest() != digest:
        file.close()
        raise Damaged(digest)
    file.seek(0)
    return file


def _path(digest: str) -> Path:
    return Path(settings.VAR) / "files" / digest[:2] / digest[2:]


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Have the name of a new file survive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
