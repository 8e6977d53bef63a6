"""Booked on the telephone, in one go."""

from datetime import datetime

from enthesis.actions.act import Done, act
from enthesis.actions.bookings import BOOKERS, book_for, check_in_session
from enthesis.actions.requests import ask, take_on
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.matching import KnownPatient, NewPatient, Who
from enthesis.domain.people.patient import check_names
from enthesis.domain.practice.booking import Visit, still_to_come
from enthesis.domain.practice.caller import Caller, KnownCaller, NewCaller
from enthesis.domain.practice.red_flags import check_can_wait
from enthesis.domain.practice.referral import Asked
from enthesis.domain.terms import CaseId
from enthesis.store import bookings, cases, merges, patients
from enthesis.store.scope import Scope


@act(*BOOKERS)
def book_by_telephone(
    scope: Scope,
    caller: Caller,
    visit: Visit,
    *,
    red_flags: frozenset[str] = frozenset(),
    one_more: bool = False,
    outside: bool = False,
    at: datetime,
) -> Done:
    """The visit is booked for the caller, and a message is on its way.

    A hip with an open case has one more visit; while another is still to come only with `one_more`. Any other
    begins a case: the trail tells its request and the decision on it in one entry, and nothing of them stays
    where the visit cannot be booked. A sign stands on a request, so that a call about it is recorded; one
    that needs emergency care is answered, not filed. `outside`: also while closed or outside every session.
    Raises Taken with the next free times, and Stale for a new caller while somebody alike was not shown.
    """
    check_can_wait(red_flags)
    asked, who = _asked(scope, caller, visit.office)
    patients.wait_for_births(scope, asked.contact.birth_date)  # before the time of the visit is claimed
    _check_shown(scope, caller)
    check_in_session(scope, visit, outside=outside)
    case = _open_case(scope, caller)
    if case is not None:
        _check_one_more(scope, case, one_more=one_more, at=at)
    if case is not None and not red_flags:
        booked = book_for(scope, case, visit, at=at)
        return _done(scope, case, {**booked.detail, "booking": str(booked.subject), "begins": False})
    request = ask(scope, asked, red_flags=red_flags, visit=visit, at=at)
    begun = take_on(scope, request.subject, who=who, at=at)
    told = {**request.detail, **begun.detail, "request": str(request.subject), "begins": case is None}
    return _done(scope, CaseId(begun.subject), told)


def _open_case(scope: Scope, caller: Caller) -> CaseId | None:
    """The open case of the hip a known patient calls about."""
    if not isinstance(caller, KnownCaller):
        return None
    found = cases.list_cases(scope, patient=caller.patient)
    return next(
        (case.id for case in found if case.side is caller.side and case.stage is not Stage.CLOSED), None
    )


def _check_shown(scope: Scope, caller: Caller) -> None:
    """Raises Stale for a new caller while somebody is alike who was not looked at and ruled out."""
    if not isinstance(caller, NewCaller):
        return
    check_names(caller.contact)
    shown = {merges.main_of(scope, patient) for patient in caller.not_these}
    if set(patients.list_alike(scope, caller.contact)) - shown:
        raise Stale(
            "who",
            "Somebody like this is known already, and was not shown to you.",
            "Choose whether it is one of them.",
        )


def _check_one_more(scope: Scope, case: CaseId, *, one_more: bool, at: datetime) -> None:
    """Raises NotAllowed for a hip with a visit to come, unless one more was asked for.

    Whoever books for the same hip at this moment waits here.
    """
    cases.lock_case(scope, case)
    ahead = still_to_come(bookings.bookings_of(scope, case), at=at)
    if ahead and not one_more:
        when = ahead[0].visit.wall_start
        raise NotAllowed(
            "one_more",
            f"This hip has a visit on {when:%A %d %B %Y, %H:%M} already.",
            "Move that one, or tick that this is one more.",
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
