"""Writers at the same time: none loses an entry, the chain stays one."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections, transaction

from tendik_web.access.actors import Actor
from tendik_web.audit.chain import record
from tendik_web.audit.models import Entry
from tendik_web.audit.verify import verify

WRITERS, EACH = 8, 15


def test_eight_writers_lose_nothing(transactional_db):
    start = Barrier(WRITERS)

    def write(writer: int) -> None:
        start.wait()
        try:
            for number in range(EACH):
                with transaction.atomic():
                    record("KAZ", "tests.note", Actor(f"test:{writer}", frozenset()), f"note:{number}", {})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, writer) for writer in range(WRITERS)]:
            done.result(timeout=60)

    verdict = verify("KAZ")
    assert (verdict.fault, verdict.entries) == (None, WRITERS * EACH)
    payloads = [json.loads(text) for text in Entry.objects.order_by("seq").values_list("payload", flat=True)]
    for writer in range(WRITERS):
        mine = [entry["record"] for entry in payloads if entry["actor"] == f"test:{writer}"]
        assert mine == [f"note:{number}" for number in range(EACH)]


def test_a_chain_can_be_verified_while_it_grows(transactional_db):
    with transaction.atomic():
        record("KAZ", "tests.note", Actor("test:0", frozenset()), "note:0", {})

    def write() -> None:
        try:
            for number in range(40):
                with transaction.atomic():
                    record("KAZ", "tests.note", Actor("test:1", frozenset()), f"note:{number}", {})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        verdicts = [verify("KAZ")]
        while not writing.done():
            verdicts.append(verify("KAZ"))
        writing.result()
    verdicts.append(verify("KAZ"))
    assert [verdict.fault for verdict in verdicts if verdict.fault] == []
    assert verdicts[-1].entries == 41
