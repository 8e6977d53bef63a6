from django.db import models

from enthesis.store.models.owned import OwnedRow


class ProtocolRow(OwnedRow):
    """A version of how the practice prepares a product. Never changed; the last of a protocol is in force."""

    protocol = models.UUIDField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    body = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    why = models.TextField()
    signature = models.TextField()

    class Meta:
        db_table = "preparation_protocol"
        ordering = ("practice", "protocol", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "protocol", "number"), name="preparation_protocol_number_once"
            ),
        )


class BaselineRow(OwnedRow):
    """What the limits of a chart are from. Never changed; the last of each chart holds."""

    watched = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    charted = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    body = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    why = models.TextField()

    class Meta:
        db_table = "yield_baseline"
        ordering = ("practice", "watched", "name", "charted", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "watched", "name", "charted", "number"), name="yield_baseline_number_once"
            ),
        )
