"""Write the history: each entry holds the digest of the one before it."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from tendik.values import canonical
from tendik_web.access.actors import Actor
from tendik_web.audit.models import Entry, Head

PLATFORM = "platform"
"""The chain of what concerns no single country; a country's chain bears its code."""

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


class Deed(NamedTuple):
    """What was done: the verb (``room.verb``), the record (``kind:identifier``), all it holds now."""

    action: str
    record: str
    after: Mapping[str, Any]


def entry_digest(chain: str, seq: int, previous: str, at: str, payload: str) -> str:
    """SHA-256 over everything an entry says, its place in the chain included."""
    text = f"{chain}\n{seq}\n{previous}\n{at}\n{payload}"
    return hashlib.sha256(text.encode()).hexdigest()


def record(chain: str, action: str, actor: Actor, record: str, after: Mapping[str, Any]) -> None:
    """Add what ``actor`` did to ``record`` to the end of ``chain``.

    Called last in the transaction that makes the change: from here on the head of the
    chain is locked, and whoever else would write to it waits.

    Parameters
    ----------
    chain : str
        ``PLATFORM`` or the code of a country.
    action : str
        The verb, ``room.verb``.
    actor : Actor
        Entered by identifier only.
    record : str
        What was changed, ``kind:identifier``.
    after : mapping
        All that the record holds after the change.

    Raises
    ------
    TransactionManagementError
        There is no transaction: the change and its entry could come apart.
    """
    _in_transaction()
    payload = _payload(actor, Deed(action, record, after))
    APPEND[connection.vendor](chain, timezone.now().strftime(MOMENT), payload)


def record_many(chain: str, actor: Actor, deeds: Iterable[Deed]) -> int:
    """Add many entries at once, in their order; return how many. Otherwise like :func:`record`."""
    _in_transaction()
    head, at = _locked(chain), timezone.now().strftime(MOMENT)
    entries = [_following(head, at, _payload(actor, deed)) for deed in deeds]
    Entry.objects.bulk_create(entries, batch_size=1_000)
    Head.objects.filter(chain=chain).update(seq=head.seq, digest=head.digest)
    return len(entries)


def _append_in_database(chain: str, at: str, payload: str) -> None:
    """One round trip: a function of the database locks the head, digests and writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_append(%s, %s, %s)", [chain, at, payload])


def _append_here(chain: str, at: str, payload: str) -> None:
    head = _locked(chain)
    _following(head, at, payload).save(force_insert=True)
    Head.objects.filter(chain=chain).update(seq=head.seq, digest=head.digest)


APPEND = {"postgresql": _append_in_database, "sqlite": _append_here}


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an entry is written in the transaction of its change")


def _locked(chain: str) -> Head:
    locked = Head.objects.select_for_update().filter(chain=chain)
    if head := locked.first():
        return head
    Head.objects.get_or_create(chain=chain)
    return locked.get()


def _payload(actor: Actor, deed: Deed) -> str:
    return canonical({"action": deed.action, "actor": actor.id, "record": deed.record, "after": deed.after})


def _following(head: Head, at: str, payload: str) -> Entry:
    """The entry after ``head``, which moves on to it."""
    seq = head.seq + 1
    digest = entry_digest(head.chain, seq, head.digest, at, payload)
    entry = Entry(chain=head.chain, seq=seq, previous=head.digest, payload=payload, digest=digest, at=at)
    head.seq, head.digest = seq, digest
    return entry


def heads(*chains: str) -> tuple[str, ...]:
    """The digests of the last entries of ``chains``: as long as they stay, nothing was changed."""
    return tuple(Head.objects.filter(chain__in=chains).order_by("chain").values_list("digest", flat=True))
