from django.db import models

from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import HipRow, PatientRow


class CaseRow(OwnedRow):
    """One pathway of one hip. `version` rises with every entry; a writer must name the one it read."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    hip = models.ForeignKey(HipRow, on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=30)
    wristband = models.CharField(max_length=30, unique=True)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    operated_on = models.DateField(null=True)

    class Meta:
        db_table = "hip_case"
        constraints = (models.UniqueConstraint(fields=("hip", "number"), name="case_number_once"),)


class EntryRow(OwnedRow):
    """One thing recorded on a case. Never changed: a correction is a new entry that names the old one."""

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    body = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    signature = models.TextField(blank=True)

    class Meta:
        db_table = "entry"
        ordering = ("case", "number")
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="entry_number_once"),)
        indexes = (models.Index(fields=("practice", "kind"), name="entry_by_kind"),)
