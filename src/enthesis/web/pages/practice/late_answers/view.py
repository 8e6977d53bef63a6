"""Who answers at once, who only when asked again, who never; and how they differ."""

from django.conf import settings
from django.http import HttpResponse

from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.completeness import list_characteristics, list_hip_results
from enthesis.web.pages.practice.late_answers.form import MilestoneForm
from enthesis.web.pages.practice.late_answers.present import present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("quality/late-answers/")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    on = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    form = MilestoneForm(request.GET)
    milestone = form.asked
    hips = list_hip_results(request.scope, milestone=milestone, on=on)
    known = list_characteristics(request.scope, hips, milestone, with_labels=settings.ENTHESIS_DEMO)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "practice/late_answers/page.html", present(form, hips, known), status=status)
