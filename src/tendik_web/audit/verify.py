"""Read a chain from its first entry to its last and say whether anyone has touched it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Subquery

from tendik.errors import N_, Message
from tendik_web.audit.chain import entry_digest
from tendik_web.audit.models import Entry, Head

ROWS_AT_ONCE = 5_000

Row = tuple[int, str, str, str, str]


@dataclass(frozen=True)
class Verdict:
    """What reading ``chain`` showed.

    ``entries`` hold; ``fault`` is the first thing wrong, or nothing; ``met`` are those
    of the digests asked for that the chain holds.
    """

    chain: str
    entries: int
    fault: Message | None = None
    met: frozenset[str] = frozenset()


def verify(chain: str, head: str | None = None) -> Verdict:
    """Whether ``chain`` is whole: no entry changed, missing, moved, or cut off at the end.

    Writers need not wait: the chain is read as far as its head stood at the start.

    Parameters
    ----------
    chain : str
        Name of the chain.
    head : str, optional
        A digest exported earlier. Whoever rewrites the end of a chain *and* its head in the
        database is found only by a digest kept elsewhere.
    """
    verdict = _read(chain, frozenset([head] if head else []))
    if head and not verdict.fault and head not in verdict.met:
        return Verdict(chain, verdict.entries, _lost(head))
    return verdict


def verify_all(digests: Iterable[str]) -> tuple[list[Verdict], list[Message]]:
    """Verify every chain; also say which of the exported ``digests`` no chain holds any more."""
    asked = frozenset(digests)
    verdicts = [_read(chain, asked) for chain in _chains()]
    met = frozenset[str]().union(*(verdict.met for verdict in verdicts))
    return verdicts, [_lost(digest) for digest in sorted(asked - met)]


def heads() -> list[str]:
    """The head of every chain, one a line: name, number of entries, digest."""
    return [str(head) for head in Head.objects.order_by("chain")]


def _chains() -> list[str]:
    """All chains, those included that lost their head or all their entries."""
    named = Entry.objects.order_by("chain").values_list("chain", flat=True).distinct()
    return sorted({*Head.objects.values_list("chain", flat=True), *named})


def _read(chain: str, asked: frozenset[str]) -> Verdict:
    head = Head.objects.filter(chain=chain)
    end, end_digest = head.values_list("seq", "digest").first() or (0, "")
    entries = Entry.objects.filter(chain=chain)
    rows = (
        entries.filter(seq__lte=end)
        .order_by("seq")
        .values_list("seq", "previous", "digest", "at", "payload")
        .iterator(ROWS_AT_ONCE)
    )
    verdict = _follow(chain, rows, asked)
    if verdict.fault:
        return verdict
    if verdict.entries < end:
        return Verdict(chain, verdict.entries, _missing(chain, verdict.entries + 1))
    # One statement, so that an entry and its head are seen together or not at all.
    beyond = entries.filter(seq__gt=Subquery(head.values("seq"))) if head.exists() else entries
    last = entries.filter(seq=end).values_list("digest", flat=True).first() or ""
    if last != end_digest or beyond.exists():
        return Verdict(chain, verdict.entries, _wrong_end(chain))
    return verdict


def _follow(chain: str, rows: Iterable[Row], asked: frozenset[str]) -> Verdict:
    count, last, met = 0, "", set()
    for seq, previous, digest, at, payload in rows:
        if seq != count + 1:
            return Verdict(chain, count, _missing(chain, count + 1))
        if previous != last or digest != entry_digest(chain, seq, previous, at, payload):
            return Verdict(chain, count, _changed(chain, seq))
        count, last = seq, digest
        if digest in asked:
            met.add(digest)
    return Verdict(chain, count, met=frozenset(met))


def _missing(chain: str, seq: int) -> Message:
    return Message(
        "audit.missing", N_("Entry {seq} of the chain {chain} is missing."), {"seq": seq, "chain": chain}
    )


def _changed(chain: str, seq: int) -> Message:
    return Message(
        "audit.changed",
        N_("Entry {seq} of the chain {chain} was changed or moved: it does not fit its digest."),
        {"seq": seq, "chain": chain},
    )


def _wrong_end(chain: str) -> Message:
    return Message(
        "audit.head", N_("The recorded end of the chain {chain} is not its last entry."), {"chain": chain}
    )


def _lost(digest: str) -> Message:
    return Message(
        "audit.lost-head",
        N_("No chain holds the digest {digest}: an end was cut off or rewritten."),
        {"digest": digest},
    )
