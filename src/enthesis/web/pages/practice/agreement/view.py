"""How far readers agree on the same images, and which hips wait for a second reader."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.second_reading import record_second_reading
from enthesis.domain.examination.second_reading import agreements, tonnis_agreements
from enthesis.store.cases import load_cases
from enthesis.store.patients import contacts_of
from enthesis.store.readings import (
    list_radiographs_read_twice,
    list_radiographs_to_read_again,
    list_read_twice,
    list_to_read_again,
)
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
    films = list_radiographs_read_twice(scope)
    me = scope.actor.person
    waiting = list_to_read_again(scope, me) if me else ()
    waiting_films = list_radiographs_to_read_again(scope, me) if me else ()
    cases = {case.id: case for case in load_cases(scope, [w.case for w in (*waiting, *waiting_films)])}
    named = contacts_of(scope, {case.patient for case in cases.values()})
    found = (*agreements(read), *tonnis_agreements(films))
    page = present((*read, *films), found, waiting, waiting_films, cases, named)
    return render(request, "practice/agreement/page.html", page)
