"""The two-person procedure of a therapy event, to be printed before it is needed."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.reading import open_case_file
from enthesis.domain.terms import CLINICIANS
from enthesis.store.therapy_events import load_event
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import CaseHead, case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.paper_procedure import PaperProcedure, procedure_of
from enthesis.web.shell.present import Button
from enthesis.web.shell.requests import Request

ROUTE = Route("events/<uuid:event_id>/paper/")
ACCESS = staff(*CLINICIANS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPaperPage:
    head: CaseHead
    procedure: PaperProcedure
    back: Button


def view(request: Request, event_id: UUID) -> HttpResponse:
    event = load_event(request.scope, event_id)
    file = open_case_file(request.scope, event.case, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    page = EventPaperPage(
        head=head,
        procedure=procedure_of(file, event, head, telephone=request.practice.telephone, at=request.at),
        back=Button(
            label=_("Back to the therapy event"),
            href=reverse("practice:event", kwargs={"event_id": event.id}),
        ),
    )
    return render(request, "practice/event_paper/page.html", page)
