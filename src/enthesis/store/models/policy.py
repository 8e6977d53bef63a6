from django.db import models

from enthesis.store.models.owned import OwnedRow


class PolicyRow(OwnedRow):
    """A version of what the practice decided about the rules. Never changed; the last is in force.

    `by` and `signature` are empty for a version that a practice file brought.
    """

    number = models.PositiveIntegerField()
    version = models.CharField(max_length=100)
    body = models.TextField()
    origin = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    signature = models.TextField(blank=True)

    class Meta:
        db_table = "policy"
        ordering = ("practice", "number")
        constraints = (models.UniqueConstraint(fields=("practice", "number"), name="policy_number_once"),)
