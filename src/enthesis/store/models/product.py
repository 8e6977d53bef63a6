from django.db import models

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class TherapyEventRow(OwnedRow):
    """One occasion on one hip, under a code that stands before anything is collected."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    occasion = models.CharField(max_length=20)
    code = models.CharField(max_length=30, unique=True)
    donation = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    opened_by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "therapy_event"
        constraints = (models.UniqueConstraint(fields=("case", "occasion"), name="therapy_event_once"),)


class ProductRow(OwnedRow):
    """The head of a biologic product: its code and where it stands. What happened is in its events.

    `awaits` is whether a result of it is still to come. A counted product of one draw has when it was ready
    (`counted_ready_at`) and its device as it is compared (`made_with`): yields are looked for by them.
    """

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    event = models.ForeignKey(TherapyEventRow, on_delete=models.PROTECT)
    code = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    awaits = models.BooleanField(default=False)
    counted_ready_at = models.DateTimeField(null=True)
    made_with = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "product"
        indexes = (
            models.Index(fields=("practice",), condition=models.Q(awaits=True), name="product_awaits"),
            models.Index(fields=("practice", "kind", "counted_ready_at"), name="product_counted"),
            models.Index(
                fields=("practice", "kind", "made_with", "counted_ready_at"), name="product_counted_with"
            ),
        )


class ProductEventRow(OwnedRow):
    """One step of a product, never changed."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    product = models.ForeignKey(ProductRow, on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=20)
    body = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "product_event"
        ordering = ("product", "number")
        constraints = (
            models.UniqueConstraint(fields=("product", "number"), name="product_event_number_once"),
        )


class ProductKitRow(OwnedRow):
    """Which device and lot a product was made with, as a recall looks for it: in lower case, plainly spaced.

    An empty lot was not known. A product that is made of several has a row for each of them.
    """

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    product = models.ForeignKey(ProductRow, on_delete=models.PROTECT)
    device = models.CharField(max_length=200)
    lot = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "product_kit"
        indexes = (models.Index(fields=("practice", "device", "lot"), name="product_kit_recalled"),)
