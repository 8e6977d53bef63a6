from django.db import models

from enthesis.store.models.booking import BookingRow
from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class AttachmentRow(OwnedRow):
    """A file of a case. Its content lies in the data folder under its hash; the row outlives no file."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    booking = models.ForeignKey(BookingRow, null=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    type = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        db_table = "attachment"
        constraints = (
            models.UniqueConstraint(
                fields=("case", "sha256"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="attachment_stands_once",
            ),
        )


class BringToldRow(OwnedRow):
    """What was said of one thing to bring to one visit. Added, never changed: the newest counts."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    booking = models.ForeignKey(BookingRow, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    item = models.CharField(max_length=40)
    said = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "bring_told"
        constraints = (models.UniqueConstraint(fields=("booking", "number"), name="bring_told_number_once"),)
