from django.db import models

from enthesis.store.models.owned import OwnedRow


class PatientRow(OwnedRow):
    """The clinical identity of a person. Names and birth date are in contact rows, apart from it."""

    sex = models.CharField(max_length=10, blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        db_table = "patient"


class ContactRow(OwnedRow):
    """One version of how a patient is called and reached; the newest version is in force."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    given = models.CharField(max_length=100)
    family = models.CharField(max_length=100)
    birth_date = models.DateField()
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=5, default="en")
    agreed = models.TextField(default="[]")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        db_table = "contact"
        constraints = (models.UniqueConstraint(fields=("patient", "version"), name="contact_version_once"),)


class HipRow(OwnedRow):
    """The unit of everything: one side of one person."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    side = models.CharField(max_length=5)

    class Meta:
        db_table = "hip"
        constraints = (models.UniqueConstraint(fields=("patient", "side"), name="hip_side_once"),)
