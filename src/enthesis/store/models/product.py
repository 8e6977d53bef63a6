from django.db import models

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class ProductRow(OwnedRow):
    """The head of a biologic product: its code and where it stands. What happened is in its events."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    code = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=20)
    version = models.PositiveIntegerField()

    class Meta:
        db_table = "product"


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
