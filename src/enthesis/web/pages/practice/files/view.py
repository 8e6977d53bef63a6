"""The files of a hip, and what is asked for before its next visit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.attachments import attach_file, withdraw_attachment
from enthesis.actions.bringing import check_brought
from enthesis.actions.reading import open_case_file
from enthesis.domain.errors import NotFound
from enthesis.domain.practice.booking import Booking, next_visit
from enthesis.store.attachments import list_attachments
from enthesis.store.bringing import bring_lines_of
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.files.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.attaching import AttachForm
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.uploads import limits

ROUTE = Route("cases/<uuid:case_id>/files/", takes_files=True)
ACCESS = staff(*permit_of(withdraw_attachment).roles)
THERE, NOT_THERE = "there", "not_there"


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    visit = next_visit(file.bookings, at=request.at)
    if request.method == "POST" and "checked" in request.POST:
        _check(request, visit, request.POST["checked"])
        return see_other("practice:files", case_id=case_id)
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    if form.is_bound and is_done(form, lambda: _attach(request, case_id, form)):
        messages.success(request, _("The file is with this hip."))
        return see_other("practice:files", case_id=case_id)
    return _page(request, file, visit, form)


def _check(request: Request, visit: Booking | None, told: str) -> None:
    item, _between, there = told.partition(":")
    if visit is None or there not in (THERE, NOT_THERE):
        raise NotFound("bring", "This visit does not ask for that.", "Load the page again.")
    check_brought(request.scope, visit.id, item, there=there == THERE, at=request.at)


def _attach(request: Request, case_id: UUID, form: AttachForm) -> None:
    file = form.uploaded(request.scope)
    attach_file(request.scope, case_id, file, kind=form.shows, limits=limits(), at=request.at)


def _page(request: Request, file: CaseFile, visit: Booking | None, form: AttachForm) -> HttpResponse:
    lines = bring_lines_of(request.scope, request.practice, [visit] if visit else [])
    page = present(
        case_head(file, request.practice, at=request.at),
        form,
        visit,
        lines.get(visit.id, ()) if visit else (),
        list_attachments(request.scope, file.case.id),
    )
    return render(request, "practice/files/page.html", page, status=422 if form.is_bound else 200)
