"""Whoever has just asked, or came by the link to their visit, joins the waiting list."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.waiting import join_waiting_list
from enthesis.actions.waiting_links import issue_own_waiting_link
from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.waiting import Subject
from enthesis.domain.terms import RequestId
from enthesis.store import bookings
from enthesis.store.links import find_waiting_link, load_visit_link_session
from enthesis.store.scope import Scope
from enthesis.web.pages.public.waiting_join.present import JoinPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.private_links import enter_by
from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import VISIT_SESSION
from enthesis.web.shell.times import when
from enthesis.web.shell.waiting import ASKED_SESSION, WAITING_SESSION
from enthesis.web.shell.wish import WishForm

ROUTE = Route("waiting/join/")
ACCESS = PERSONAL  # only the browser that asked, or came by a private link, is shown anything


def view(request: Request) -> HttpResponse:
    subject, scope, booking = _who(request)
    if subject is None:
        return see_other("public:waiting")
    kind = booking.visit.visit_type if booking else request.practice.usual.slug
    sent = request.POST if request.method == "POST" else None
    form = WishForm(sent, practice=request.practice, visit_type=kind)
    if form.is_bound and is_done(form, lambda: _join(request, scope, subject, form)):
        return see_other("public:waiting")
    page = JoinPage(form=form, has=when(booking.visit) if booking else "")
    return render(request, "public/waiting_join/page.html", page, status=422 if form.errors else 200)


def _who(request: Request) -> tuple[Subject | None, Scope, Booking | None]:
    """The visit of the link this browser came by; else the request it has sent."""
    try:
        link = load_visit_link_session(UUID(request.session[VISIT_SESSION]), at=request.at)
    except (KeyError, NotAllowed):
        asked = request.session.get(ASKED_SESSION)
        subject = Subject(request=RequestId(UUID(asked))) if asked else None
        return subject, request.scope, None
    scope = replace(link.scope, submit=request.scope.submit)
    return Subject(booking=link.booking), scope, bookings.load_booking(scope, link.booking)


def _join(request: Request, scope: Scope, subject: Subject, form: WishForm) -> None:
    """This browser need not say who it is; also one that sends the form again, as its answer was lost."""
    receipt = join_waiting_list(scope, subject, form.wish, at=request.at)
    token = issue_own_waiting_link(scope, receipt, at=request.at).secret
    link = find_waiting_link(token, at=request.at)
    if link is not None:
        enter_by(request, WAITING_SESSION, link)
