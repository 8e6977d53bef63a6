from django.db import models

from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class MergeRow(OwnedRow):
    """A patient is also another one. While it holds the first is found by the second; nothing else moves."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey(PatientRow, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    why_parted = models.CharField(max_length=20, blank=True)
    parted_at = models.DateTimeField(null=True)
    parted_by = models.UUIDField(null=True)
    parted_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "merge"
        constraints = (
            models.UniqueConstraint(
                fields=("patient",), condition=models.Q(parted_at=None), name="merged_into_one"
            ),
            models.CheckConstraint(condition=~models.Q(patient=models.F("into")), name="merged_into_another"),
        )
