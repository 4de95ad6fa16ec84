"""How imports write many records: a few statements, then all entries at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tendik.progress import ProgressReporter
from tendik_web.access.actors import Actor
from tendik_web.audit.chain import PLATFORM, Deed, record_many
from tendik_web.records import history
from tendik_web.records.actions._many import insert_many, update_many
from tendik_web.records.actions._store import found_again
from tendik_web.records.image import image
from tendik_web.records.kinds import Kind
from tendik_web.records.models import Record
from tendik_web.records.values import Lists
from tendik_web.search.records import searched

AT_ONCE = 1_000


@dataclass
class Written:
    """A record to write: ``create`` or another verb, the fields to write, its lists of links.

    ``lists`` are those that are written, ``kept`` those that stay; ``also`` is what the
    history keeps besides.
    """

    record: Record
    verb: str
    fields: set[str]
    lists: Lists
    kept: Lists = field(default_factory=dict)
    also: Mapping[str, Any] = field(default_factory=dict)


def write(
    actor: Actor,
    kind: Kind,
    country: str,
    written: Sequence[Written],
    whole: Deed,
    progress: ProgressReporter,
) -> None:
    """Write records that this transaction has locked, and the entries of each and of the ``whole``."""
    done = 0
    for new in (True, False):
        some = [one for one in written if (one.verb == "create") == new]
        columns = sorted({name for one in some for name in one.fields} - kind.lists.keys())
        for start in range(0, len(some), AT_ONCE):
            part = [(one.record, one.lists) for one in some[start : start + AT_ONCE]]
            if new:
                insert_many(kind, part)
            else:
                update_many(kind, actor, part, columns)
            done += len(part)
            progress(done, len(written))
    known = searched(kind)
    found_again([one.record for one in written if one.verb == "create" or one.fields & known])
    deeds: dict[str, list[Deed]] = defaultdict(list)
    for one in written:
        after = image(kind, one.record, one.kept | one.lists) | one.also
        deed = Deed(f"{kind.group}.{one.verb}", history.address(kind.name, one.record.pk), after)
        deeds[one.record.country_id or PLATFORM].append(deed)
    deeds[country].append(whole)
    for chain in sorted(deeds):
        record_many(chain, actor, deeds[chain])
