"""One visit: who comes when and where, what happened to it, and what the desk says happened now."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions import bookings as acts
from enthesis.actions.act import Receipt, permit_of
from enthesis.domain.practice.booking import BookingAct, Why
from enthesis.store.bookings import list_changes
from enthesis.store.lists import load_visit
from enthesis.store.messages import list_logged_of
from enthesis.web.pages.practice.visit.form import VisitForm
from enthesis.web.pages.practice.visit.present import DONE, present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.reached import to_call
from enthesis.web.shell.requests import Request
from enthesis.web.shell.visit_acts import BACK

ROUTE = Route("visits/<uuid:booking_id>/")
ACCESS = ANY_STAFF


def view(request: Request, *, booking_id: UUID) -> HttpResponse:
    form = VisitForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: _do(request, booking_id, form)):
        done = BookingAct(form.cleaned_data["act"])
        messages.success(request, _("Recorded: %(what)s.") % {"what": _(DONE[done]).lower()})
        if done is BookingAct.CANCEL and not Why(form.cleaned_data["why"]).is_patients:
            _say_whom_to_call(request, booking_id)
        back = BACK.get(request.POST.get("back", ""))
        return see_other(back) if back else see_other("practice:visit", booking_id=booking_id)
    page = present(
        request.practice,
        load_visit(request.scope, booking_id),
        list_changes(request.scope, booking_id),
        list_logged_of(request.scope, booking_id),
        form,
        may_act=permit_of(acts.record_arrival).allows(request.scope),
        at=request.at,
    )
    return render(request, "practice/visit/page.html", page, status=422 if form.errors else 200)


def _say_whom_to_call(request: Request, booking_id: UUID) -> None:
    if call := to_call(request.scope, load_visit(request.scope, booking_id)):
        messages.warning(request, call)


def _do(request: Request, booking_id: UUID, form: VisitForm) -> Receipt:
    scope, told = request.scope, form.cleaned_data
    read, at = told["version"], request.at
    match BookingAct(told["act"]):
        case BookingAct.ARRIVE:
            return acts.record_arrival(scope, booking_id, read=read, at=at)
        case BookingAct.ROOM:
            return acts.record_rooming(scope, booking_id, told["room"], read=read, at=at)
        case BookingAct.FINISH:
            return acts.finish_visit(scope, booking_id, read=read, at=at)
        case BookingAct.MISS:
            return acts.record_no_show(scope, booking_id, read=read, at=at)
        case BookingAct.CANCEL:
            return acts.cancel_booking(scope, booking_id, why=Why(told["why"]), read=read, at=at)
        case _:
            return acts.reopen_visit(scope, booking_id, read=read, at=at)
