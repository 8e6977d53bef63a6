from django.db import models

from enthesis.store.models.booking import RequestRow
from enthesis.store.models.owned import OwnedRow


class RequestNoteRow(OwnedRow):
    """One thing the desk did about a request: an urgency set, a call, a refusal. Added, never changed."""

    request = models.ForeignKey(RequestRow, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    how_soon = models.CharField(max_length=20, blank=True)
    suggested = models.CharField(max_length=20, blank=True)
    injured = models.BooleanField(null=True)
    why = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "request_note"
        constraints = (
            models.UniqueConstraint(fields=("request", "number"), name="request_note_number_once"),
        )
