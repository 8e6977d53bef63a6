from django.db import models

from enthesis.store.models.booking import BookingRow
from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow
from enthesis.store.models.waiting import WaitingRow


class LinkRow(OwnedRow):
    """A private link for one purpose. Only the hash of its token is kept.

    It is a patient's, to a case; or it leads to one visit or one place on the waiting list, whosever it is.
    """

    patient = models.ForeignKey(PatientRow, null=True, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT)
    booking = models.ForeignKey(BookingRow, null=True, on_delete=models.PROTECT)
    waiting = models.ForeignKey(WaitingRow, null=True, on_delete=models.PROTECT)
    purpose = models.CharField(max_length=20)
    milestone = models.CharField(max_length=10, blank=True)
    channel = models.CharField(max_length=10)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "link"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    case__isnull=False, patient__isnull=False, booking__isnull=True, waiting__isnull=True
                )
                | models.Q(
                    case__isnull=True, patient__isnull=True, booking__isnull=False, waiting__isnull=True
                )
                | models.Q(
                    case__isnull=True, patient__isnull=True, booking__isnull=True, waiting__isnull=False
                ),
                name="link_leads_to_one",
            ),
        )
