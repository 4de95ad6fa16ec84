"""From a data package, or a bare table of votes, to an :class:`Election`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from tendik.elections.election import Composition, Election, Licence, Origin
from tendik.elections.sums import impossible_sums
from tendik.elections.votes import VoteRow, read_votes
from tendik.errors import N_, BadInput, Message, Problem
from tendik.exchange.tables import MAX_BYTES, read_table_file
from tendik.values import Candidate, Count, PartyList, Source, digest

if TYPE_CHECKING:
    from tendik.elections.descriptor import Cited, CountEntry, Descriptor

DESCRIPTOR = "datapackage.json"
T = TypeVar("T")


def read_package(path: Path, kind: Literal["built-in", "user"] = "user") -> Election:
    """Read the folder, ``datapackage.json`` or bare ``votes.csv`` at ``path``.

    Raises
    ------
    BadInput
        Every problem of the descriptor and of its tables at once; sums that cannot
        be (more votes than voters, more voters than registered) when each file is
        sound by itself.
    """
    if path.is_dir():
        path = path / DESCRIPTOR
    if path.suffix.lower() != ".json":
        return _bare(path)
    from tendik.elections.descriptor import read_descriptor

    problems: list[Problem] = []
    try:
        data = _bytes(path)
        descriptor = read_descriptor(path.name, data)
    except BadInput as error:
        _collect(problems, lambda: read_votes(read_table_file(path.parent / "votes.csv")))
        raise BadInput([*error.problems, *problems]) from None
    votes: tuple[VoteRow, ...] = ()
    names: dict[str, tuple[Candidate, ...]] = {}
    tables = _tables(path, descriptor, problems)
    if "votes" in tables:
        votes = _collect(problems, lambda: read_votes(read_table_file(tables["votes"]))) or ()
    if "candidates" in tables:
        names = _collect(problems, lambda: _candidates(tables["candidates"], descriptor)) or {}
    problems += _loose_ends(path.name, descriptor, votes, names) if not problems else []
    if problems:
        raise BadInput(problems)
    election = _assemble(descriptor, votes, names, kind)
    problems = impossible_sums(election, path.name)
    if problems:
        raise BadInput(problems)
    return election


def _bare(path: Path) -> Election:
    votes = read_votes(read_table_file(path))
    name = path.parent.name if path.stem == "votes" and path.parent.name else path.stem
    return Election(
        id=name,
        title={"und": name},
        date=None,
        law=None,
        lists=tuple(
            PartyList(
                row.list_id,
                {"und": row.name or row.list_id},
                row.votes,
                row.registered_order,
                alliance=row.alliance,
            )
            for row in votes
            if row.kind == "list"
        ),
        against_all=next((Count(row.votes) for row in votes if row.kind == "against_all"), Count()),
        digest=digest(_content(votes, {})),
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size <= MAX_BYTES:
            return path.read_bytes()
        message = Message(
            "package.too-large", N_("The file is larger than {limit} bytes."), {"limit": MAX_BYTES}
        )
    except OSError:
        message = Message(
            "package.no-descriptor",
            N_("There is no {file} that can be read. A data package is a folder with that file in it."),
            {"file": DESCRIPTOR},
        )
    raise BadInput([Problem(message, str(path))])


def _collect(problems: list[Problem], read: Callable[[], T]) -> T | None:
    """What ``read`` gives; its problems, if it has any, join the others."""
    try:
        return read()
    except BadInput as error:
        problems += error.problems
        return None


def _tables(path: Path, descriptor: Descriptor, problems: list[Problem]) -> dict[str, Path]:
    """Where the tables lie: beside the descriptor or below it, nowhere else."""
    folder = path.parent.resolve()
    tables = {}
    for index, resource in enumerate(descriptor.resources):
        place = (folder / resource.path).resolve()
        if resource.name not in ("votes", "candidates"):
            continue
        if place.is_relative_to(folder):
            tables[resource.name] = place
        else:
            message = Message("package.outside", N_("The path of a table must lie inside the package."))
            problems.append(Problem(message, path.name, column=f"resources.{index}.path"))
    if not any(resource.name == "votes" for resource in descriptor.resources):
        message = Message("package.no-votes", N_("The package names no table {table}."), {"table": "votes"})
        problems.append(Problem(message, path.name, column="resources"))
    return tables


def _candidates(path: Path, descriptor: Descriptor) -> dict[str, tuple[Candidate, ...]]:
    from tendik.exchange.lists import read_lists

    found = read_lists(read_table_file(path), on=descriptor.date)
    if found.problems:
        raise BadInput(found.problems)
    return {item.id: item.candidates for item in found.lists}


def _loose_ends(
    name: str,
    descriptor: Descriptor,
    votes: Iterable[VoteRow],
    names: dict[str, tuple[Candidate, ...]],
) -> list[Problem]:
    """Lists and sources that are named but are not there, and figures told twice differently."""
    problems = []
    lists = {row.list_id for row in votes if row.kind == "list"}
    named = [(f"lists.{item}", item) for item in descriptor.lists]
    named += [
        (f"published.seats.{item}", item)
        for item in (descriptor.published.seats if descriptor.published else ())
    ]
    named += [
        (f"composition.{index}.list", fact.list)
        for index, fact in enumerate(descriptor.composition)
        if fact.list is not None
    ]
    named += [("candidates", item) for item in names]
    for field, item in named:
        if item not in lists:
            message = Message(
                "package.unknown-list",
                N_("The list {list} is not among the lists of the votes: {known}."),
                {"list": item, "known": sorted(lists)},
            )
            problems.append(Problem(message, name, column=field))
    known = {source.name for source in descriptor.sources}
    for field, source in _cited(descriptor.model_dump()):
        if source not in known:
            message = Message(
                "package.unknown-source",
                N_("The source {source} is not among the sources of the package."),
                {"source": source},
            )
            problems.append(Problem(message, name, column=field))
    stated = descriptor.counts.against_all
    counted = next((row.votes for row in votes if row.kind == "against_all"), None)
    if stated is not None and stated.value is not None and stated.value != counted:
        message = Message(
            "package.against-all-differs",
            N_("The votes against all are {stated} here and {counted} in the table of votes."),
            {"stated": stated.value, "counted": counted or 0},
        )
        problems.append(Problem(message, name, column="counts.against_all.value"))
    for item, entry in descriptor.lists.items():
        size = entry.size.value if entry.size else None
        if size is not None and item in names and size != len(names[item]):
            message = Message(
                "package.size-differs",
                N_("The list has {names} names in the table of candidates, and {size} here."),
                {"names": len(names[item]), "size": size},
            )
            problems.append(Problem(message, name, column=f"lists.{item}.size.value"))
    return problems


def _cited(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every ``source`` named anywhere in the descriptor, with the path of its field."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            here = f"{path}.{key}" if path else str(key)
            if key == "source" and inner is not None:
                yield here, inner
            else:
                yield from _cited(inner, here)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _cited(inner, f"{path}.{index}")


def _content(votes: Iterable[VoteRow], names: Mapping[str, Iterable[Candidate]]) -> list[Any]:
    """The tables as values for a digest: what they say, not how they are written."""
    return [
        [
            [row.list_id, row.name, row.kind, row.votes, row.registered_order]
            + ([row.alliance] if row.alliance else [])
            for row in votes
        ],
        [
            [list_id, one.name, one.sex, one.born, one.disability, dict(one.attributes)]
            for list_id, group in names.items()
            for one in group
        ],
    ]


def _assemble(
    descriptor: Descriptor,
    votes: tuple[VoteRow, ...],
    names: Mapping[str, tuple[Candidate, ...]],
    kind: Literal["built-in", "user"],
) -> Election:
    sources = {entry.name: Source(entry.title, entry.path, entry.read) for entry in descriptor.sources}

    def count(entry: CountEntry | None, value: int | None = None) -> Count:
        if entry is None:
            return Count(value)
        return Count(
            entry.value if value is None else value,
            entry.at_least,
            entry.at_most,
            sources.get(entry.source or ""),
            entry.status,
            entry.note,
        )

    def origin(entry: Cited) -> Origin:
        return Origin(sources.get(entry.source or ""), entry.status, entry.note)

    lists = []
    composition = []
    for row in votes:
        if row.kind != "list":
            continue
        entry = descriptor.lists.get(row.list_id)
        size = entry.size if entry else None
        lists.append(
            PartyList(
                row.list_id,
                (entry.names if entry else None) or {"und": row.name or row.list_id},
                row.votes,
                row.registered_order,
                count(entry.estimate, row.votes) if entry and entry.estimate else None,
                size.value if size else None,
                names.get(row.list_id, ()),
                row.alliance,
            )
        )
        if size:
            composition.append(Composition("listed", "list", "all", count(size), size.value, row.list_id))
    composition += [
        Composition(fact.stage, fact.scope, fact.group, count(fact.count), fact.of, fact.list, fact.aggregate)
        for fact in descriptor.composition
    ]
    against_all = next((row.votes for row in votes if row.kind == "against_all"), None)
    published = descriptor.published
    return Election(
        id=descriptor.name,
        title=descriptor.titles or {"und": descriptor.title or descriptor.name},
        date=descriptor.date,
        law=descriptor.law,
        lists=tuple(lists),
        against_all=count(descriptor.counts.against_all, against_all),
        registered=count(descriptor.counts.registered),
        issued=count(descriptor.counts.issued),
        took_part=count(descriptor.counts.took_part),
        valid=count(descriptor.counts.valid),
        votes_origin=origin(descriptor.votes),
        published=dict(published.seats) if published else {},
        published_origin=origin(published) if published else Origin(),
        composition=tuple(composition),
        sources=tuple(sources.values()),
        licences=tuple(Licence(item.name, item.title, item.path) for item in descriptor.licenses),
        kind=kind,
        digest=digest([descriptor.model_dump(mode="json"), *_content(votes, names)]),
    )
