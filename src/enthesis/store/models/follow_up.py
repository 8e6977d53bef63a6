from django.db import models

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class FollowUpRow(OwnedRow):
    """One milestone of one operated hip. A later surgery date writes a new set; the old one is retired, and
    stays. `origin` is the event a later timeline of the same case is counted from, empty for the first.
    """

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    milestone = models.CharField(max_length=10)
    surgery_on = models.DateField()
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()
    origin = models.CharField(max_length=30, blank=True)
    made_at = models.DateTimeField(null=True)
    retired = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)
    retired_because = models.CharField(max_length=30, blank=True)

    class Meta:
        db_table = "follow_up"
        constraints = (
            models.UniqueConstraint(
                fields=("case", "milestone", "surgery_on"),
                condition=models.Q(retired=False),
                name="follow_up_once",
            ),
        )


class ResponseRow(OwnedRow):
    """Answers to one instrument, pinned to its id, version, wording and language, where known, for ever.

    `shared_from` is the row of another hip that the person answered, where the answers are kept for this one.
    `answered_on` is the day they were given where that is not the day they were sent; `sheet` the paper.
    """

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT)
    milestone = models.CharField(max_length=10)
    instrument = models.CharField(max_length=40)
    instrument_version = models.CharField(max_length=20)
    wording = models.CharField(max_length=10)
    translation = models.ForeignKey("store.InstrumentWordingRow", null=True, on_delete=models.PROTECT)
    language = models.CharField(max_length=10, blank=True)
    mode = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    answers = models.TextField()
    scores = models.TextField(default="[]")
    opened_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    shared_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=10, blank=True)
    missing = models.TextField(default="{}")
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True)
    sheet = models.ForeignKey("store.PaperSheetRow", null=True, on_delete=models.PROTECT)

    class Meta:
        db_table = "response"
        constraints = (
            models.UniqueConstraint(
                fields=("case", "milestone", "instrument"),
                condition=models.Q(status="open"),
                name="response_open_once",
            ),
        )
