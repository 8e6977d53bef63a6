from django.db import models

from enthesis.store.models.owned import OwnedRow


class ClosureRow(OwnedRow):
    """A time that was closed while the practice ran, beside the closures of its file."""

    first = models.DateField()
    last = models.DateField()
    office = models.CharField(max_length=50, blank=True)
    clinician = models.CharField(max_length=50, blank=True)
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)

    class Meta:
        db_table = "closure"
