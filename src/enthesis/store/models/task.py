from django.db import models

from enthesis.store.models.booking import RequestRow
from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class TaskRow(OwnedRow):
    """A telephone message or a task, with its owner and the day it is due."""

    kind = models.CharField(max_length=10)
    words = models.TextField()
    caller = models.CharField(max_length=200, blank=True)
    owner = models.UUIDField(null=True)
    owner_name = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    patient = models.ForeignKey(PatientRow, null=True, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT)
    request = models.ForeignKey(RequestRow, null=True, on_delete=models.PROTECT)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
    added_by_name = models.CharField(max_length=200)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.UUIDField(null=True)
    finished_by_name = models.CharField(max_length=200, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        db_table = "task"
