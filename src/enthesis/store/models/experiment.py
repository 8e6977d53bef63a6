from django.db import models

from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class ExperimentRow(OwnedRow):
    """Two ways of asking that are compared. What is compared never changes; its end is added once."""

    title = models.CharField(max_length=120)
    varies = models.CharField(max_length=20)
    first_arm = models.CharField(max_length=40)
    second_arm = models.CharField(max_length=40)
    milestones = models.TextField()
    first_on = models.DateField()
    last_on = models.DateField()
    within_days = models.PositiveSmallIntegerField()
    persons = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    started_by = models.UUIDField(null=True)
    started_by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=20, blank=True)
    ended_by = models.UUIDField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "experiment"
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "varies"),
                condition=models.Q(ended_at=None),
                name="one_experiment_each",
            ),
        )


class AllotmentRow(OwnedRow):
    """The arm a person got at the first message. Never changed: the database sees to that."""

    experiment = models.ForeignKey(ExperimentRow, on_delete=models.PROTECT)
    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    milestone = models.CharField(max_length=10)
    arm = models.CharField(max_length=40)
    block = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField()
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        db_table = "allotment"
        constraints = (models.UniqueConstraint(fields=("experiment", "patient"), name="allotted_once"),)
