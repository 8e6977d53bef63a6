from django.db import models

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow


class DeterminationRow(OwnedRow):
    """Which path of the law was claimed for a product class. Never changed; the newest replaces the others.

    `case` is empty for one of the whole practice.
    """

    number = models.PositiveIntegerField()
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=30)
    body = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "determination"
        ordering = ("practice", "number")
        constraints = (
            models.UniqueConstraint(fields=("practice", "number"), name="determination_number_once"),
        )
