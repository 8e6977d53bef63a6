from django.db import models

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class IntakeRow(OwnedRow):
    """What a patient is telling before a visit. Once sent it stands as an entry of the case."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    status = models.CharField(max_length=10)
    version = models.PositiveIntegerField(default=1)
    statements = models.TextField()
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake"
        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=models.Q(status="open"), name="intake_open_once"
            ),
        )
