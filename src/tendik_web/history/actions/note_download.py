"""Enter into the history that somebody took data away."""

from __future__ import annotations

from django.db import transaction

from tendik_web.access.actors import Actor
from tendik_web.audit.chain import record

VERB = "exports.download"
LONGEST = 500


def note_download(actor: Actor, country: str, name: str, address: str, query: str) -> None:
    """Enter that ``actor`` downloaded the file at ``address``.

    Parameters
    ----------
    name : str
        What the address is called in the code, such as ``promises-list-file``.
    query : str
        The filters of the file, as in its address; shortened where it is long.
    """
    with transaction.atomic():
        record(country, VERB, actor, f"download:{name}", {"address": address, "query": query[:LONGEST]})
