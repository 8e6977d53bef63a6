"""What the limits of a chart are from: declared, appended, the last of each chart in force."""

from uuid import UUID

from enthesis.domain.biologics.yields.baseline import Baseline, Subject
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.errors import Stale
from enthesis.store.codec import decode, encode
from enthesis.store.models import BaselineRow, PracticeRow
from enthesis.store.scope import Scope, rows

TABLE = BaselineRow._meta.db_table


def list_baselines(scope: Scope) -> tuple[Baseline, ...]:
    """The one that holds of each chart that has one."""
    last = {(row.watched, row.name, row.charted): row for row in rows(scope, BaselineRow).order_by("number")}
    return tuple(decode(row.body, Baseline) for row in last.values())


def list_chart_baselines(scope: Scope, subject: Subject, charted: Charted) -> tuple[Baseline, ...]:
    """Every baseline of one chart, oldest first."""
    found = rows(scope, BaselineRow).filter(
        watched=subject.watched.value, name=subject.name, charted=charted.value
    )
    return tuple(decode(row.body, Baseline) for row in found.order_by("number"))


def save_baseline(scope: Scope, made: Baseline, *, by: UUID, read: int) -> UUID:
    """The baseline holds. Raises Stale where somebody declared another since the caller looked."""
    list(PracticeRow.objects.select_for_update(no_key=True).filter(id=scope.practice))
    same = {
        "watched": made.subject.watched.value,
        "name": made.subject.name,
        "charted": made.charted.value,
    }
    number = rows(scope, BaselineRow).filter(**same).count()
    if number != read:
        raise Stale(
            "baseline-moved-on",
            "Somebody declared another baseline of this chart since you opened it.",
            "Look at it, then declare yours.",
        )
    row = BaselineRow.objects.create(
        practice_id=scope.practice,
        **same,
        number=number + 1,
        body=encode(made),
        at=made.at,
        by=by,
        by_name=made.name,
        why=made.why,
    )
    return row.id
