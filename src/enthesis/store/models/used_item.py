from django.db import models

from enthesis.store.models.case import CaseRow, EntryRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow
from enthesis.store.models.product import ProductRow


class UsedItemRow(OwnedRow):
    """A graft, anchor or kit that was used on a hip: an index of what steps and preparations tell.

    Keys are compared in lower case and plainly spaced. It counts unless the step was taken back.
    """

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    entry = models.ForeignKey(EntryRow, null=True, on_delete=models.PROTECT)
    product = models.ForeignKey(ProductRow, null=True, on_delete=models.PROTECT)
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=200, blank=True)
    maker = models.CharField(max_length=200, blank=True)
    device = models.CharField(max_length=200, blank=True)
    lot = models.CharField(max_length=200, blank=True)
    serial = models.CharField(max_length=200, blank=True)
    donor = models.CharField(max_length=200, blank=True)
    udi = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True)
    maker_key = models.CharField(max_length=200, blank=True)
    lot_key = models.CharField(max_length=200, blank=True)
    serial_key = models.CharField(max_length=200, blank=True)
    donor_key = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True)
    step = models.CharField(max_length=20)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "used_item"
        constraints = (
            models.UniqueConstraint(fields=("entry", "place"), name="used_item_of_entry_once"),
            models.UniqueConstraint(fields=("product", "place"), name="used_item_of_product_once"),
        )
        indexes = (
            models.Index(fields=("practice", "lot_key"), name="used_item_by_lot"),
            models.Index(fields=("practice", "device", "lot_key"), name="used_item_by_device"),
            models.Index(fields=("practice", "name_key", "lot_key"), name="used_item_by_name"),
            models.Index(fields=("practice", "maker_key", "lot_key"), name="used_item_by_maker"),
            models.Index(fields=("practice", "serial_key"), name="used_item_by_serial"),
            models.Index(fields=("practice", "donor_key"), name="used_item_by_donor"),
        )
