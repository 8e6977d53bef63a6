from django.db import models

from enthesis.store.models.owned import OwnedRow


class FeedRow(OwnedRow):
    """A private link to the calendar of one clinician. Only the hash of its token is kept."""

    clinician = models.CharField(max_length=50)
    token_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Meta:
        db_table = "feed"
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "clinician"),
                condition=models.Q(revoked_at__isnull=True),
                name="feed_stands_once",
            ),
        )
