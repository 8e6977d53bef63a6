"""When an adverse event of a case may have been: not before anything was done to the hip, and not ahead."""

from collections.abc import Collection
from datetime import date

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_grade import Outcome
from enthesis.domain.outcomes.event_type import OPERATIONS, EventType
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy

OF_REPAIR = OPERATIONS | {EventType.RE_RUPTURE}
"""These are of a repair that was done: none is of a day before it, when only blood or marrow was taken."""


def check_event(
    event: AdverseEvent, *, operated_on: date | None, taken_on: Collection[date], on: date
) -> None:
    """The days of the event fit those of the case; otherwise NotAllowed or Invalid, its code the field.

    `operated_on` is the day on which the operation began, None where there was none; `taken_on` the days on
    which blood or marrow was taken; `on` the day it is recorded. All are days on the office's clock.
    """
    if operated_on is None:
        raise NotAllowed(
            "not-operated",
            "No operation of this hip is on record.",
            "An adverse event is recorded from the operation on.",
        )
    of_repair = event.type in OF_REPAIR
    first = operated_on if of_repair else min((operated_on, *taken_on))
    if not first <= event.onset <= on:
        what = "operated on" if of_repair else "first treated"
        raise Invalid(
            "onset",
            f"The event cannot have begun on {event.onset:%-d %B %Y}.",
            f"Enter a day from {first:%-d %B %Y}, when the hip was {what} here, to today.",
        )
    if event.resolved_on is not None and event.resolved_on > on:
        raise Invalid(
            "resolved_on", f"{event.resolved_on:%-d %B %Y} has not come yet.", "Leave it empty until then."
        )
    _check_is_one_of("operated_on", "this hip was operated on", event.operated_on, (operated_on,))
    _check_is_one_of("harvested_on", "blood or marrow was taken", event.harvested_on, taken_on)


def check_product_named(event: AdverseEvent, codes: Collection[str]) -> None:
    """The product it may come from is one of this hip's; otherwise Invalid."""
    if event.product and event.product not in codes:
        raise Invalid(
            "product", "That product is not of this hip.", "Choose one of the hip's own, or leave it open."
        )


def died_on(event: AdverseEvent) -> date | None:
    """The day of death that an event tells; None where it tells none.

    A death is of the day it is recorded for; of another event that was fatal it is the day it was over, else
    the day it began.
    """
    if event.type is EventType.DEATH:
        return event.onset
    return (event.resolved_on or event.onset) if event.outcome is Outcome.FATAL else None


def a_death(on: date) -> Ended:
    """A death that was recorded as an event of a hip."""
    return Ended(kind=EndKind.DIED, on=on, told_by=ToldBy.CLINICIAN, reason="Recorded as an adverse event.")


EVENT_CORRECTED = "The adverse event that told it was corrected."


def _check_is_one_of(field: str, words: str, told: date | None, known: Collection[date]) -> None:
    if told is not None and told not in known:
        days = ", ".join(f"{day:%-d %B %Y}" for day in sorted(known)) or "none"
        raise Invalid(field, f"{told:%-d %B %Y} is not a day on which {words}.", f"On record: {days}.")
