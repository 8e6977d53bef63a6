from django.db import models

from enthesis.store.models.owned import OwnedRow


class AuditRow(models.Model):
    """One act of a person, chained to the one before. Triggers refuse any change."""

    number = models.BigAutoField(primary_key=True)
    practice = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    role = models.CharField(max_length=30)
    person = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=30)
    subject = models.UUIDField(null=True)
    patient = models.UUIDField(null=True, db_index=True)
    detail = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "audit"


class SubmissionRow(OwnedRow):
    """A form that was sent once: sent again, it gets the same answer and changes nothing."""

    key = models.CharField(max_length=64)
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "submission"
        constraints = (models.UniqueConstraint(fields=("practice", "actor", "key"), name="submission_once"),)
