"""The forms that wait for the patient who came by a private link, after the signs that must not wait."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.pathway.asked_now import Round
from enthesis.store.cases import load_case
from enthesis.store.follow_ups import Response, ResponseStatus, list_responses_of
from enthesis.store.signs import find_signs
from enthesis.web.pages.portal.forms.present import forms_page
from enthesis.web.shell.access import IN_ROUND
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.rounds import round_of, whom
from enthesis.web.shell.stopped import wants_no_questions

ROUTE = Route("forms/")
ACCESS = IN_ROUND


def view(request: Request) -> HttpResponse:
    asked, told = round_of(request), list_responses_of(request.scope, request.link.patient)
    places = {(r.case, r.milestone, r.instrument): r for r in told if r.status is ResponseStatus.OPEN}
    signs = find_signs(request.scope, request.link.case, request.link.milestone, at=request.at)
    if signs is None and any(form.key in places for form in asked.forms):
        return see_other("portal:signs")
    case = load_case(request.scope, request.link.case)
    page = forms_page(
        asked,
        places,
        tuple(_sent(request, asked, told)),
        urgency=signs.urgency if signs else None,
        rehabilitation=case.operated_on is not None and not request.on_tablet,
        on_tablet=request.on_tablet,
        wants_none=wants_no_questions(request),
    )
    return render(request, "portal/forms/page.html", page)


def _sent(request: Request, asked: Round, told: tuple[Response, ...]) -> Iterator[tuple[str, Response]]:
    """What was sent of the link's own milestone and of those that are asked now; shared answers once."""
    sides = {asking.case.id: asking.case.side for asking in asked.askings}
    link = request.link
    sides.setdefault(link.case, load_case(request.scope, link.case).side)
    places = {link.leads_to, *((a.case.id, a.milestone.id) for a in asked.askings)}
    for response in told:
        is_here = (response.case, response.milestone) in places and response.shared_from is None
        if is_here and response.status is ResponseStatus.SUBMITTED:
            instrument = load_instrument(response.instrument)
            whose = whom(instrument, sides[response.case])
            yield _("%(whose)s: %(title)s") % {"whose": whose, "title": _(instrument.title)}, response
