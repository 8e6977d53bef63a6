"""What the plan in force says about giving a product: the occasion, the moment, and whether it has come."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from enthesis.domain.biologics.bench.therapy_event import When
from enthesis.domain.pathway.plan import Plan, Timing
from enthesis.domain.pathway.surgery import Finish, Start, Step, StepKind, planned_steps, product_obstacle
from enthesis.domain.practice.booking import Booking, BookingStatus

_GOING_ON = (BookingStatus.ARRIVED, BookingStatus.ROOMED)


class Occasion(StrEnum):
    """One hip has a therapy event for each; what is collected for one is not given at the other."""

    OPERATION = "operation"
    AFTERWARDS = "afterwards"


def when_of(plan: Plan | None) -> When | None:
    """The moment that the plan names; None where it holds no product."""
    if plan is None or plan.biologic is None:
        return None
    return {
        Timing.DURING: When.FOOTPRINT_PREPARED,
        Timing.END_OF_PROCEDURE: When.REPAIR_COMPLETED,
        Timing.AFTER: When.VISIT,
    }[plan.biologic.timing]


def occasion_of(plan: Plan | None) -> Occasion:
    return Occasion.AFTERWARDS if when_of(plan) is When.VISIT else Occasion.OPERATION


def visit_going_on(visits: Iterable[Booking], *, on: date) -> Booking | None:
    """The visit of this day to which the patient has come and which has not ended."""
    going = (b for b in visits if b.status in _GOING_ON and b.visit.wall_start.date() == on)
    return next(going, None)


def visit_obstacle(plan: Plan | None, visits: Iterable[Booking], *, on: date) -> str | None:
    """Why an injection after the operation has not come to its visit; None where it has, or is none."""
    if when_of(plan) is not When.VISIT or visit_going_on(visits, on=on):
        return None
    return "The plan gives the product at a visit after the operation, and no visit of this hip goes on."


def not_its_moment(
    plan: Plan,
    start: Start | None,
    steps: Sequence[Step],
    finish: Finish | None,
    operated_on: date | None,
    *,
    given_at: datetime,
    on: date,
) -> str | None:
    """As `product_obstacle`; and during the operation what prepares the footprint comes first."""
    told = product_obstacle(plan, start, steps, finish, operated_on, given_at=given_at, on=on)
    if told or when_of(plan) is not When.FOOTPRINT_PREPARED:
        return told
    if _is_prepared(plan, [s for s in steps if s.done_at <= given_at]):
        return None
    return "The plan gives the product once the footprint is prepared, which is not recorded."


def _is_prepared(plan: Plan, steps: Sequence[Step]) -> bool:
    """The step that says so is recorded, or every planned one up to it where the plan has none of its own."""
    told = {s.kind for s in steps}
    order = tuple(StepKind)
    last = order.index(StepKind.FOOTPRINT)
    before = {kind for kind in planned_steps(plan) if order.index(kind) <= last}
    return any(s.kind is StepKind.FOOTPRINT and not s.omitted for s in steps) or bool(
        before and before <= told
    )
