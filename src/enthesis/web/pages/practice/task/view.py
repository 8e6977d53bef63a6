"""One task: it goes to somebody, is done, or is to be done again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.tasks import assign_task, finish_task, reopen_task
from enthesis.store.about import abouts_of
from enthesis.store.people import list_people
from enthesis.store.tasks import load_task
from enthesis.web.pages.practice.task.form import FinishForm, GiveForm, ReopenForm
from enthesis.web.pages.practice.task.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("tasks/<uuid:task_id>/")
ACCESS = staff(*permit_of(finish_task).roles)


def view(request: Request, task_id: UUID) -> HttpResponse:
    task = load_task(request.scope, task_id)
    now = {"version": task.version, "owner": str(task.todo.owner or ""), "due_on": task.todo.due_on}
    act, sent = request.POST.get("act", ""), request.POST or None
    people = list_people(request.scope)
    give = GiveForm(sent if act == GiveForm.act else None, people=people, initial=now)
    finish = FinishForm(sent if act == FinishForm.act else None, initial=now)
    reopen = ReopenForm(sent if act == ReopenForm.act else None, initial=now)
    form = next((one for one in (give, finish, reopen) if one.is_bound), None)
    if form and is_done(form, lambda: _do(request, task.id, form)):
        messages.success(request, _("It is recorded."))
        return see_other("practice:task", task_id=task.id)
    about = abouts_of(request.scope, (task,)).get(task.id)
    page = present(task, about, (give, finish, reopen), zone=request.practice.offices[0].zone)
    return render(request, "practice/task/page.html", page, status=422 if form else 200)


def _do(request: Request, task: UUID, form: GiveForm | FinishForm | ReopenForm) -> None:
    told, scope, at = form.cleaned_data, request.scope, request.at
    match form:
        case GiveForm():
            assign_task(scope, task, owner=form.given_to, due_on=told["due_on"], read=told["version"], at=at)
        case FinishForm():
            finish_task(scope, task, outcome=told["outcome"], read=told["version"], at=at)
        case _:
            reopen_task(scope, task, read=told["version"], at=at)
