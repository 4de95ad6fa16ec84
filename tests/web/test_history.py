"""The history: nobody changes, deletes, moves or cuts off an entry without being found."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from tendik_web.access.actors import Actor
from tendik_web.audit.chain import PLATFORM, entry_digest, record
from tendik_web.audit.models import Entry, Head
from tendik_web.audit.verify import heads, verify, verify_all

pytestmark = pytest.mark.django_db

ACTOR = Actor("test:clerk", frozenset())


@pytest.fixture
def chain() -> str:
    """A chain of six entries, and another beside it."""
    for number in range(1, 7):
        record("KAZ", "tests.note", ACTOR, f"note:{number}", {"text": f"Ескерту {number}", "number": number})
        record("KGZ", "tests.note", ACTOR, f"note:{number}", {"number": number})
    return "KAZ"


def entries(chain: str):
    return Entry.objects.filter(chain=chain)


def head_of(chain: str) -> str:
    return Head.objects.get(chain=chain).digest


def forge(chain: str, since: int) -> None:
    """Rewrite the chain from entry ``since`` on, so that every digest fits again."""
    previous = entries(chain).filter(seq=since - 1).values_list("digest", flat=True).first() or ""
    for entry in entries(chain).filter(seq__gte=since).order_by("seq"):
        digest = entry_digest(chain, entry.seq, previous, entry.at, entry.payload)
        entries(chain).filter(seq=entry.seq).update(previous=previous, digest=digest)
        previous = digest
    last = entries(chain).order_by("seq").last()
    Head.objects.filter(chain=chain).update(seq=last.seq, digest=last.digest)


def test_an_untouched_chain_is_whole(chain):
    verdict = verify(chain, head_of(chain))
    assert (verdict.fault, verdict.entries) == (None, 6)
    assert list(entries(chain).order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_an_older_head_stays_valid_while_the_chain_grows(chain):
    exported = head_of(chain)
    record(chain, "tests.note", ACTOR, "note:7", {})
    assert verify(chain, exported).fault is None


def test_an_entry_keeps_its_canonical_text_and_names_people_by_identifier(chain):
    entry = entries(chain).get(seq=2)
    assert entry.payload == (
        '{"action":"tests.note","actor":"test:clerk","after":{"number":2,"text":"Ескерту 2"},"record":"note:2"}'
    )


@pytest.mark.parametrize(
    "change",
    [
        {"payload": '{"action":"tests.note","actor":"test:clerk","after":{},"record":"note:3"}'},
        {"digest": "0" * 64},
        {"previous": "0" * 64},
        {"at": "2023-03-19T00:00:00.000000Z"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_is_found(chain, history_unguarded, change):
    with history_unguarded():
        entries(chain).filter(seq=3).update(**change)
    verdict = verify(chain)
    assert verdict.fault.code == "audit.changed"
    assert (verdict.fault.values["seq"], verdict.entries) == (3, 2)
    assert verify("KGZ").fault is None


def test_a_changed_last_entry_is_found_even_when_its_digest_is_made_to_fit(chain, history_unguarded):
    with history_unguarded():
        last = entries(chain).get(seq=6)
        payload = last.payload.replace("Ескерту", "Ештеңе")
        digest = entry_digest(chain, 6, last.previous, last.at, payload)
        entries(chain).filter(seq=6).update(payload=payload, digest=digest)
    assert verify(chain).fault.code == "audit.head"


@pytest.mark.parametrize("seq", [1, 3, 6])
def test_a_deleted_entry_is_found(chain, history_unguarded, seq):
    with history_unguarded():
        entries(chain).filter(seq=seq).delete()
    fault = verify(chain).fault
    assert (fault.code, fault.values["seq"]) == ("audit.missing", seq)


def test_a_deleted_entry_is_found_when_those_after_it_move_up(chain, history_unguarded):
    with history_unguarded():
        entries(chain).filter(seq=3).delete()
        for seq in (4, 5, 6):
            entries(chain).filter(seq=seq).update(seq=seq - 1)
        Head.objects.filter(chain=chain).update(seq=5)
    assert verify(chain).fault.code == "audit.changed"


def test_swapped_entries_are_found(chain, history_unguarded):
    with history_unguarded():
        for old, new in ((2, 99), (3, 2), (99, 3)):
            entries(chain).filter(seq=old).update(seq=new)
    fault = verify(chain).fault
    assert (fault.code, fault.values["seq"]) == ("audit.changed", 2)


def test_an_entry_moved_to_another_chain_is_found(chain, history_unguarded):
    with history_unguarded():
        entries("KGZ").filter(seq=6).delete()
        entries(chain).filter(seq=6).update(chain="KGZ")
    assert verify("KGZ").fault.code == "audit.changed"
    assert verify(chain).fault.code == "audit.missing"


def test_an_end_cut_off_together_with_its_head_is_found_by_an_exported_digest(chain, history_unguarded):
    exported = head_of(chain)
    with history_unguarded():
        entries(chain).filter(seq__gt=4).delete()
        Head.objects.filter(chain=chain).update(seq=4, digest=entries(chain).get(seq=4).digest)
    assert verify(chain).fault is None
    assert verify(chain, exported).fault.code == "audit.lost-head"


def test_a_chain_rewritten_so_that_it_fits_is_found_by_an_exported_digest(chain, history_unguarded):
    exported = head_of(chain)
    with history_unguarded():
        entries(chain).filter(seq=3).update(payload="{}")
        forge(chain, 3)
    assert verify(chain).fault is None
    assert verify(chain, exported).fault.code == "audit.lost-head"


def test_a_head_set_back_is_found(chain):
    Head.objects.filter(chain=chain).update(seq=4, digest=entries(chain).get(seq=4).digest)
    assert verify(chain).fault.code == "audit.head"


def test_a_lost_head_is_found(chain):
    Head.objects.filter(chain=chain).delete()
    verdicts, _ = verify_all([])
    assert {verdict.chain: verdict.fault and verdict.fault.code for verdict in verdicts} == {
        "KAZ": "audit.head",
        "KGZ": None,
    }


def test_a_chain_deleted_whole_is_found_by_an_exported_digest(chain, history_unguarded):
    exported = [line.split()[2] for line in heads()]
    with history_unguarded():
        entries(chain).delete()
        Head.objects.filter(chain=chain).delete()
    verdicts, lost = verify_all(exported)
    assert [verdict.chain for verdict in verdicts] == ["KGZ"]
    assert [message.values["digest"] for message in lost] == [exported[0]]


def test_exported_heads_name_chain_length_and_digest(chain):
    assert heads() == [f"KAZ 6 {head_of('KAZ')}", f"KGZ 6 {head_of('KGZ')}"]


REFUSED = {
    "update": "UPDATE audit_entry SET payload = '{}' WHERE chain = 'KAZ' AND seq = 2",
    "update nothing new": "UPDATE audit_entry SET payload = payload",
    "delete": "DELETE FROM audit_entry WHERE chain = 'KAZ' AND seq = 6",
    "same place": """INSERT INTO audit_entry (chain, seq, previous, payload, digest, at)
                     SELECT chain, seq, previous, payload, digest, at FROM audit_entry WHERE seq = 6""",
}
if_sqlite = {
    "replace by id": """INSERT OR REPLACE INTO audit_entry (id, chain, seq, previous, payload, digest, at)
                        SELECT id, chain, 77, previous, payload, digest, at FROM audit_entry WHERE seq = 6""",
    "replace by place": """INSERT OR REPLACE INTO audit_entry (chain, seq, previous, payload, digest, at)
                           SELECT chain, seq, previous, '{}', digest, at FROM audit_entry WHERE seq = 6""",
}
if_postgresql = {
    "truncate": "TRUNCATE audit_entry",
    "upsert": """INSERT INTO audit_entry (chain, seq, previous, payload, digest, at)
                 SELECT chain, seq, previous, payload, digest, at FROM audit_entry WHERE seq = 6
                 ON CONFLICT (chain, seq) DO UPDATE SET payload = '{}'""",
}


def test_the_database_refuses_to_touch_an_entry(chain):
    before = list(Entry.objects.order_by("id").values())
    statements = REFUSED | (if_sqlite if connection.vendor == "sqlite" else if_postgresql)
    for name, statement in statements.items():
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            pytest.fail(f"the database allowed: {name}")
    assert list(Entry.objects.order_by("id").values()) == before


def test_an_entry_outside_the_transaction_of_its_change_is_refused(transactional_db):
    with pytest.raises(transaction.TransactionManagementError):
        record(PLATFORM, "tests.note", ACTOR, "note:1", {})
    assert not Entry.objects.exists()


def test_an_entry_goes_when_its_transaction_fails(chain):
    with pytest.raises(PermissionDenied), transaction.atomic():
        record(chain, "tests.note", ACTOR, "note:7", {})
        raise PermissionDenied
    verdict = verify(chain)
    assert (verdict.fault, verdict.entries) == (None, 6)
