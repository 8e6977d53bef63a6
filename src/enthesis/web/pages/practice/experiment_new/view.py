"""An experiment with reminders is started."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt, permit_of
from enthesis.actions.experiments import day_of, start_experiment
from enthesis.web.pages.practice.experiment_new.form import StartForm
from enthesis.web.pages.practice.experiment_new.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("experiments/start/")
ACCESS = staff(*permit_of(start_experiment).roles)


def view(request: Request) -> HttpResponse:
    form = StartForm(request.POST or None, on=day_of(request.scope, request.at))
    made = list[Receipt]()
    if request.method == "POST" and is_done(
        form, lambda: made.append(start_experiment(request.scope, form.design, at=request.at))
    ):
        messages.success(request, _("The experiment is started."))
        return see_other("practice:experiment", experiment_id=made[0].subject)
    status = 422 if form.errors else 200
    return render(request, "practice/experiment_new/page.html", present(form), status=status)
