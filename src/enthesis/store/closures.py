"""Times that are closed while the practice runs, beside the closures of its file."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import Closure
from enthesis.domain.terms import ClosureId
from enthesis.store.models import ClosureRow
from enthesis.store.scope import Scope, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A closure somebody made. `by_name` is that person's name then."""

    id: ClosureId
    closure: Closure
    at: datetime
    by_name: str

    def concerns(self, site: Practice) -> bool:
        """Whether the practice still has the office and the clinician it names."""
        offices, clinicians = ({noun.slug for noun in nouns} for nouns in (site.offices, site.clinicians))
        return self.closure.office in {"", *offices} and self.closure.clinician in {"", *clinicians}


def save_closure(scope: Scope, closure: Closure, *, at: datetime) -> ClosureId:
    row = ClosureRow.objects.create(
        practice_id=scope.practice,
        first=closure.first,
        last=closure.last,
        office=closure.office,
        clinician=closure.clinician,
        begins=closure.begins,
        ends=closure.ends,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return ClosureId(row.id)


def list_closures(scope: Scope) -> tuple[Closed, ...]:
    """Those that hold or held and were not lifted, the earliest first. When nobody works is no secret."""
    found = ClosureRow.objects.filter(practice_id=scope.practice, lifted_at=None)
    return tuple(_closed(row) for row in found.order_by("first", "begins", "at"))


def load_closure(scope: Scope, closure: UUID) -> Closed:
    row = rows(scope, ClosureRow).filter(id=closure, lifted_at=None).first()
    if row is None:
        raise NotFound("closure", "There is no such closure in this practice.", "It may have been lifted.")
    return _closed(row)


def save_lifted(scope: Scope, closure: UUID, *, at: datetime) -> None:
    """It closes nothing any more; raises Stale when somebody was faster."""
    standing = rows(scope, ClosureRow).filter(id=closure, lifted_at=None)
    if not standing.update(lifted_at=at, lifted_by=scope.actor.person):
        raise Stale("closure-lifted", "Somebody else has just lifted this closure.", "Open the list again.")


def _closed(row: ClosureRow) -> Closed:
    return Closed(
        id=ClosureId(row.id),
        closure=Closure(
            first=row.first,
            last=row.last,
            office=row.office,
            clinician=row.clinician,
            begins=row.begins,
            ends=row.ends,
        ),
        at=row.at,
        by_name=row.by_name,
    )
