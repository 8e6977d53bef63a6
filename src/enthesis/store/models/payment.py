from django.db import models

from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class InsuranceRow(OwnedRow):
    """One version of who may pay for a patient, as it was told. Added, never changed."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    pays_self = models.BooleanField()
    payer = models.CharField(max_length=100, blank=True)
    plan = models.CharField(max_length=100, blank=True)
    member = models.CharField(max_length=50, blank=True)
    group_number = models.CharField(max_length=50, blank=True)
    holder = models.CharField(max_length=200, blank=True)
    relation = models.CharField(max_length=50, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    told_by = models.CharField(max_length=20)
    told_on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "insurance"
        constraints = (models.UniqueConstraint(fields=("patient", "version"), name="insurance_version_once"),)


class QuoteRow(OwnedRow):
    """An estimate that went out under a number. Never changed: a later one names the one it replaces."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    estimate = models.TextField()
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "quote"
        constraints = (models.UniqueConstraint(fields=("practice", "number"), name="quote_number_once"),)
