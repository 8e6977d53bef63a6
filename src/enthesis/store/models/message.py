from django.db import models

from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.work import OutboxRow


class MessageEventRow(OwnedRow):
    """What became of a message: sent, bounced, held back, given up. Added, never changed."""

    message = models.ForeignKey(OutboxRow, on_delete=models.PROTECT)
    event = models.CharField(max_length=20)
    way = models.CharField(max_length=10, blank=True)
    why = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        db_table = "message_event"
        indexes = (models.Index(fields=("practice", "at"), name="message_event_by_day"),)


class MessageStopRow(OwnedRow):
    """An address that gets no messages, or no reminders, since a moment. Only its hash is kept."""

    address_hash = models.CharField(max_length=64)
    what = models.CharField(max_length=10)
    why = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "message_stop"
        indexes = (models.Index(fields=("practice", "address_hash"), name="message_stop_address"),)
