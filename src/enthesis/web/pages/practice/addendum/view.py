"""Signed words beside an entry that stays as it is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.corrections import write_addendum
from enthesis.actions.reading import open_case_file
from enthesis.domain.pathway.corrections import entry_called
from enthesis.domain.terms import EntryId
from enthesis.web.pages.practice.addendum.form import AddendumForm
from enthesis.web.pages.practice.addendum.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/entries/<uuid:entry_id>/addendum/")
ACCESS = staff(*permit_of(write_addendum).roles)


def view(request: Request, case_id: UUID, entry_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    entry = entry_called(file.entries, EntryId(entry_id))
    form = AddendumForm(request.POST or None, initial={"version": file.case.version})
    if request.method == "POST" and is_done(form, lambda: _write(request, case_id, entry_id, form)):
        messages.success(request, _("The addendum is on the record, with your signature."))
        return see_other("practice:case", case_id=case_id)
    page = present(case_head(file, request.practice, at=request.at), form, file, entry)
    return render(request, "practice/addendum/page.html", page, status=422 if form.is_bound else 200)


def _write(request: Request, case_id: UUID, entry_id: UUID, form: AddendumForm) -> None:
    write_addendum(
        request.scope,
        case_id,
        entry_id,
        form.cleaned_data["text"],
        confirmed=form.confirmed(request.scope, at=request.at),
        read=form.cleaned_data["version"],
        at=request.at,
    )
