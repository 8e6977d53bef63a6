"""A table with the headings and one example, as a file."""

from django.http import HttpResponse

from enthesis.domain.people.registration import template
from enthesis.domain.terms import Role
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/import/patients.csv")
ACCESS = staff(Role.DESK)


def view(request: Request) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="patients.csv"'}
    return HttpResponse(
        template().encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers
    )
