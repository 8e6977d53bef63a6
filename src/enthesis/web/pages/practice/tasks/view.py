"""What is to be done, by whom and until when; and a telephone message in one line."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.tasks import add_task
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.task import Task
from enthesis.store import bookings, cases, patients
from enthesis.store.about import abouts_of
from enthesis.store.people import list_people
from enthesis.store.tasks import list_tasks
from enthesis.web.pages.practice.tasks.form import TaskForm
from enthesis.web.pages.practice.tasks.present import Shown, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("tasks/")
ACCESS = staff(*permit_of(add_task).roles)
ABOUT = ("patient", "case", "request")


def view(request: Request) -> HttpResponse:
    asked = request.GET.get("show", "")
    shown = Shown(asked) if asked in set(Shown) else Shown.OPEN
    on = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    about = {name: UUID(one) for name in ABOUT if _is_identity(one := request.GET.get(name, ""))}
    form = TaskForm(
        request.POST or None,
        people=list_people(request.scope),
        initial={"owner": str(request.scope.actor.person or ""), **about},
    )
    if request.method == "POST" and is_done(
        form, lambda: add_task(request.scope, form.todo(), at=request.at)
    ):
        messages.success(request, _("The task is on the list."))
        return see_other("practice:tasks")
    found = _found(request, shown, on)
    page = present(found, abouts_of(request.scope, found), form, _name(request, about), shown=shown, on=on)
    return render(request, "practice/tasks/page.html", page, status=422 if form.is_bound else 200)


def _found(request: Request, shown: Shown, on: date) -> tuple[Task, ...]:
    match shown:
        case Shown.MINE:
            return list_tasks(request.scope, owner=request.scope.actor.person)
        case Shown.NOBODYS:
            return list_tasks(request.scope, unassigned=True)
        case Shown.OVERDUE:
            return list_tasks(request.scope, due_before=on)
        case Shown.DONE:
            return list_tasks(request.scope, finished=True)
        case _:
            return list_tasks(request.scope)


def _name(request: Request, about: dict[str, UUID]) -> str:
    """Whom a new task will be about. Raises NotFound for what is not there."""
    scope = request.scope
    if not scope.sees_contact:
        return ""
    if "request" in about:
        return bookings.load_request(scope, about["request"]).asked.contact.name
    patient = about.get("patient")
    if "case" in about:
        patient = cases.load_case(scope, about["case"]).patient
    return patients.load_contact(scope, patient).name if patient else ""


def _is_identity(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
