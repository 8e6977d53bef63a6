"""The day of surgery is put right: signed words beside the signed record, and the follow-up counted anew."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.corrections import correct_surgery_day
from enthesis.actions.reading import open_case_file
from enthesis.web.pages.practice.surgery_day.form import SurgeryDayForm
from enthesis.web.pages.practice.surgery_day.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/surgery-day/")
ACCESS = staff(*permit_of(correct_surgery_day).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    form = SurgeryDayForm(request.POST or None, initial={"version": file.case.version})
    if request.method == "POST" and is_done(form, lambda: _correct(request, case_id, form)):
        messages.success(request, _("The day is corrected, and the follow-up is counted anew."))
        return see_other("practice:timeline", case_id=case_id)
    page = present(case_head(file, request.practice, at=request.at), form, file.case.operated_on)
    return render(request, "practice/surgery_day/page.html", page, status=422 if form.is_bound else 200)


def _correct(request: Request, case_id: UUID, form: SurgeryDayForm) -> None:
    correct_surgery_day(
        request.scope,
        case_id,
        form.cleaned_data["on"],
        form.cleaned_data["reason"],
        confirmed=form.confirmed(request.scope, at=request.at),
        read=form.cleaned_data["version"],
        at=request.at,
    )
