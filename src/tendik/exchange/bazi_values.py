"""What a BAZI file says: its words and ours, and its content as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

METHODS: Mapping[str, str] = {
    "DivAbr": "dhondt",
    "DivStd": "sainte-lague",
    "DivAuf": "adams",
    "DivHar": "dean",
    "DivGeo": "huntington-hill",
    "HaQgrR": "hare",
    "DrQgrR": "droop",
    "DQ3grR": "hagenbach-bischoff",
}
"""The names that BAZI writes, and ours. BAZI has no other method of ours."""

READ: Mapping[str, str] = {name.lower(): ours for name, ours in METHODS.items()} | {
    "divdwn": "dhondt",
    "d'hondt": "dhondt",
    "jefferson": "dhondt",
    "hagenbach-bischoff": "dhondt",  # in BAZI a name of D'Hondt, not of the quota
    "r=1": "dhondt",
    "sainte-lague": "sainte-lague",
    "webster": "sainte-lague",
    "r=0.5": "sainte-lague",
    "r=.5": "sainte-lague",
    "divup": "adams",
    "divupw": "adams",
    "adams": "adams",
    "r=0": "adams",
    "dean": "dean",
    "p=-1": "dean",
    "hill": "huntington-hill",
    "huntington": "huntington-hill",
    "hill-huntington": "huntington-hill",
    "hill/huntington": "huntington-hill",
    "p=0": "huntington-hill",
    "quogrr": "hare",
    "hare-niemeyer": "hare",
    "hare/niemeyer": "hare",
    "hamilton": "hare",
    "vinton": "hare",
    "droop": "droop",
}
SECTIONS = {
    "TITEL": "title",
    "TITLE": "title",
    "METHODE": "methods",
    "METHOD": "methods",
    "EINGABE": "input",
    "INPUT": "input",
    "MANDATE": "seats",
    "MANDATES": "seats",
    "SEATS": "seats",
    "DISTRIKTOPTION": "districts",
    "DISTRICTOPTION": "districts",
    "DISTRIKT": "district",
    "DISTRICT": "district",
    "DATEN": "data",
    "DATA": "data",
    "INFO": "info",
    "ENDE": "end",
    "END": "end",
    "AUSGABE": "ignored",
    "OUTPUT": "ignored",
    "PATTS": "ignored",
    "KODIERUNG": "ignored",
    "ENCODING": "ignored",
    "GENAUIGKEIT": "ignored",
    "ACCURACY": "ignored",
}
CONDITIONS = {"": "none", "---": "none", "min": "min", "max": "max", "min..max": "min..max"}
COMBINATIONS = {"separat": "separate", "separate": "separate", "biprop": "biproportional"}


@dataclass(frozen=True)
class ListRow:
    """A list with its votes and limits; ``joined`` to the list above it (an alliance)."""

    name: str
    votes: int
    minimum: int | None = None
    maximum: int | None = None
    joined: bool = False


@dataclass(frozen=True)
class District:
    """Lists that compete for seats; ``houses`` are the house sizes to try, in a district one."""

    houses: tuple[int, ...]
    lists: tuple[ListRow, ...]
    name: str = ""


@dataclass(frozen=True)
class BaziFile:
    """The content of a file. Without districts there is one, without a name.

    ``methods`` are our names. ``combination`` says how districts are computed:
    ``"separate"`` or ``"biproportional"``.
    """

    title: str
    methods: tuple[str, ...]
    districts: tuple[District, ...]
    labels: tuple[str, str] = ("List", "Votes")
    combination: str = "separate"
    info: str = ""
