from django.db import models

from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class LabelPrintRow(OwnedRow):
    """Labels of one code that were printed at once. Never changed: each may still stick somewhere."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    code = models.CharField(max_length=30)
    number = models.PositiveSmallIntegerField()
    copies = models.PositiveSmallIntegerField()
    stock = models.CharField(max_length=20)
    says = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "label_print"
        constraints = (models.UniqueConstraint(fields=("code", "number"), name="label_print_number_once"),)
