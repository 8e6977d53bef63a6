"""What is asked for before a visit: the patient says what comes along, staff say what was there."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import Invalid
from enthesis.domain.practice.bring import BY_PATIENT, Said, check_asked
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import bookings, bringing, cases, practice
from enthesis.store.scope import Scope


@act(Role.PATIENT)
def tell_bring(scope: Scope, booking_id: UUID, item: str, said: Said, *, at: datetime) -> Done:
    """The patient brings it along, or has none. Raises NotFound for what the visit does not ask for."""
    if said not in BY_PATIENT:
        raise Invalid("said", "There is no such answer.", "Choose one of the answers.")
    return _tell(scope, booking_id, item, said, at=at)


@act(Role.DESK, *CLINICIANS)
def check_brought(scope: Scope, booking_id: UUID, item: str, *, there: bool, at: datetime) -> Done:
    """Somebody looked: it is there, or it is not."""
    return _tell(scope, booking_id, item, Said.CHECKED if there else Said.NOT_THERE, at=at)


def _tell(scope: Scope, booking_id: UUID, item: str, said: Said, *, at: datetime) -> Done:
    booking = bookings.load_booking(scope, booking_id)
    if booking.case is None:
        raise Invalid("bring", "This visit is held by a request.", "Say whose it is first.")
    wanted = practice.load_practice(scope).visit_type(booking.visit.visit_type).bring
    check_asked(wanted, item)
    patient = cases.load_case(scope, booking.case).patient
    bringing.save_bring_told(scope, booking.id, item, said, patient=patient, at=at)
    detail = {"item": item, "said": said.value}
    return Done(kind="booking", subject=booking.id, patient=patient, detail=detail)
