"""Thanks, and what the patient's own answers have said so far: own scores only, no advice."""

from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.urls import reverse

from enthesis.domain.pathway.asked_now import Round
from enthesis.store.bookings import zone_of
from enthesis.store.cases import list_cases
from enthesis.store.follow_ups import Response, ResponseStatus, list_responses_of
from enthesis.web.pages.portal.thanks.present import OwnHip, own_hip, thanks_page
from enthesis.web.shell.access import IN_ROUND
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request
from enthesis.web.shell.rounds import round_of
from enthesis.web.shell.session_keys import CANCELLED_SESSION, LINK_SESSION, VISIT_SESSION
from enthesis.web.shell.waiting import ASKED_SESSION, WAITING_SESSION

ROUTE = Route("thanks/")
ACCESS = IN_ROUND


def view(request: Request) -> HttpResponse:
    if request.method == "POST":
        return _leave(request)
    asked = round_of(request)
    told = list_responses_of(request.scope, request.link.patient)
    page = thanks_page(
        _hips(request, told),
        waits=_waits(asked, told),
        may_stop=asked.is_short_done,
        on_tablet=request.on_tablet,
    )
    return render(request, "portal/thanks/page.html", page)


def _hips(request: Request, told: Sequence[Response]) -> Iterator[OwnHip]:
    """Every hip of the patient; one about which nothing was sent has nothing to tell."""
    own = list_cases(request.scope, patient=request.link.patient)
    for case in sorted(own, key=lambda case: (case.side, case.number)):
        zone = zone_of(request.scope, case.id)
        yield own_hip(case, [response for response in told if response.case == case.id], zone=zone)


def _waits(asked: Round, told: Sequence[Response]) -> bool:
    places = {(r.case, r.milestone, r.instrument) for r in told if r.status is ResponseStatus.OPEN}
    return any(form.key in places for form in asked.forms)


def _leave(request: Request) -> HttpResponse:
    """Nobody goes on as this patient on this device, by whichever link; the links themselves still work."""
    for key in (LINK_SESSION, VISIT_SESSION, CANCELLED_SESSION, WAITING_SESSION, ASKED_SESSION):
        request.session.pop(key, None)
    request.session.cycle_key()
    answer = HttpResponse(status=303)
    answer["Location"] = reverse("portal:ended") + "?left"
    return answer
