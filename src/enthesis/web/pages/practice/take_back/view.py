"""What was recorded in error is taken back, with a reason; it stays readable."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.corrections import take_entry_back
from enthesis.actions.reading import open_case_file
from enthesis.domain.pathway.corrections import entry_called
from enthesis.domain.terms import EntryId
from enthesis.web.pages.practice.take_back.form import TakeBackForm
from enthesis.web.pages.practice.take_back.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/entries/<uuid:entry_id>/take-back/")
ACCESS = staff(*permit_of(take_entry_back).roles)


def view(request: Request, case_id: UUID, entry_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    entry = entry_called(file.entries, EntryId(entry_id))
    form = TakeBackForm(request.POST or None, initial={"version": file.case.version})
    if request.method == "POST" and is_done(form, lambda: _take_back(request, case_id, entry_id, form)):
        messages.success(request, _("It is taken back, and counts nowhere."))
        return see_other("practice:case", case_id=case_id)
    page = present(case_head(file, request.practice, at=request.at), form, entry)
    return render(request, "practice/take_back/page.html", page, status=422 if form.is_bound else 200)


def _take_back(request: Request, case_id: UUID, entry_id: UUID, form: TakeBackForm) -> None:
    take_entry_back(
        request.scope,
        case_id,
        entry_id,
        reason=form.cleaned_data["reason"],
        read=form.cleaned_data["version"],
        at=request.at,
    )
