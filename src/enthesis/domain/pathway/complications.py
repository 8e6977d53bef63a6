"""Complications seen at the operation, as the adverse events they are."""

from datetime import date

from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_grade import Outcome, Seriousness
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.surgery import Finish


def complications_as_events(finish: Finish, *, on: date) -> tuple[AdverseEvent, ...]:
    """One event for each complication, on the day of the operation; not judged yet but for what a death says.

    What is learnt of it later, its grade too, is a correction of that entry.
    """
    return tuple(_event(kind, finish, on) for kind in finish.complication_kinds)


def _event(kind: EventType, finish: Finish, on: date) -> AdverseEvent:
    died = kind is EventType.DEATH
    return AdverseEvent(
        type=kind,
        onset=on,
        description=finish.complications,
        operated_on=on,
        seriousness=frozenset({Seriousness.DEATH}) if died else None,
        outcome=Outcome.FATAL if died else None,
    )
