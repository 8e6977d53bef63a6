from django.db import models

from enthesis.store.models.owned import OwnedRow


class CohortRow(OwnedRow):
    """What the practice's own hips did on one scale, computed anew from time to time. It tells of nobody."""

    instrument = models.CharField(max_length=40)
    scale = models.CharField(max_length=60)
    body = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "cohort"
        constraints = (
            models.UniqueConstraint(fields=("practice", "instrument", "scale"), name="cohort_once"),
        )
