"""A ZIP archive within bounds: to a dictionary of its members, and back with nothing but them.

What the directory declares is added up before anything is inflated, and no more is inflated than
was declared: a bomb costs no memory.
"""

import zipfile
import zlib
from io import BytesIO

from tendik_web.files.inside.polyglot import END_OF_ARCHIVE, END_SIZE
from tendik_web.files.inside.refusal import Refused

MEMBERS = 5_000
INFLATED = 150_000_000
RATIO = 200
SMALL = 50_000
"""Documents shrink about tenfold; below this many packed bytes the ratio says nothing."""

EPOCH = (1980, 1, 1, 0, 0, 0)

Package = dict[str, bytes]


def unpack(content: bytes) -> Package:
    """The members of an archive, in its order."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _bounded(members, len(content))
            _alone(content, members)
            return {member.filename: _read(archive, member) for member in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as reason:
        raise Refused("broken") from reason


def pack(package: Package) -> bytes:
    """An archive of the members alone: the same members, the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in package.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.create_system = 0
            # The type of an OpenDocument stands first and is not compressed, so that it can be seen.
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


def _bounded(members: list[zipfile.ZipInfo], size: int) -> None:
    declared = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if (
        len(members) > MEMBERS
        or declared > INFLATED
        or packed > size
        or declared > RATIO * max(packed, SMALL)
    ):
        raise Refused("bomb")
    if any(member.file_size > RATIO * max(member.compress_size, SMALL) for member in members):
        raise Refused("bomb")
    if any(member.flag_bits & 1 for member in members):
        raise Refused("locked")
    names = [member.filename.casefold() for member in members]
    if len(set(names)) < len(names) or any(map(_leads_out, names)):
        raise Refused("broken")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name.split("/")[0]


def _alone(content: bytes, members: list[zipfile.ZipInfo]) -> None:
    """The archive begins where the file begins, and ends where it ends."""
    end = content.rfind(END_OF_ARCHIVE)
    comment = int.from_bytes(content[end + 20 : end + 22], "little")
    if min((member.header_offset for member in members), default=0) or end + END_SIZE + comment != len(
        content
    ):
        raise Refused("two-files")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("broken")
    with archive.open(member) as stream:
        content = stream.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise Refused("bomb")
    return content
