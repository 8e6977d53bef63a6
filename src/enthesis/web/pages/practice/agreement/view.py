"""How far readers agree on the same images, and which hips wait for a second reader."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.second_reading import record_second_reading
from enthesis.domain.examination.second_reading import agreements
from enthesis.store.cases import load_cases
from enthesis.store.patients import contacts_of
from enthesis.store.readings import list_read_twice, list_to_read_again
from enthesis.web.pages.practice.agreement.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("agreement/")
ACCESS = staff(*permit_of(record_second_reading).roles)


def view(request: Request) -> HttpResponse:
    scope = request.scope
    read = list_read_twice(scope)
    waiting = list_to_read_again(scope, scope.actor.person) if scope.actor.person else ()
    cases = {case.id: case for case in load_cases(scope, [w.case for w in waiting])}
    named = contacts_of(scope, {case.patient for case in cases.values()})
    page = present(read, agreements(read), waiting, cases, named)
    return render(request, "practice/agreement/page.html", page)
