from django.db import models

from enthesis.store.models.owned import OwnedRow


class InstrumentWordingRow(OwnedRow):
    """An instrument in its holder's words, in one language. Never changed; the newest is in force.

    A form that was opened in these words names this row for ever.
    """

    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "instrument_wording"
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "instrument", "language", "number"), name="instrument_wording_once"
            ),
        )


class InstrumentWeightsRow(OwnedRow):
    """What a licensed site brought to score an instrument. Never changed; the newest is in force."""

    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "instrument_weights"
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "instrument", "number"), name="instrument_weights_once"
            ),
        )
