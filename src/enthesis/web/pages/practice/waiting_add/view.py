"""The desk puts a visit, a request or a hip without a visit on the waiting list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.offers import LISTERS
from enthesis.actions.waiting import join_waiting_list
from enthesis.domain.practice.waiting import Subject
from enthesis.domain.terms import BookingId, CaseId, RequestId
from enthesis.store import bookings, cases, patients
from enthesis.web.pages.practice.waiting_add.present import AddPage
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.times import when
from enthesis.web.shell.wish import WishForm

ROUTE = Route("waiting-list/add/")
ACCESS = staff(*LISTERS)


def view(request: Request) -> HttpResponse:
    subject = _subject(request)
    if subject is None:
        return render(request, "practice/waiting_add/page.html", AddPage(form=None))
    name, kind, has = _who(request, subject)
    form = WishForm(request.POST or None, practice=request.practice, visit_type=kind)
    if form.is_bound and is_done(
        form, lambda: join_waiting_list(request.scope, subject, form.wish, at=request.at)
    ):
        messages.success(request, _("They are on the waiting list."))
        return see_other("practice:waiting_list")
    page = AddPage(form=form, name=name, has=has)
    return render(request, "practice/waiting_add/page.html", page, status=422 if form.errors else 200)


def _subject(request: Request) -> Subject | None:
    """Who the address names: ?booking=, ?request= or ?case= with an id."""
    try:
        if told := request.GET.get("booking"):
            return Subject(booking=BookingId(UUID(told)))
        if told := request.GET.get("request"):
            return Subject(request=RequestId(UUID(told)))
        return Subject(case=CaseId(UUID(request.GET.get("case", ""))))
    except ValueError:
        return None


def _who(request: Request, subject: Subject) -> tuple[str, str, str]:
    """The name, the kind of visit waited for, and the time they have."""
    usual = request.practice.usual.slug
    if subject.booking is not None:
        booking = bookings.load_booking(request.scope, subject.booking)
        contact = bookings.reach_of(request.scope, booking)
        return contact.name, booking.visit.visit_type, when(booking.visit)
    if subject.request is not None:
        return bookings.load_request(request.scope, subject.request).asked.contact.name, usual, ""
    case = cases.load_case(request.scope, subject.case or UUID(int=0))
    return patients.load_contact(request.scope, case.patient).name, usual, ""
