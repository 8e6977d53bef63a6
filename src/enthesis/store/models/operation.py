from django.db import models

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class OperationRow(OwnedRow):
    """A booked operation. Zone name, the hospital's wall time and UTC are all kept.

    `begins` and `starts_at` are empty while nobody knows the time.
    """

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    hospital = models.CharField(max_length=50)
    zone = models.CharField(max_length=50)
    on = models.DateField()
    begins = models.TimeField(null=True)
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    team = models.TextField()
    state = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    visits = models.TextField(default="[]")
    call = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "operation"
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=models.Q(state__in=("planned", "confirmed", "moved")),
                name="one_operation_each",
            ),
        )


class OperationChangeRow(OwnedRow):
    """One act on a booked operation, with where it stood after it. Added, never changed."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    operation = models.ForeignKey(OperationRow, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    hospital = models.CharField(max_length=50)
    zone = models.CharField(max_length=50)
    on = models.DateField()
    begins = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "operation_change"
        constraints = (
            models.UniqueConstraint(fields=("operation", "number"), name="operation_change_number_once"),
        )
