"""Write the history: each entry holds the digest of the one before it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from tendik.values import canonical
from tendik_web.audit.actors import Actor
from tendik_web.audit.models import Entry, Head

PLATFORM = "platform"
"""The chain of what concerns no single country; a country's chain bears its code."""

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


def entry_digest(chain: str, seq: int, previous: str, at: str, payload: str) -> str:
    """SHA-256 over everything an entry says, its place in the chain included."""
    text = f"{chain}\n{seq}\n{previous}\n{at}\n{payload}"
    return hashlib.sha256(text.encode()).hexdigest()


def record(chain: str, action: str, actor: Actor, record: str, after: Mapping[str, Any]) -> Entry:
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
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an entry is written in the transaction of its change")
    Head.objects.get_or_create(chain=chain)
    head = Head.objects.select_for_update().get(chain=chain)
    seq, at = head.seq + 1, timezone.now().strftime(MOMENT)
    payload = canonical({"action": action, "actor": actor.id, "record": record, "after": after})
    entry = Entry.objects.create(
        chain=chain,
        seq=seq,
        previous=head.digest,
        payload=payload,
        digest=entry_digest(chain, seq, head.digest, at, payload),
        at=at,
    )
    Head.objects.filter(chain=chain).update(seq=seq, digest=entry.digest)
    return entry
