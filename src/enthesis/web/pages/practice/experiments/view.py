"""Experiments with reminders: which run, which have ended."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.experiments import day_of, start_experiment
from enthesis.store.experiments import list_experiments
from enthesis.web.pages.practice.experiments.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("experiments/")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    page = present(
        list_experiments(request.scope),
        on=day_of(request.scope, request.at),
        may_start=permit_of(start_experiment).allows(request.scope),
    )
    return render(request, "practice/experiments/page.html", page)
