"""The archive that an XLSX file is, opened within bounds.

What the directory of the archive declares is added up before anything is inflated,
and what is inflated is bounded by what was declared: a bomb costs no memory.
"""

from __future__ import annotations

import zipfile

from tendik.errors import N_, BadInput, Message, Problem

MAX_MEMBERS = 1_000
MAX_INFLATED = 30_000_000
MAX_RATIO = 300
"""Spreadsheets shrink about tenfold, very repetitive ones a hundredfold."""


def bad(name: str, message: Message) -> BadInput:
    """An error of one problem with the whole file."""
    return BadInput([Problem(message, name)])


def broken(name: str) -> BadInput:
    """The archive cannot be read."""
    return bad(
        name,
        Message(
            "table.broken-archive",
            N_("The workbook is damaged and cannot be opened. Save it again as XLSX, or as CSV."),
        ),
    )


def bomb(name: str) -> BadInput:
    """The archive would swell."""
    return bad(
        name,
        Message(
            "table.bomb",
            N_(
                "Unpacked, the workbook would be far larger than a table of names or votes. "
                "Leave only the table in it."
            ),
        ),
    )


def locked(name: str) -> BadInput:
    """The archive is encrypted."""
    return bad(
        name,
        Message("table.locked", N_("The workbook is protected by a password. Save it without one.")),
    )


def unpack(name: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts of a workbook that cells depend on, inflated within bounds."""
    members = archive.infolist()
    declared = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS or declared > MAX_INFLATED or declared > MAX_RATIO * max(packed, 10_000):
        raise bomb(name)
    if any(member.flag_bits & 1 for member in members):
        raise locked(name)
    if "xl/workbook.xml" not in {member.filename for member in members}:
        message = Message(
            "table.not-workbook",
            N_("This archive is not an XLSX workbook. Save the table as XLSX or CSV."),
        )
        raise bad(name, message)
    parts = {}
    for member in members:
        if _holds_cells(member.filename):
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise broken(name)
            with archive.open(member) as stream:
                # Asking for so much and no more keeps zipfile from inflating what was not declared.
                parts[member.filename] = stream.read(member.file_size + 1)
    return parts


def _holds_cells(path: str) -> bool:
    return path == "[Content_Types].xml" or (
        path.endswith((".xml", ".rels"))
        and path.startswith(
            ("_rels/", "xl/workbook", "xl/_rels/", "xl/worksheets/", "xl/sharedStrings", "xl/styles")
        )
    )
