"""What to bring to a visit, or to send before it: said for each thing, or sent as a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.attachments import attach_file
from enthesis.actions.bringing import tell_bring
from enthesis.domain.errors import NotFound
from enthesis.domain.practice.booking import Booking, next_visit
from enthesis.domain.practice.bring import Said
from enthesis.store.attachments import list_attachments
from enthesis.store.bookings import bookings_of, zone_of
from enthesis.store.bringing import bring_lines_of
from enthesis.web.pages.portal.bring.present import bring_page
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.attaching import AttachForm
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.portal import check_is_intake
from enthesis.web.shell.requests import Request
from enthesis.web.shell.uploads import limits

ROUTE = Route("bring/", takes_files=True)
ACCESS = BY_LINK
BETWEEN = ":"  # of a thing and what was said of it, in the value of a button


def view(request: Request) -> HttpResponse:
    check_is_intake(request.link)
    visit = next_visit(bookings_of(request.scope, request.link.case), at=request.at)
    if request.method == "POST" and "said" in request.POST:
        _tell(request, visit, request.POST["said"])
        return see_other("portal:bring")
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    if form.is_bound and is_done(form, lambda: _attach(request, form)):
        messages.success(request, _("We have your file. Thank you."))
        return see_other("portal:bring")
    return _page(request, visit, form)


def _tell(request: Request, visit: Booking | None, told: str) -> None:
    item, _between, said = told.partition(BETWEEN)
    if visit is None or said not in set(Said):
        raise NotFound("bring", "This visit does not ask for that.", "Load the page again.")
    tell_bring(request.scope, visit.id, item, Said(said), at=request.at)


def _attach(request: Request, form: AttachForm) -> None:
    file = form.uploaded(request.scope)
    attach_file(request.scope, request.link.case, file, kind=form.shows, limits=limits(), at=request.at)


def _page(request: Request, visit: Booking | None, form: AttachForm) -> HttpResponse:
    lines = bring_lines_of(request.scope, request.practice, [visit] if visit else [])
    page = bring_page(
        form,
        visit,
        lines.get(visit.id, ()) if visit else (),
        list_attachments(request.scope, request.link.case),
        practice=request.practice,
        zone=zone_of(request.scope, request.link.case),
    )
    return render(request, "portal/bring/page.html", page, status=422 if form.is_bound else 200)
