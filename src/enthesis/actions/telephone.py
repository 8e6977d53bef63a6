"""Booked on the telephone, in one go."""

from datetime import datetime

from enthesis.actions.act import Done, act
from enthesis.actions.bookings import BOOKERS, book_for
from enthesis.actions.requests import ask, take_on
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.matching import KnownPatient, NewPatient, Who
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.caller import Caller, KnownCaller
from enthesis.domain.practice.red_flags import check_can_wait
from enthesis.domain.practice.referral import Asked
from enthesis.domain.terms import CaseId
from enthesis.store import cases, patients
from enthesis.store.scope import Scope


@act(*BOOKERS)
def book_by_telephone(
    scope: Scope, caller: Caller, visit: Visit, *, red_flags: frozenset[str] = frozenset(), at: datetime
) -> Done:
    """The visit is booked for the caller, and a message is on its way.

    A hip with an open case has one more visit. Any other begins a case: the trail tells its request and the
    decision on it in one entry, and nothing of them stays where the visit cannot be booked. A sign that needs
    emergency care is answered, not filed. Raises Taken with the next free times, and Stale for a new caller
    of a name and birth date that is known.
    """
    check_can_wait(red_flags)
    case = _open_case(scope, caller)
    if case is not None:
        booked = book_for(scope, case, visit, at=at)
        return _done(scope, case, {**booked.detail, "booking": str(booked.subject), "begins": False})
    asked, who = _asked(scope, caller, visit.office)
    patients.wait_for_births(scope, asked.contact.birth_date)  # before the time of the visit is claimed
    request = ask(scope, asked, red_flags=red_flags, visit=visit, at=at)
    begun = take_on(scope, request.subject, who=who, at=at)
    told = {**request.detail, **begun.detail, "request": str(request.subject), "begins": True}
    return _done(scope, CaseId(begun.subject), told)


def _open_case(scope: Scope, caller: Caller) -> CaseId | None:
    """The open case of the hip a known patient calls about."""
    if not isinstance(caller, KnownCaller):
        return None
    found = cases.list_cases(scope, patient=caller.patient)
    return next(
        (case.id for case in found if case.side is caller.side and case.stage is not Stage.CLOSED), None
    )


def _asked(scope: Scope, caller: Caller, office: str) -> tuple[Asked, Who]:
    if isinstance(caller, KnownCaller):
        contact = patients.load_contact(scope, caller.patient)
        asked = Asked(contact=contact, side=caller.side, reason="", office=office)
        return asked, KnownPatient(patient=caller.patient)
    asked = Asked(contact=caller.contact, side=caller.side, reason=caller.reason, office=office)
    return asked, NewPatient(not_these=caller.not_these)


def _done(scope: Scope, case: CaseId, detail: dict[str, object]) -> Done:
    return Done(kind="case", subject=case, patient=cases.load_case(scope, case).patient, detail=detail)
