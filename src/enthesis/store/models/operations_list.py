from django.db import models

from enthesis.store.models.case import CaseRow
from enthesis.store.models.owned import OwnedRow


class OperationsListRow(OwnedRow):
    """A hospital's list as it was imported: its file by name and hash, and what became of its lines.

    The file itself is not kept. `unread` are the lines that could not be taken, with why.
    """

    hospital = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20)
    lines = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    unread_count = models.PositiveIntegerField()
    unread = models.TextField(default="[]")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_by_name = models.CharField(max_length=200, blank=True)
    settled_words = models.TextField(blank=True)

    class Meta:
        db_table = "operations_list"


class ListedOperationRow(OwnedRow):
    """One operation as the hospital's lists tell it, whether or not its patient is known here.

    It takes the newest content that a list told under its key: `content` is the hash of that, and `version`
    rises with it; what was told before is a `ListedOperationVersionRow`.
    """

    list = models.ForeignKey(OperationsListRow, on_delete=models.PROTECT)
    line = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    on = models.DateField()
    hospital = models.CharField(max_length=500)
    operation_number = models.CharField(max_length=500, blank=True)
    surgeon = models.CharField(max_length=500, blank=True)
    given = models.CharField(max_length=500, blank=True)
    family = models.CharField(max_length=500, blank=True)
    birth_date = models.DateField(null=True)
    record_number = models.CharField(max_length=500, blank=True)
    side = models.CharField(max_length=5, blank=True)
    part = models.CharField(max_length=5, blank=True)
    procedure = models.TextField(blank=True)
    codes = models.TextField(default="[]")
    diagnoses = models.TextField(default="[]")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "listed_operation"
        constraints = (models.UniqueConstraint(fields=("practice", "key"), name="listed_operation_once"),)


class ListedOperationVersionRow(OwnedRow):
    """What a list told of an operation before another told it otherwise: `told` under this `version`, by the
    line of this list. Never changed; the database refuses.
    """

    listed = models.ForeignKey(ListedOperationRow, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    list = models.ForeignKey(OperationsListRow, on_delete=models.PROTECT)
    line = models.PositiveIntegerField()
    told = models.TextField()

    class Meta:
        db_table = "listed_operation_version"
        constraints = (
            models.UniqueConstraint(fields=("listed", "version"), name="listed_operation_version_once"),
        )


class OperationAnswerRow(OwnedRow):
    """What was said of a listed operation. Added, never changed: the newest counts, as long as `read` is the
    version of what the list says."""

    listed = models.ForeignKey(ListedOperationRow, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    read = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20)
    case = models.ForeignKey(CaseRow, null=True, on_delete=models.PROTECT)
    reason = models.CharField(max_length=30, blank=True)
    words = models.TextField(blank=True)
    is_exact = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "operation_answer"
        constraints = (
            models.UniqueConstraint(fields=("listed", "number"), name="operation_answer_number_once"),
        )


class OperationsLayoutRow(OwnedRow):
    """Which headings one hospital's list has. Never changed; the last of a hospital is in force."""

    hospital = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    body = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        db_table = "operations_layout"
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "hospital", "number"), name="operations_layout_number_once"
            ),
        )
