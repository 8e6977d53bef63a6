"""The pathway of a hip ends, with its reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import close_case
from enthesis.actions.reading import open_case_file
from enthesis.web.pages.practice.close.form import CloseForm
from enthesis.web.pages.practice.close.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/close/")
ACCESS = staff(*permit_of(close_case).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    form = CloseForm(request.POST or None, initial={"version": file.case.version})
    if request.method == "POST" and is_done(form, lambda: _close(request, case_id, form)):
        messages.success(request, _("The case is closed."))
        return see_other("practice:case", case_id=case_id)
    page = present(case_head(file, request.practice, at=request.at), form, file.case)
    return render(request, "practice/close/page.html", page, status=422 if form.is_bound else 200)


def _close(request: Request, case_id: UUID, form: CloseForm) -> None:
    close_case(request.scope, case_id, form.closure(), read=form.cleaned_data["version"], at=request.at)
