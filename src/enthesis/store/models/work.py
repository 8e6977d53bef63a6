from django.db import models

from enthesis.store.models.owned import OwnedRow


class LeasedRow(OwnedRow):
    """Something the worker must do once. Whoever holds the newest lease token may finish it."""

    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=10, default="waiting")
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    body = models.TextField()

    class Meta:
        abstract = True


class OutboxRow(LeasedRow):
    """A message to leave the house, written in the transaction that caused it."""

    subject = models.UUIDField()
    version = models.PositiveIntegerField()
    wanted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "outbox"
        constraints = (models.UniqueConstraint(fields=("subject", "kind", "version"), name="outbox_once"),)
        indexes = (models.Index(fields=("status", "due_at"), name="outbox_due"),)


class JobRow(LeasedRow):
    """Long work started by an action. `key` keeps the same work from being queued twice."""

    key = models.CharField(max_length=100)

    class Meta:
        db_table = "job"
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "kind", "key"),
                condition=models.Q(status__in=("waiting", "leased")),
                name="job_queued_once",
            ),
        )
