"""The wristband of a case, for the printer."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.reading import open_case_file
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.web.pages.practice.wristband.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/wristband/")
ACCESS = staff(*CLINICIANS, Role.DESK)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    return render(request, "practice/wristband/page.html", present(file, head))
