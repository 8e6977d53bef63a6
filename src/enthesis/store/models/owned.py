"""What every row of a practice has: a random identity and the practice it belongs to."""

from uuid import uuid4

from django.db import models


class OwnedRow(models.Model):
    """Scoped by practice; `enthesis.store.scope.rows` is the only way in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    practice = models.ForeignKey("store.PracticeRow", on_delete=models.PROTECT)

    class Meta:
        abstract = True
