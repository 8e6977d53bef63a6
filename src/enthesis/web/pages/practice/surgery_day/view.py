"""The day of surgery is put right: what it would change is read, then it is signed."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.corrections import correct_surgery_day
from enthesis.actions.reading import open_case_file
from enthesis.web.pages.practice.surgery_day.form import SurgeryDayForm
from enthesis.web.pages.practice.surgery_day.present import objections, present, preview_of, wrong_day
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/surgery-day/")
ACCESS = staff(*permit_of(correct_surgery_day).roles)
LOOK = "look"
"""The button that asks what a day would change; nothing is signed by it."""


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    head, on = case_head(file, request.practice, at=request.at), _typed(request)
    today = wall_now(request.at, head.zone).date()
    wrong = wrong_day(file, on, today=today)
    preview = None if on is None or wrong is not None else preview_of(file, on, today=today)
    looks = LOOK in request.POST and preview is not None
    form = SurgeryDayForm(
        request.POST if request.method == "POST" and not looks else None,
        initial={"version": file.case.version, "on": on, "reason": request.POST.get("reason", "")},
        against=objections(file, on),
        wrong=wrong,
    )
    if form.is_bound and is_done(form, lambda: _correct(request, case_id, form)):
        messages.success(request, _("The day is corrected, and the follow-up is counted anew."))
        return see_other("practice:timeline", case_id=case_id)
    page = present(head, form, file.case.operated_on, preview)
    return render(request, "practice/surgery_day/page.html", page, status=422 if form.is_bound else 200)


def _typed(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        return None


def _correct(request: Request, case_id: UUID, form: SurgeryDayForm) -> None:
    correct_surgery_day(
        request.scope,
        case_id,
        form.cleaned_data["on"],
        form.cleaned_data["reason"],
        acknowledged=form.cleaned_data.get("acknowledged", ()),
        confirmed=form.confirmed(request.scope, at=request.at),
        read=form.cleaned_data["version"],
        at=request.at,
    )
