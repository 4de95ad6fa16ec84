"""A job: what is to be done, for whom, and how far it is."""

from __future__ import annotations

from django.db import models

from tendik_web.access.ids import new_id
from tendik_web.jobs.states import State


class Job(models.Model):
    """One piece of work.

    ``key`` is unique among the jobs of a kind that one actor asked for. ``done`` of ``total``
    units are done (``total`` 0: not known), ``label`` says at what (a packed message);
    ``error`` is a list of packed problems. ``claim`` names the run that works on it: a run
    whose claim is gone can no longer change anything. ``queued_at`` of a job that is put off
    is still to come.
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    country = models.ForeignKey("countries.Country", models.PROTECT, null=True, related_name="+")
    asked_by = models.CharField(max_length=40)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    label = models.JSONField(null=True)
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    claim = models.CharField(max_length=26, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["asked_by", "kind", "key"], name="jobs_job_once"),)
        indexes = (models.Index(fields=["state", "queued_at"], name="jobs_job_state"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def ended(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.state in (State.DONE, State.FAILED)
