from django.db import models

from enthesis.store.models.owned import OwnedRow


class StudyRunRow(OwnedRow):
    """One computation of a study for a practice: who asked, how far it is, and the report it published."""

    slug = models.CharField(max_length=80)
    protocol = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="waiting")
    job = models.UUIDField(null=True)
    doing = models.CharField(max_length=200, blank=True)
    step = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)
    folder = models.CharField(max_length=80, blank=True)
    files = models.TextField(blank=True)
    snapshot = models.CharField(max_length=64, blank=True)
    revision = models.CharField(max_length=80, blank=True)
    synthetic = models.BooleanField(default=False)
    hips = models.PositiveIntegerField(null=True)
    eligible = models.PositiveIntegerField(null=True)
    analysed = models.PositiveIntegerField(null=True)
    persons = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "study_run"
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "slug"),
                condition=models.Q(state__in=("waiting", "running")),
                name="study_runs_once",
            ),
        )
