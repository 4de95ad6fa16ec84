"""The text files of BAZI, the apportionment program of the University of Augsburg.

A file is a series of sections, ``=NAME= content``, in German or English: title,
methods, names of the columns, seats, data and an end mark; with districts, seats and
data follow each district. Text in, text out; files are read and written at the edge.
"""

from __future__ import annotations

from tendik.exchange.bazi_reading import Reader
from tendik.exchange.bazi_values import METHODS, BaziFile, District, ListRow

__all__ = ["METHODS", "BaziFile", "District", "ListRow", "read_bazi", "write_bazi"]


def read_bazi(text: str, file: str | None = None) -> BaziFile:
    """Read a BAZI file.

    Parameters
    ----------
    text : str
        The whole file.
    file : str, optional
        Its name, for the problems.

    Raises
    ------
    BadInput
        Every section, method, condition, number or line that is not understood,
        by line, and what is missing. Nothing is guessed and nothing left out but the
        sections that only concern BAZI's own output and encoding.
    """
    reader = Reader(file)
    lines = text.removeprefix("\ufeff").splitlines()
    for number, line in enumerate(lines, start=1):
        if not reader.take(number, line.strip()):
            break
    return reader.finish(len(lines))


def write_bazi(content: BaziFile) -> str:
    """Write a BAZI file, with German section names, which every version reads.

    Raises
    ------
    ValueError
        A method that BAZI does not have, or a name with a quotation mark or line break.
    """
    names = {ours: name for name, ours in METHODS.items()}
    unknown = [method for method in content.methods if method not in names]
    if unknown:
        raise ValueError(f"BAZI has no method {', '.join(unknown)}; it has {', '.join(names)}")
    lists = [row for district in content.districts for row in district.lists]
    condition = _condition(lists)
    lines = [
        f"=TITEL= {_plain(content.title)}",
        f"=METHODE= {','.join(names[method] for method in content.methods)}",
        f"=EINGABE= {','.join([*map(_plain, content.labels), '---' if condition == 'none' else condition])}",
    ]
    named = len(content.districts) > 1 or any(district.name for district in content.districts)
    if named:
        option = {"separate": "separat", "biproportional": "biprop"}[content.combination]
        lines.append(f"=DISTRIKTOPTION= {option}")
    for district in content.districts:
        if named:
            lines.append(f"=DISTRIKT= {_plain(district.name)}")
        lines += [f"=MANDATE= {';'.join(map(str, district.houses))}", "=DATEN="]
        lines += [_line(row, condition) for row in district.lists]
    if content.info:
        lines += ["=INFO=", *content.info.splitlines()]
    return "\n".join([*lines, "=KODIERUNG= UTF-8", "=ENDE=", ""])


def _condition(lists: list[ListRow]) -> str:
    least = any(row.minimum is not None for row in lists)
    most = any(row.maximum is not None for row in lists)
    if least and most:
        return "min..max"
    return "min" if least else "max" if most else "none"


def _line(row: ListRow, condition: str) -> str:
    least = row.minimum or 0
    most = "" if row.maximum is None else row.maximum
    limits = {"none": "", "min": least, "max": most, "min..max": f"{least}..{most}"}[condition]
    if row.minimum is None and row.maximum is None:
        limits = ""
    return f'{"+" if row.joined else ""}"{_plain(row.name)}" {row.votes} {limits}'.rstrip()


def _plain(name: str) -> str:
    if '"' in name or len(name.splitlines()) > 1:
        raise ValueError(f"a BAZI file cannot hold the name {name!r}")
    return name
