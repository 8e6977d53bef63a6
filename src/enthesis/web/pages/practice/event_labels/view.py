"""Labels for the tubes of a therapy event, before anything is in them."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.labels import compose_event_label, print_event_labels
from enthesis.actions.reading import open_case_file
from enthesis.domain.biologics.label import LabelKind
from enthesis.store.therapy_events import load_event
from enthesis.web.pages.practice.event_labels.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.labels import LabelForm, labels_file, shows_names
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("events/<uuid:event_id>/labels/")
ACCESS = staff(*permit_of(print_event_labels).roles)


def view(request: Request, event_id: UUID) -> HttpResponse:
    scope, at, names = request.scope, request.at, shows_names()
    event = load_event(scope, event_id)
    file = open_case_file(scope, event.case, at=at)
    compose = partial(compose_event_label, scope, file, event, names=names)
    form = LabelForm(LabelKind.EVENT, request)
    do = partial(print_event_labels, scope, event_id, names=names, at=at)
    if made := labels_file(request, form, do):
        return made
    page = present(scope, case_head(file, request.practice, at=at), event, compose, form)
    return render(request, "practice/event_labels/page.html", page, status=422 if form.is_bound else 200)
