from django.db import models

from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class CallRow(OwnedRow):
    """A call for answers that was made, and what became of it. Added, never changed. Of the number only a
    keyed hash is kept, so that one that reaches somebody else is known again.
    """

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    about = models.TextField()
    outcome = models.CharField(max_length=20)
    at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    best = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    number_hash = models.CharField(max_length=64, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "follow_up_call"
        indexes = (models.Index(fields=("practice", "at"), name="follow_up_call_by_day"),)


class CallClaimRow(OwnedRow):
    """Who is calling a person just now, until when. One row a person, taken over once its time is over."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    until = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "call_claim"
        constraints = (models.UniqueConstraint(fields=("patient",), name="call_claimed_once"),)
