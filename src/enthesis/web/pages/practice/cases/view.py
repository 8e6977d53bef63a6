"""Every hip under care, newest first."""

from django.http import HttpResponse

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.lists import list_hips
from enthesis.web.pages.practice.cases.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/")
ACCESS = staff(Role.DESK, *CLINICIANS, Role.RESEARCHER, Role.AUDITOR)


def view(request: Request) -> HttpResponse:
    wanted = request.GET.get("stage", "")
    stage = Stage(wanted) if wanted in {s.value for s in Stage} else None
    page = present(list_hips(request.scope, stage=stage), request.GET.get("name", ""), stage=stage)
    return render(request, "practice/cases/page.html", page)
