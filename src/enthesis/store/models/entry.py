from django.db import models

from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class PaperSheetRow(OwnedRow):
    """A form that was printed for one patient: what stands on it, by the code on each of its pages.

    A sheet is printed once; printed again it is another one, with another code.
    """

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    code = models.CharField(max_length=20, unique=True)
    language = models.CharField(max_length=10)
    blocks = models.TextField()
    printed_at = models.DateTimeField()
    printed_on = models.DateField()
    printed_by = models.UUIDField(null=True)
    printed_by_name = models.CharField(max_length=200)
    status = models.CharField(max_length=20)
    twice = models.BooleanField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "paper_sheet"


class PaperEntryRow(OwnedRow):
    """What one person read on a sheet: the first, the second, or what settled them. Never changed."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    sheet = models.ForeignKey(PaperSheetRow, on_delete=models.PROTECT)
    turn = models.PositiveSmallIntegerField()
    filled = models.TextField()
    fields = models.PositiveIntegerField(default=0)
    differs = models.PositiveIntegerField(default=0)
    although_old = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "paper_entry"
        constraints = (models.UniqueConstraint(fields=("sheet", "turn"), name="paper_entry_turn_once"),)
