"""The visits that hang on a booked operation: two and six weeks after it, and a planned injection."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from enthesis.domain.outcomes.schedule import milestone_called, window_on
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.visit_type import VisitType
from enthesis.domain.terms import Sourced

MILESTONES = ("2w", "6w")
INJECTION = "injection"
AROUND = Sourced(
    4, "d", tag="P", note="How many days before or after its day may a visit after the operation be?"
)
INJECTION_LATE = Sourced(
    3, "d", tag="P", note="How many days after its planned day may a product still be injected?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterVisit:
    """A visit to be booked: on `due`, or else from `first` to `last`, both days included."""

    purpose: str
    title: str
    due: date
    first: date
    last: date

    def has(self, on: date) -> bool:
        return self.first <= on <= self.last


def visits_after(on: date, plan: Plan | None) -> tuple[AfterVisit, ...]:
    """What is to be booked after an operation on this day, the earliest first.

    A visit of a milestone lies in its window. An injection is never before its day. Raises Invalid where the
    calendar ends.
    """
    found = [_of_milestone(on, purpose) for purpose in MILESTONES]
    if plan is not None and plan.biologic is not None and plan.biologic.day is not None:
        due = on + timedelta(days=plan.biologic.day)
        last = due + timedelta(days=int(INJECTION_LATE.value))
        found.append(AfterVisit(purpose=INJECTION, title="Injection", due=due, first=due, last=last))
    return tuple(sorted(found, key=lambda visit: visit.due))


def _of_milestone(on: date, purpose: str) -> AfterVisit:
    milestone, around = milestone_called(purpose), timedelta(days=int(AROUND.value))
    window = window_on(on, milestone)
    return AfterVisit(
        purpose=purpose,
        title=milestone.title,
        due=window.due,
        first=max(window.opens, window.due - around),
        last=min(window.closes - timedelta(days=1), window.due + around),
    )


def kind_for(site: Practice, purpose: str) -> VisitType | None:
    """The kind of visit the practice has for it; None where its file names none."""
    return next((kind for kind in site.visit_types if purpose in kind.after_operation), None)


def nearest(visits: Iterable[Visit], wanted: AfterVisit) -> Iterator[Visit]:
    """The visits in the days that are wanted, those nearest to its day first."""
    fitting = (visit for visit in visits if wanted.has(visit.wall_start.date()))
    yield from sorted(fitting, key=lambda v: (abs(v.wall_start.date() - wanted.due), v.starts_at))


EXAMPLES: tuple[tuple[str, int | None, tuple[tuple[str, str, str, str], ...]], ...] = (
    (
        "2026-12-01",
        None,
        (
            ("2w", "2026-12-15", "2026-12-11", "2026-12-19"),
            ("6w", "2027-01-12", "2027-01-08", "2027-01-16"),
        ),
    ),
    (
        "2026-12-01",
        21,
        (
            ("2w", "2026-12-15", "2026-12-11", "2026-12-19"),
            ("injection", "2026-12-22", "2026-12-22", "2026-12-25"),
            ("6w", "2027-01-12", "2027-01-08", "2027-01-16"),
        ),
    ),
)
"""Day of the operation, day of a planned injection, and each visit with its day, first and last day."""
