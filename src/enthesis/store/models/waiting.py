from django.db import models

from enthesis.store.models.booking import BookingRow, RequestRow
from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class WaitingRow(OwnedRow):
    """Somebody on the waiting list: of a visit that stands, a request without a time, or a case."""

    patient = models.ForeignKey(PatientRow, null=True, on_delete=models.PROTECT)
    booking = models.ForeignKey(BookingRow, null=True, on_delete=models.PROTECT)
    request = models.ForeignKey(RequestRow, null=True, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT)
    visit_type = models.CharField(max_length=50)
    offices = models.TextField(default="[]")
    clinician = models.CharField(max_length=50, blank=True)
    half = models.CharField(max_length=10, blank=True)
    weekdays = models.TextField(default="[]")
    notice = models.PositiveSmallIntegerField()
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    since = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    ended = models.CharField(max_length=10, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "waiting"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(booking__isnull=False, request__isnull=True, case__isnull=True)
                | models.Q(booking__isnull=True, request__isnull=False, case__isnull=True)
                | models.Q(booking__isnull=True, request__isnull=True, case__isnull=False),
                name="waiting_is_somebodys",
            ),
            *(
                models.UniqueConstraint(
                    fields=(subject,), condition=models.Q(ended=""), name=f"{subject}_waits_once"
                )
                for subject in ("booking", "request", "case")
            ),
        )


class OfferRow(OwnedRow):
    """A time that is offered to one person. While it is open its ticks are claimed by it.

    Zone name, local wall time and UTC are all kept.
    """

    patient = models.ForeignKey(PatientRow, null=True, on_delete=models.PROTECT)
    waiting = models.ForeignKey(WaitingRow, on_delete=models.PROTECT)
    office = models.CharField(max_length=50)
    clinician = models.CharField(max_length=50)
    visit_type = models.CharField(max_length=50)
    starts_at = models.DateTimeField()
    wall_start = models.CharField(max_length=16)
    zone = models.CharField(max_length=50)
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10)
    status = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "offer"
        constraints = (
            models.UniqueConstraint(
                fields=("waiting",), condition=models.Q(status="open"), name="one_open_offer_each"
            ),
        )
