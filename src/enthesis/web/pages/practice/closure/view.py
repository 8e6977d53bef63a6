"""A closed time: every visit in it gets another time and a message, once the desk has said so."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.actions.bookings import cancel_booking, move_booking
from enthesis.actions.closures import CLOSERS
from enthesis.domain.errors import NotFound, Problem
from enthesis.domain.pathway.operation_day import operations_in
from enthesis.domain.practice.booking import Booking, Why
from enthesis.domain.practice.rescheduling import LOOK_AHEAD, Proposal, propose, visits_in
from enthesis.domain.practice.session import Closure
from enthesis.store.bookings import list_bookings, load_booking
from enthesis.store.claims import list_claims
from enthesis.store.closures import Closed, load_closure
from enthesis.store.lists import Seen, list_booked_hips, see
from enthesis.web.pages.practice.closure.form import CANCEL, LEAVE, LOOK, RescheduleForm
from enthesis.web.pages.practice.closure.letters import letter_to
from enthesis.web.pages.practice.closure.present import Letter, Row, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.diary import key_of, visit_at, when_of, who_is
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.operations import OperationLine, operation_line
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.reached import to_call
from enthesis.web.shell.requests import Request

ROUTE = Route("closures/<uuid:closure_id>/")
ACCESS = staff(*CLOSERS)
A_DAY = timedelta(days=1)  # no clock is farther than that from UTC


def view(request: Request, *, closure_id: UUID) -> HttpResponse:
    closed = load_closure(request.scope, closure_id)
    form, failed = RescheduleForm(request.POST or None), dict[UUID, str]()
    looks = LOOK in request.POST
    chosen: Mapping[UUID, str] | None = None
    if request.method == "POST" and form.is_valid():
        if looks:
            chosen = form.chosen
        else:
            failed = _confirm(request, form)
            if not failed:
                return see_other("practice:closure", closure_id=closure_id)
    page = present(
        request.practice,
        closed,
        _leaving(request, closed, chosen, failed),
        _operations(request, closed.closure),
        form,
        as_chosen=looks,
    )
    status = 422 if form.errors else 409 if failed else 200
    return render(request, "practice/closure/page.html", page, status=status)


def _confirm(request: Request, form: RescheduleForm) -> dict[UUID, str]:
    """What stood in the way of which. Who was reached and who is to be called is said."""
    wanted = form.wanted
    failed = _reschedule(request, wanted)
    seen: dict[UUID, Seen] = {one.booking.id: one for one in see(request.scope, _there(request, wanted))}
    _tell_done(request, [seen[id_] for id_ in wanted if id_ not in failed])
    _tell_failed(request, {id_: (seen.get(id_), why) for id_, why in failed.items()})
    return failed


def _there(request: Request, wanted: Mapping[UUID, tuple[str, int]]) -> list[Booking]:
    """Those of the visits that are there, as they are now."""
    found = []
    for booking in wanted:
        with suppress(NotFound):
            found.append(load_booking(request.scope, booking))
    return found


def _reschedule(request: Request, wanted: Mapping[UUID, tuple[str, int]]) -> dict[UUID, str]:
    """Each visit in a transaction of its own; what stood in the way of which."""
    failed = {}
    for booking, (where, read) in wanted.items():
        try:
            _one(request, booking, where, read)
        except Problem as problem:
            failed[booking] = in_words(problem)
    return failed


def _one(request: Request, booking: UUID, where: str, read: int) -> None:
    scope, at = request.scope, request.at
    if where == CANCEL:
        cancel_booking(scope, booking, why=Why.PRACTICE, read=read, at=at)
        return
    before = load_booking(scope, booking)
    visit = visit_at(request.practice, where, visit_type=before.visit.visit_type)
    move_booking(scope, booking, visit, why=Why.PRACTICE, read=read, at=at)


def _tell_done(request: Request, done: Sequence[Seen]) -> None:
    if not done:
        return
    calls = [words for one in done if (words := to_call(request.scope, one))]
    if calls:
        told = ngettext("%(count)s visit is settled.", "%(count)s visits are settled.", len(done))
    else:
        told = ngettext(
            "%(count)s visit is settled, and whoever comes is told.",
            "%(count)s visits are settled, and whoever comes is told.",
            len(done),
        )
    messages.success(request, told % {"count": len(done)})
    for words in calls:
        messages.warning(request, words)


def _tell_failed(request: Request, failed: Mapping[UUID, tuple[Seen | None, str]]) -> None:
    for seen, why in failed.values():
        if seen is None:
            told = _("One visit could not be moved. %(why)s") % {"why": why}
        else:
            names = {"who": who_is(seen), "when": when_of(seen.booking.visit), "why": why}
            told = _("Not changed: %(who)s, %(when)s. %(why)s") % names
        messages.error(request, told)


def _leaving(
    request: Request, closed: Closed, chosen: Mapping[UUID, str] | None, failed: Mapping[UUID, str]
) -> list[Row]:
    site, scope, closure = request.practice, request.scope, closed.closure
    first, last = (datetime.combine(day, time(0), UTC) for day in (closure.first, closure.last))
    booked = list_bookings(scope, first - A_DAY, last + 2 * A_DAY)
    leaving = visits_in(site, closure, booked, now=request.at)
    if not leaving:
        return []
    claims = list_claims(scope, min(closure.first, request.at.date()), closure.last + LOOK_AHEAD + A_DAY)
    proposals = propose(site, leaving, claims, now=request.at)
    return [
        _row(request, seen, proposal, _choice(proposal, chosen, failed), failed.get(seen.booking.id, ""))
        for seen, proposal in zip(see(scope, leaving), proposals, strict=True)
    ]


def _operations(request: Request, closure: Closure) -> tuple[OperationLine, ...]:
    """The operations in the closed time that are still to come."""
    today = request.at.astimezone(ZoneInfo(request.practice.offices[0].zone)).date()
    hips = {h.operation.id: h for h in list_booked_hips(request.scope, closure.first, closure.last)}
    found = operations_in(closure, (hip.operation for hip in hips.values()), today=today)
    return tuple(operation_line(request.practice, hips[one.id], is_open=True) for one in found)


def _choice(proposal: Proposal, chosen: Mapping[UUID, str] | None, failed: Mapping[UUID, str]) -> str:
    """What is chosen for a visit: the proposed time, what somebody chose; after a failure nothing."""
    id_ = proposal.booking.id
    if id_ in failed:
        return LEAVE
    if chosen is not None and id_ in chosen:
        there = {LEAVE, CANCEL, *(key_of(visit) for visit in proposal.times)}
        return chosen[id_] if chosen[id_] in there else LEAVE
    return key_of(proposal.proposed) if proposal.proposed else LEAVE


def _row(request: Request, seen: Seen, proposal: Proposal, choice: str, failed: str) -> Row:
    visit = next((v for v in proposal.times if key_of(v) == choice), None)
    if choice == LEAVE:
        letter = Letter(text="", way=_("Nothing is sent while it is left."))
    else:
        letter = letter_to(request.scope, request.practice, seen, visit, at=request.at)
    return Row(seen=seen, proposal=proposal, choice=choice, letter=letter, failed=failed)
