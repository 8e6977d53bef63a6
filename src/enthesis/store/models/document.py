from django.db import models

from enthesis.store.models.case import CaseRow, EntryRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class DocumentRow(OwnedRow):
    """A PDF that was made of a case. Its content lies in the data folder under its hash. Never changed."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    entry = models.ForeignKey(EntryRow, null=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=30)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "document"
        constraints = (models.UniqueConstraint(fields=("case", "sha256"), name="document_once"),)
