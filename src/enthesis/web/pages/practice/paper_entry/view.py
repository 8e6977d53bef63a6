"""A form on paper is typed in, all questions on one screen, by the first person or the second."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.entries import enter_sheet
from enthesis.domain.outcomes.entry.sheet import Sheet, SheetStatus, newest_after
from enthesis.store.entries import answered_otherwise, list_keyed, list_sheets, load_sheet
from enthesis.web.pages.practice.paper_entry.form import EntryForm
from enthesis.web.pages.practice.paper_entry.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.paper import worded
from enthesis.web.shell.paper_filed import say_filed
from enthesis.web.shell.requests import Request

ROUTE = Route("paper/<uuid:sheet_id>/")
ACCESS = staff(*permit_of(enter_sheet).roles)


def view(request: Request, sheet_id: UUID) -> HttpResponse:
    sheet = load_sheet(request.scope, sheet_id)
    asked = worded(request.scope, sheet)
    form = EntryForm(request.POST if request.method == "POST" else None, asked)
    is_old = newest_after(sheet, list_sheets(request.scope, sheet.patient)) is not None
    if not is_old:
        del form.fields["although_old"]
    if form.is_bound and is_done(form, lambda: _enter(request, sheet, form)):
        return _on(request, load_sheet(request.scope, sheet_id))
    page = present(
        sheet,
        asked,
        form,
        list_keyed(request.scope, sheet.id),
        me=request.scope.actor.person,
        otherwise=answered_otherwise(request.scope, sheet),
        is_old=is_old,
        zone=request.practice.offices[0].zone,
    )
    return render(request, "practice/paper_entry/page.html", page, status=422 if form.is_bound else 200)


def _enter(request: Request, sheet: Sheet, form: EntryForm) -> None:
    old = form.cleaned_data.get("although_old", False)
    enter_sheet(request.scope, sheet.id, form.filled, although_old=old, at=request.at)


def _on(request: Request, sheet: Sheet) -> HttpResponse:
    match sheet.status:
        case SheetStatus.DIFFERS:
            messages.warning(request, _("You read something differently from the first person."))
            return see_other("practice:paper_settle", sheet_id=sheet.id)
        case SheetStatus.FILED:
            say_filed(request, sheet)
        case _:
            messages.success(request, _("Your entry is kept. A colleague enters the form again."))
    return see_other("practice:paper_entry", sheet_id=sheet.id)
