from django.db import models

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow
from enthesis.store.models.patient import PatientRow


class EndedRow(OwnedRow):
    """A death or a withdrawal, or the taking back of one. Never changed: the database sees to that.

    With `takes_back` it takes that row back, and `words` is why. With `known_on` nobody knows the day of
    death: `on` is that same day, on which the practice was told. With `case` an event of that hip told it.
    """

    patient = models.ForeignKey(PatientRow, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    on = models.DateField()
    known_on = models.DateField(null=True)
    told_by = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT, related_name="+")
    takes_back = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "ended"
