"""Records and what they link to, looked up for a whole table at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from django.db.models import Q, QuerySet, prefetch_related_objects

from tendik.errors import N_, Message
from tendik.exchange.fields import shown
from tendik_web.access.actors import Actor
from tendik_web.records import rows
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.text import LANGUAGES, words
from tendik_web.records.values import Lists

AT_ONCE = 500
"""How many values one query names."""

T = TypeVar("T")


def chunks(values: Collection[T]) -> Iterator[Sequence[T]]:
    """The values, as many at once as a query may name."""
    listed = list(values)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]


class Stored:
    """The records of ``kind`` that a table names, as ``viewer`` sees them, with their lists of links."""

    def __init__(self, viewer: Actor, country: str, kind: Kind, *, lock: bool = False) -> None:
        self.kind = kind
        self._seen = rows.visible_to(viewer, country, kind.name, withdrawn=True)
        self._own = kind.model._default_manager.filter(country_id=country)
        self._lock = lock
        self.by_id: dict[str, Record] = {}
        self.by_key: dict[str, Record] = {}
        self.taken: set[str] = set()
        """Keys of the country that are in use, also by records that the viewer does not see."""
        self.lists: dict[str, Lists] = defaultdict(lambda: {name: [] for name in kind.lists})

    def load(self, ids: Collection[str], keys: Collection[str]) -> None:
        """Look up the records with these identifiers and keys; a country's own key before a shared one."""
        for part in chunks(sorted(set(ids))):
            self.add(self._rows(Q(pk__in=part)))
        for part in chunks(sorted(set(keys) - {""})):
            self.add(self._rows(Q(key__in=part)))
            self.taken |= set(self._own.filter(key__in=part).values_list("key", flat=True))

    def _rows(self, condition: Q) -> QuerySet[Record]:
        found = self._seen.filter(condition).order_by("pk")
        return found.select_for_update(of=("self",)) if self._lock else found

    def add(self, records: Iterable[Record]) -> None:
        """Take ``records`` in, with the records that they lead to and their lists of links."""
        new = [record for record in records if record.pk not in self.by_id]
        links = [name for name, field in self.kind.columns.items() if field.many_to_one]
        prefetch_related_objects(new, *links)
        for record in new:
            self.by_id[record.pk] = record
            if record.key and (record.country_id or record.key not in self.by_key):
                self.by_key[record.key] = record
        for name, field in self.kind.lists.items():
            source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
            for part in chunks([record.pk for record in new]):
                pairs = field.remote_field.through._default_manager.filter(**{f"{source}__in": part})
                for id, linked in pairs.values_list(source, target):
                    self.lists[id][name].append(linked)

    def leads(self, link: str) -> dict[str, str | None]:
        """Where the single ``link`` of every record leads that has one: from identifier to identifier."""
        found = self.kind.model._default_manager.exclude(**{link: None})
        return dict(found.values_list("pk", f"{link}_id"))


def seen_by(viewer: Actor, country: str) -> Callable[[type[Record]], QuerySet[Record]]:
    """For a model, what ``viewer`` sees of ``country``, also what was withdrawn."""
    return lambda model: rows.visible_to(viewer, country, model.kind(), withdrawn=True)


class Targets:
    """The records that a table's cells name and that a record may lead to, by identifier, key and title.

    ``seen`` gives, for a model, those that may be named.
    """

    def __init__(self, seen: Callable[[type[Record]], QuerySet[Record]]) -> None:
        self._seen = seen
        self._by_id: dict[type[Record], dict[str, Record]] = defaultdict(dict)
        self._by_key: dict[type[Record], dict[str, Record]] = defaultdict(dict)
        self._by_title: dict[type[Record], dict[str, set[str]]] = {}
        self._names: dict[type[Record], dict[str, str]] = defaultdict(dict)

    def add(self, record: Record) -> None:
        """Take in a record that the table itself brings."""
        model = type(record)
        self._by_id[model][record.pk] = record
        if record.key and (record.country_id or record.key not in self._by_key[model]):
            self._by_key[model][record.key] = record

    def load(self, model: type[Record], said: Collection[str]) -> None:
        """Look up all that ``said`` may name, by identifier or key; titles only where these fail."""
        seen = self._seen(model)
        for part in chunks(sorted(set(said) - self._by_id[model].keys() - self._by_key[model].keys())):
            for record in seen.filter(Q(pk__in=part) | Q(key__in=part)):
                self.add(record)
        open_ = set(said) - self._by_id[model].keys() - self._by_key[model].keys()
        if open_ and model not in self._by_title:
            self._by_title[model] = self._titles(seen)
            named = {id for text in open_ for id in self._by_title[model].get(_folded(text), ())}
            for part in chunks(sorted(named - self._by_id[model].keys())):
                for record in seen.filter(pk__in=part):
                    self.add(record)

    def load_names(self, model: type[Record], ids: Collection[str]) -> None:
        """Look up what cells call the records ``ids``: their keys, where they have some."""
        for part in chunks(sorted(set(ids) - self._names[model].keys())):
            self._names[model] |= dict(self._seen(model).filter(pk__in=part).values_list("pk", "key"))

    @staticmethod
    def _titles(seen: QuerySet[Record]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for id, title in seen.filter(withdrawn=False).values_list("pk", "title"):
            for code in LANGUAGES:
                if text := words(title, code):
                    found[_folded(text)].add(id)
        return found

    def find(self, model: type[Record], said: str) -> Record | Message:
        """The record that ``said`` names by identifier, key or title, or why there is none."""
        if found := self._by_id[model].get(said) or self._by_key[model].get(said):
            return found
        ids = self._by_title.get(model, {}).get(_folded(said), set())
        if len(ids) > 1:
            return Message(
                "import.link-several",
                N_(
                    "Several records are called “{found}”. Name the one that is meant by its key or identifier."
                ),
                {"found": shown(said)},
            )
        if len(ids) == 1:
            return self._by_id[model][next(iter(ids))]
        return Message(
            "import.link",
            N_("There is no record “{found}” here. Name it by its key, its title or its identifier."),
            {"found": shown(said)},
        )

    def name(self, model: type[Record], id: str) -> str:
        """What a cell says to name the record ``id``: its key, else the identifier; nothing if it is hidden."""
        return (self._names[model][id] or id) if self.sees(model, id) else ""

    def sees(self, model: type[Record], id: str) -> bool:
        """Whether the record ``id``, whose name was looked up, may be named."""
        return id in self._names[model]

    def stored(self, model: type[Record], ids: set[str]) -> Iterable[Record]:
        """The records ``ids``, as far as they were looked up; for the checks of values."""
        found = self._by_id[model]
        return [found[id] for id in ids if id in found]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
