from uuid import uuid4

from django.db import models


class PracticeRow(models.Model):
    """The wall. `body` is the practice as its file described it when it was last loaded.

    `policy` is what it decided about the rules, empty where all is as shipped.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    body = models.TextField()
    policy = models.TextField(default="", blank=True)
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = "practice"
