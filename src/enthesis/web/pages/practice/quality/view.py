"""How well the practice records what it does: sections, each by itself, for a chosen period."""

from django.http import HttpResponse

from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.pages.practice.quality.form import PeriodForm
from enthesis.web.pages.practice.quality.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.quality import quality_sections
from enthesis.web.shell.requests import Request

ROUTE = Route("quality/")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    on = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    form = PeriodForm(request.GET, on=on)
    period = form.period
    shown = [(one, one.show(request.scope, period)) for one in quality_sections()]
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "practice/quality/page.html", present(form, period, shown), status=status)
