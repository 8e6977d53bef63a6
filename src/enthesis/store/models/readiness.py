from django.db import models

from enthesis.store.models.attachment import AttachmentRow
from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class ClearanceToldRow(OwnedRow):
    """One thing that was said of a clearance of a case. Added, never changed."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=50)
    about = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20)
    whom = models.CharField(max_length=200, blank=True)
    reached = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    why = models.TextField(blank=True)
    file = models.ForeignKey(AttachmentRow, null=True, on_delete=models.PROTECT)
    planned_for = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "clearance_told"
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="clearance_told_number_once"),)


class KitCheckRow(OwnedRow):
    """Somebody looked whether one thing of a plan is there. Added, never changed."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    need = models.CharField(max_length=100)
    needed = models.CharField(max_length=300)
    state = models.CharField(max_length=20)
    lot = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True)
    udi = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "kit_check"
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="kit_check_number_once"),)
