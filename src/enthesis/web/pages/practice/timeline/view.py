"""When this hip is asked, from which operation on, what ended it, and what was planned before."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.corrections import correct_surgery_day
from enthesis.actions.reading import open_case_file
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.follow_ups import list_windows
from enthesis.store.timelines import list_former
from enthesis.web.pages.practice.timeline.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/timeline/")
ACCESS = staff(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    windows = list_windows(request.scope, case_id).get(case_id, ())
    page = present(
        head,
        file,
        list_former(request.scope, case_id),
        {(one.surgery_on, one.milestone): one for one in windows if one.surgery_on is not None},
        on=wall_now(request.at, head.zone).date(),
        may_correct=permit_of(correct_surgery_day).allows(request.scope),
    )
    return render(request, "practice/timeline/page.html", page)
