"""One experiment with reminders: what was declared, how far it is, and its result once it is settled."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.experiments import day_of, end_experiment
from enthesis.domain.pathway.experiment.result import is_settled, results
from enthesis.store.experiments import list_persons, load_experiment
from enthesis.web.pages.practice.experiment.form import EndForm
from enthesis.web.pages.practice.experiment.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("experiments/<uuid:experiment_id>/")
ACCESS = ANY_STAFF


def view(request: Request, *, experiment_id: UUID) -> HttpResponse:
    form = EndForm(request.POST or None)
    if request.method == "POST" and is_done(
        form,
        lambda: end_experiment(
            request.scope, experiment_id, reason=form.cleaned_data["reason"], at=request.at
        ),
    ):
        messages.success(request, _("Nobody enters this experiment any more."))
        return see_other("practice:experiment", experiment_id=experiment_id)
    on, told = day_of(request.scope, request.at), load_experiment(request.scope, experiment_id)
    settled = is_settled(told.experiment, told.days, on=on)
    found = results(told.experiment, list_persons(request.scope, told.experiment)) if settled else None
    may_end = permit_of(end_experiment).allows(request.scope)
    page = present(told, found, form, on=on, may_end=may_end)
    return render(request, "practice/experiment/page.html", page, status=422 if form.errors else 200)
