from django.db import models

from enthesis.store.models.owned import OwnedRow


class SignOffRow(OwnedRow):
    """What a practice decided on a value that ships recalled or proposed. Never changed; the last counts."""

    number = models.PositiveIntegerField()
    place = models.CharField(max_length=200)
    path = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    ships = models.TextField()
    decision = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    signature = models.TextField()

    class Meta:
        db_table = "sign_off"
        ordering = ("practice", "number")
        constraints = (models.UniqueConstraint(fields=("practice", "number"), name="sign_off_number_once"),)
