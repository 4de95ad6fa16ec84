"""What an election is: lists with votes, turnout, and what was published about the elected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from numbers import Integral
from typing import Literal

from tendik.errors import N_, BadInput, Message, Problem
from tendik.values import Count, PartyList, Source, Status, Text


@dataclass(frozen=True)
class Listed:
    """An election in the catalogue: enough to choose it."""

    id: str
    date: date
    title: Text
    law: str


@dataclass(frozen=True)
class Origin:
    """Where a table of figures was read, how it is known, what to know about it."""

    source: Source | None = None
    status: Status = "read"
    note: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Licence:
    """Under which terms the figures may be used."""

    name: str
    title: str = ""
    url: str | None = None


@dataclass(frozen=True)
class Composition:
    """One published figure about who stood or who won, with its own base.

    Figures that contradict each other stand side by side, in the order of the file.

    Parameters
    ----------
    stage : str
        ``listed``: on the registered lists; ``elected``: among those who took seats.
    scope : str
        Among whom: ``lists`` (the names of all lists), ``list`` (one list, named in
        ``list``), ``chamber`` (all seats), ``list_mandates`` (the seats that lists
        share), ``single_member``.
    group : str
        ``all``, or group identifiers of the law joined by ``+``: ``women``,
        ``women+under_29+disability``.
    count : Count
        How many, with source, status and note; a count without value and bounds
        says that the figure is not known.
    of : int or None
        The base: how many in the scope.
    aggregate : bool
        The source gives one number for several groups and does not say whether a
        person in two of them was counted once.
    """

    stage: Literal["listed", "elected"]
    scope: Literal["lists", "list", "chamber", "list_mandates", "single_member"]
    group: str
    count: Count
    of: int | None = None
    list: str | None = None
    aggregate: bool = False


@dataclass(frozen=True)
class Election:
    """An election by lists.

    Parameters
    ----------
    id : str
        ``kaz-majilis-2023``; of a user's own file, its name.
    title : Text
        By language.
    date : date or None
        Election day; ``None`` only in a bare table of votes.
    law : str or None
        Identifier of the law that it was held under.
    lists : tuple of PartyList
        In the order of the file.
    against_all, registered, issued, took_part, valid : Count
        Voters, ballots and votes. ``took_part`` is what the published shares are
        of. A count without value and bounds is not known.
    published : mapping
        Seats by list identifier as published; empty if there are none.
    votes_origin, published_origin : Origin
        Where the votes and these seats were read, and what to know about them.
    composition : tuple of Composition
        Published figures about the candidates and the elected.
    sources, licences : tuple
        All sources of the package; the terms of use.
    kind : str
        ``built-in`` or ``user``.
    digest : str
        Digest of everything above: another figure, another digest.
    """

    id: str
    title: Text
    date: date | None
    law: str | None
    lists: tuple[PartyList, ...]
    against_all: Count = field(default_factory=Count)
    registered: Count = field(default_factory=Count)
    issued: Count = field(default_factory=Count)
    took_part: Count = field(default_factory=Count)
    valid: Count = field(default_factory=Count)
    votes_origin: Origin = field(default_factory=Origin)
    published: Mapping[str, int] = field(default_factory=dict)
    published_origin: Origin = field(default_factory=Origin)
    composition: tuple[Composition, ...] = ()
    sources: tuple[Source, ...] = ()
    licences: tuple[Licence, ...] = ()
    kind: Literal["built-in", "user"] = "user"
    digest: str = ""

    def __post_init__(self) -> None:
        """Refuse lists that cannot be told apart, and votes that are no number of voters.

        Raises
        ------
        BadInput
            With a problem for each list.
        """
        problems = []
        for at, party in enumerate(self.lists):
            if any(party.id == other.id for other in self.lists[:at]):
                template = N_("Two lists have the same identifier: {list}.")
                problems.append(Problem(Message("election.list-twice", template, {"list": party.id})))
            votes = party.votes
            if votes is not None and (
                isinstance(votes, bool) or not isinstance(votes, Integral) or votes < 0
            ):
                template = N_("The votes of {list} are not a whole number of zero or more: {votes}.")
                values = {"list": party.name, "votes": str(votes)}
                problems.append(Problem(Message("election.votes", template, values), column="votes"))
        if problems:
            raise BadInput(problems)
