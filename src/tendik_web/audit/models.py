"""Entries of the history, chained by digest, and the head of each chain."""

from typing import Any

from django.db import models
from django.db.models import F, Func


class Head(models.Model):
    """The last entry of a chain; whoever adds an entry locks this row first."""

    chain = models.CharField(max_length=20, primary_key=True)
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.digest}"


class FromPayload(Func):
    """A text inside the payload. The database computes it, so it cannot differ from what was hashed."""

    arity = 1

    def __init__(self, expression: Any, key: str = "", **extra: Any) -> None:
        super().__init__(expression, key=key, **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="json_extract(%(expressions)s, '$.%(key)s')", **context
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="(%(expressions)s::jsonb ->> '%(key)s')", **context)


def _from_payload(key: str) -> models.GeneratedField:
    return models.GeneratedField(
        expression=FromPayload(F("payload"), key=key),
        output_field=models.CharField(max_length=80),
        db_persist=True,
    )


class Entry(models.Model):
    """One action, as it was: never changed, never deleted.

    ``payload`` is text, not JSON of the database, which would rewrite what was hashed; ``at``
    is text for the same reason: UTC, ``2026-03-01T09:30:00.000000Z``, sorted as written.
    """

    chain = models.CharField(max_length=20)
    seq = models.BigIntegerField()
    previous = models.CharField(max_length=64)
    payload = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.CharField(max_length=27)
    action = _from_payload("action")
    actor = _from_payload("actor")
    record = _from_payload("record")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["chain", "seq"], name="audit_entry_chain_seq"),)
        indexes = (
            models.Index(fields=["record", "seq"], name="audit_entry_record"),
            models.Index(fields=["chain", "actor", "seq"], name="audit_entry_actor"),
            models.Index(fields=["chain", "action", "seq"], name="audit_entry_action"),
            models.Index(fields=["chain", "at"], name="audit_entry_at"),
        )

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"
