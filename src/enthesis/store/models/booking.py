from django.db import models
from django.db.models.functions import Left

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class RequestRow(OwnedRow):
    """A visitor asks for a consultation. Becomes a case when the desk books it."""

    status = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField()
    given = models.CharField(max_length=100)
    family = models.CharField(max_length=100)
    birth_date = models.DateField()
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=5, default="en")
    side = models.CharField(max_length=5)
    reason = models.TextField(blank=True)
    office = models.CharField(max_length=50)
    red_flags = models.TextField(default="[]")
    how_long = models.CharField(max_length=20, blank=True)
    care = models.TextField(blank=True)
    asker_name = models.CharField(max_length=100, blank=True)
    asker_relation = models.CharField(max_length=100, blank=True)
    agreed = models.TextField(default="[]")
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT)

    class Meta:
        db_table = "request"


class BookingRow(OwnedRow):
    """A visit. Zone name, local wall time and UTC are all kept.

    It is a case's, or held by a request until somebody has said whose it is.
    """

    patient = models.ForeignKey(PatientRow, null=True, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT)
    request = models.ForeignKey(RequestRow, null=True, on_delete=models.PROTECT)
    office = models.CharField(max_length=50)
    clinician = models.CharField(max_length=50)
    visit_type = models.CharField(max_length=50)
    starts_at = models.DateTimeField()
    wall_start = models.CharField(max_length=16)
    zone = models.CharField(max_length=50)
    minutes = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20)
    room = models.CharField(max_length=50, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "booking"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(case__isnull=False, patient__isnull=False, request__isnull=True)
                | models.Q(case__isnull=True, patient__isnull=True, request__isnull=False),
                name="booking_is_somebodys",
            ),
            models.UniqueConstraint(
                fields=("request",),
                condition=~models.Q(status="cancelled"),
                name="request_holds_one",
            ),
            models.UniqueConstraint(
                "practice",
                "office",
                "room",
                Left("wall_start", 10),
                condition=models.Q(status="roomed") & ~models.Q(room=""),
                name="room_holds_one",
            ),
        )


class BookingChangeRow(OwnedRow):
    """One act on a booking, with where the visit stood after it. Added, never changed."""

    patient = models.ForeignKey(PatientRow, null=True, on_delete=models.PROTECT)
    booking = models.ForeignKey(BookingRow, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=20)
    why = models.CharField(max_length=20, blank=True)
    office = models.CharField(max_length=50)
    clinician = models.CharField(max_length=50)
    starts_at = models.DateTimeField()
    wall_start = models.CharField(max_length=16)
    zone = models.CharField(max_length=50)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "booking_change"
        constraints = (
            models.UniqueConstraint(fields=("booking", "number"), name="booking_change_number_once"),
        )


class TickRow(OwnedRow):
    """Five minutes of one resource, claimed. The unique key is what makes double booking impossible.

    A visit claims them, an open offer to somebody on the waiting list, or a booked operation. `tick` counts
    from 1970 in UTC.
    """

    resource = models.CharField(max_length=120)
    tick = models.PositiveIntegerField()
    booking = models.ForeignKey(BookingRow, null=True, on_delete=models.PROTECT)
    offer = models.ForeignKey("store.OfferRow", null=True, on_delete=models.PROTECT)
    operation = models.ForeignKey("store.OperationRow", null=True, on_delete=models.PROTECT)

    class Meta:
        db_table = "tick"
        constraints = (
            models.UniqueConstraint(fields=("practice", "resource", "tick"), name="tick_claimed_once"),
            models.CheckConstraint(
                condition=models.Q(booking__isnull=False, offer__isnull=True, operation__isnull=True)
                | models.Q(booking__isnull=True, offer__isnull=False, operation__isnull=True)
                | models.Q(booking__isnull=True, offer__isnull=True, operation__isnull=False),
                name="tick_has_one_owner",
            ),
        )
