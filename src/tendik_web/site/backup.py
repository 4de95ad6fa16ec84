"""One file with all that the platform keeps: the database and the stored files, without the secret key."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from tendik.errors import N_, BadInput, Message, Problem

DATABASE, CONTENTS = "tendik.sqlite3", "contents.json"
STORED = re.compile(r"files/([0-9a-f]{2})/([0-9a-f]{62})")
LEVEL = 3
"""Most of what is stored is compressed already."""


def pack(to: Path, database: sqlite3.Connection, var: Path, heads: Iterable[str]) -> int:
    """Write ``to`` and return how many stored files are in it. People may go on writing meanwhile.

    Parameters
    ----------
    to : Path
        A file that is not there yet; it is whole, or not there.
    database : sqlite3.Connection
        Copied as it stands at one moment.
    var : Path
        The folder with ``files``: they are written once and before their rows, so those taken
        after the database hold all that it names.
    heads : iterable of str
        The ends of the chains, read before the database is copied: the copy must hold them.
    """
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=f".{to.name}.") as folder:
        copy, draft = Path(folder) / DATABASE, Path(folder) / to.name
        target = sqlite3.connect(copy)
        database.backup(target)
        target.close()
        stored = sorted((var / "files").glob("??/" + "?" * 62))
        contents = {"database": _digest(copy), "files": len(stored), "heads": list(heads)}
        with (
            os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
            tarfile.open(fileobj=file, mode="w:gz", compresslevel=LEVEL) as archive,
        ):
            _put(archive, CONTENTS, json.dumps(contents, indent=1).encode())
            for path, name in [(copy, DATABASE), *((path, _name(path)) for path in stored)]:
                archive.add(path, name, filter=_anonymous)
        draft.rename(to)
    return len(stored)


def unpack(file: Path, database: Path, var: Path) -> list[str]:
    """Put back what :func:`pack` wrote, all or nothing, and return the ends of the chains it names.

    Raises
    ------
    tendik.errors.BadInput
        Something is there already, or the file is no whole backup.
    """
    log = database.with_name(f"{database.name}-wal")  # SQLite would take it for a part of what is restored
    for place in (database, log, var / "files"):
        if place.is_file() or (place.is_dir() and any(place.iterdir())):
            raise _wrong(
                "backup.not-empty",
                N_("There is data already: {place}. Restore into an empty folder, named by TENDIK_VAR."),
                place=str(place),
            )
    with tempfile.TemporaryDirectory(dir=var, prefix=".restore-") as folder:
        try:
            with tarfile.open(file, "r:gz") as archive:
                contents = _take(archive, Path(folder))
        except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError, KeyError) as reason:
            raise _wrong(
                "backup.broken",
                N_("{file} is not a whole backup of this platform. It says: {reason}"),
                file=str(file),
                reason=str(reason),
            ) from None
        if (Path(folder) / "files").exists():
            (Path(folder) / "files").replace(var / "files")
        shutil.move(Path(folder) / DATABASE, database)
    heads: list[str] = contents["heads"]
    return heads


def _take(archive: tarfile.TarFile, folder: Path) -> dict[str, Any]:
    """Write the members that a backup has into ``folder``, each measured against its digest."""
    contents: dict[str, Any] = {}
    met = 0
    for member, content in _files(archive):
        stored = STORED.fullmatch(member.name)
        if member.name == CONTENTS:
            contents = json.load(content)
            continue
        if not stored and member.name != DATABASE:
            raise ValueError(member.name)
        path = folder / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = _write(path, content, 0o440 if stored else 0o600)
        if digest != ("".join(stored.groups()) if stored else contents["database"]):
            raise ValueError(member.name)
        met += bool(stored)
    if met != contents["files"] or not (folder / DATABASE).exists():
        raise ValueError(f"{met}/{contents['files']}")
    return contents


def _files(archive: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, Any]]:
    for member in archive:
        content = archive.extractfile(member)
        if content is None or not member.isfile():
            raise ValueError(member.name)
        yield member, content


def _write(path: Path, content: BinaryIO, mode: int) -> str:
    """Copy ``content`` to a new file and return its digest."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())
    return _digest(path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(stored: Path) -> str:
    return "/".join(("files", *stored.parts[-2:]))


def _put(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the names of those who run the machine."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _wrong(code: str, template: str, **values: str) -> BadInput:
    return BadInput([Problem(Message(code, template, values))])
