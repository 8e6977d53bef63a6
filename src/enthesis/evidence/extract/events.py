"""What happened to a hip after its operation, as rows."""

from collections.abc import Iterator
from datetime import date

from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import OPERATIONS, EventType
from enthesis.evidence.extract.hips import Cells
from enthesis.store.extracts import Operated


def event_cells(one: Operated) -> Iterator[Cells]:
    """Each event without its key. A later operation of the same hip that nobody told as an event is one."""
    told = [value for value in one.values if isinstance(value, AdverseEvent)]
    for event in told:
        yield _cells(event, one.operated_on)
    again = one.reoperated_on
    if again is not None and not any(e.type in OPERATIONS and e.onset == again for e in told):
        yield _cells(AdverseEvent(type=EventType.REVISION_REPAIR, onset=again), one.operated_on)


def _cells(event: AdverseEvent, operated_on: date) -> Cells:
    return {
        "kind": event.type.value,
        "day": (event.onset - operated_on).days,
        "grade": event.grade,
        "serious": event.is_serious,
        "operation": event.to_operation,
        "product": event.to_product,
        "failure": event.is_failure,
    }
