from django.db import models

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class AttentionRow(OwnedRow):
    """What a patient told in one round that a person should look at, and what became of it."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    milestone = models.CharField(max_length=20, blank=True)
    concerns = models.TextField()
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    claimed_by = models.UUIDField(null=True)
    claimed_by_name = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    closed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "attention"
        constraints = (
            models.UniqueConstraint(
                fields=("case", "milestone"), condition=models.Q(outcome=""), name="attention_open_once"
            ),
        )
