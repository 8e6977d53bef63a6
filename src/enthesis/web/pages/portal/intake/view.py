"""Questions before a visit, in pages of a few: what was answered so far, and sending it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.intake import send_intake
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.practice.booking import next_visit
from enthesis.store.bookings import bookings_of, zone_of
from enthesis.store.bringing import bring_lines_of
from enthesis.store.cases import load_case
from enthesis.store.follow_ups import ResponseStatus, list_responses
from enthesis.store.intakes import find_intake
from enthesis.store.signs import find_signs
from enthesis.web.pages.portal.intake.present import intake_page
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.portal import check_is_intake, settled_for
from enthesis.web.shell.requests import Request

ROUTE = Route("intake/")
ACCESS = BY_LINK


def view(request: Request) -> HttpResponse:
    check_is_intake(request.link)
    form = ActForm(request.POST if request.method == "POST" else None)
    if form.is_bound and is_done(form, lambda: _send(request)):
        messages.success(request, _("Thank you. What you told us is read before or at your visit."))
        return see_other("portal:intake")
    if find_signs(request.scope, request.link.case, request.link.milestone, at=request.at) is None:
        return see_other("portal:signs")
    return _page(request, form)


def _send(request: Request) -> None:
    wordings = Wordings(labels=settings.ENTHESIS_DEMO)
    send_intake(request.scope, request.link.case, wordings=wordings, at=request.at)


def _page(request: Request, form: ActForm) -> HttpResponse:
    case = load_case(request.scope, request.link.case)
    visit = next_visit(bookings_of(request.scope, case.id), at=request.at)
    asked = [visit] if visit else []
    responses = list_responses(request.scope, case.id, milestone=request.link.milestone)
    signs = find_signs(request.scope, case.id, request.link.milestone, at=request.at)
    page = intake_page(
        case.side,
        find_intake(request.scope, case.id),
        form,
        settled=settled_for(request.scope, case.patient, at=request.at),
        visit=visit,
        lines=bring_lines_of(request.scope, request.practice, asked).get(visit.id, ()) if visit else (),
        practice=request.practice,
        zone=zone_of(request.scope, case.id),
        forms_wait=any(response.status is ResponseStatus.OPEN for response in responses),
        urgency=signs.urgency if signs else None,
    )
    return render(request, "portal/intake/page.html", page, status=422 if form.is_bound else 200)
