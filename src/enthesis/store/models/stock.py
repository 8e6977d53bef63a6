from django.db import models

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow
from enthesis.store.models.used_item import UsedItemRow


class StockItemRow(OwnedRow):
    """An item the practice keeps. Only its par level and place change."""

    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    maker = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    device = models.CharField(max_length=200, blank=True)
    par = models.PositiveIntegerField()
    place = models.CharField(max_length=50, blank=True)
    name_key = models.CharField(max_length=200)
    maker_key = models.CharField(max_length=200, blank=True)
    kept_since = models.DateTimeField()

    class Meta:
        db_table = "stock_item"
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "kind", "name_key", "maker_key", "reference"), name="stock_item_once"
            ),
        )


class StockLotRow(OwnedRow):
    """A lot of an item, or one piece with a serial number. Never changed."""

    item = models.ForeignKey(StockItemRow, on_delete=models.PROTECT)
    lot = models.CharField(max_length=200, blank=True)
    serial = models.CharField(max_length=200, blank=True)
    donor = models.CharField(max_length=200, blank=True)
    device = models.CharField(max_length=200, blank=True)
    udi = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True)
    lot_key = models.CharField(max_length=200, blank=True)
    serial_key = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "stock_lot"
        constraints = (
            models.UniqueConstraint(fields=("item", "lot_key", "serial_key"), name="stock_lot_once"),
        )
        indexes = (
            models.Index(fields=("practice", "lot_key"), name="stock_lot_by_lot"),
            models.Index(fields=("practice", "serial_key"), name="stock_lot_by_serial"),
        )


class StockMovementRow(OwnedRow):
    """What came or went. Never changed; what is left is the sum. `expires_on` is what its label told then."""

    lot = models.ForeignKey(StockLotRow, on_delete=models.PROTECT)
    used_item = models.ForeignKey(UsedItemRow, null=True, on_delete=models.PROTECT)
    sort = models.CharField(max_length=20)
    number = models.IntegerField()
    place = models.CharField(max_length=50)
    expires_on = models.DateField(null=True)
    why = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "stock_movement"
        constraints = (models.UniqueConstraint(fields=("used_item", "sort"), name="stock_used_once"),)


class RecallRow(OwnedRow):
    """A recall as it was entered. Never changed; a correction is a new one that names the old one."""

    body = models.TextField()
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "recall"


class RecallNoteRow(OwnedRow):
    """What was told or decided about a recall, of one hip or of the whole. Never changed."""

    recall = models.ForeignKey(RecallRow, on_delete=models.PROTECT)
    patient = models.ForeignKey(PatientRow, null=True, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT)
    sort = models.CharField(max_length=10)
    body = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "recall_note"
