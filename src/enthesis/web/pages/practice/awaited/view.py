"""Every result of a product that is awaited: since when, when it is due, and where it is entered."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.domain.pathway.case import Case
from enthesis.domain.terms import CLINICIANS
from enthesis.store.awaited import list_awaited
from enthesis.store.cases import load_cases
from enthesis.store.patients import contacts_of
from enthesis.web.pages.practice.awaited.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("products/awaited/")
ACCESS = staff(*CLINICIANS)


def view(request: Request) -> HttpResponse:
    found = list_awaited(request.scope)
    cases: dict[UUID, Case] = {
        case.id: case for case in load_cases(request.scope, {one.product.case for one in found})
    }
    contacts = contacts_of(request.scope, {case.patient for case in cases.values()})
    zone = request.practice.offices[0].zone
    page = present(found, cases, contacts, at=request.at, zone=zone)
    return render(request, "practice/awaited/page.html", page)
