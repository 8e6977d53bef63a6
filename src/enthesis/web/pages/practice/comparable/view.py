"""Comparable hips of this practice beside a plan: how many, how they changed, what they could show."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from enthesis.actions.act import permit_of
from enthesis.actions.plans import draft_plan
from enthesis.actions.reading import open_case_file
from enthesis.domain.examination.classification import Classified
from enthesis.domain.pathway.rehabilitation import lall_of
from enthesis.web.pages.practice.comparable.present import present
from enthesis.web.pages.practice.comparable.registry import followed
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/plan/comparable/")
ACCESS = staff(*permit_of(draft_plan).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    lall = lall_of(file.every(Classified))
    head = case_head(file, request.practice, at=request.at)
    plan = reverse("practice:plan", kwargs={"case_id": case_id})
    page = present(head, followed(request.scope) if lall else (), lall, plan=plan)
    return render(request, "practice/comparable/page.html", page)
