"""What the patient's own hips follow after the operation, and what the patient does again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.rehabilitation import tell_recovery
from enthesis.domain.errors import NotFound
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.stages import Act, is_possible
from enthesis.store.bookings import zone_of
from enthesis.store.cases import list_cases, list_entries
from enthesis.store.links import REHABILITATION
from enthesis.web.pages.portal.rehabilitation.form import RecoveryForm
from enthesis.web.pages.portal.rehabilitation.present import HipNow, hip_now, page
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.portal import home_of
from enthesis.web.shell.rehabilitation import recovery_lines, rehabilitation
from enthesis.web.shell.requests import Request

ROUTE = Route("rehabilitation/")
ACCESS = BY_LINK


def view(request: Request) -> HttpResponse:
    cases = _cases(request)
    hips = tuple(_hip(request, case, nth) for nth, case in enumerate(cases, 1))
    sent = _sent(request, hips) if request.method == "POST" else None
    if sent is not None and is_done(sent, lambda: _tell(request, sent)):
        messages.success(
            request, _("Thank you. We have noted it. The practice looks at it and may call you.")
        )
        return see_other("portal:rehabilitation")
    home = "" if request.link.purpose == REHABILITATION else reverse(home_of(request.link))
    return render(
        request, "portal/rehabilitation/page.html", page(hips, sent, home=home), status=422 if sent else 200
    )


def _cases(request: Request) -> tuple[Case, ...]:
    """The hip of the link, then the patient's others that were operated on."""
    own = list_cases(request.scope, patient=request.link.patient)
    here = [case for case in own if case.id == request.link.case]
    return (*here, *(case for case in own if case.operated_on and case.id != request.link.case))


def _hip(request: Request, case: Case, nth: int) -> HipNow:
    entries, zone = list_entries(request.scope, case.id), zone_of(request.scope, case.id)
    today = wall_now(request.at, zone).date()
    told = rehabilitation(case, entries, today=today, zone=zone, plainly=True)
    asked = tuple(
        (line.milestone.value, line.title) for line in recovery_lines(entries, plainly=True) if not line.on
    )
    form = None
    if asked and is_possible(Act.RECORD_RECOVERY, case.stage):
        mine = request.method == "POST" and request.POST.get("case") == str(case.id)
        typed = request.POST if mine else None
        form = RecoveryForm(typed, asked=asked, today=today, nth=nth, initial={"case": case.id})
    return hip_now(case, entries, told, form)


def _sent(request: Request, hips: tuple[HipNow, ...]) -> RecoveryForm:
    """The form that was sent. Raises NotFound for a hip that is not the patient's, or has nothing to tell."""
    for hip in hips:
        if hip.form is not None and hip.form.is_bound:
            return hip.form
    raise NotFound("case", "There is nothing to tell about this hip.", "Load the page again.")


def _tell(request: Request, form: RecoveryForm) -> None:
    told = form.cleaned_data
    case: UUID = told["case"]
    tell_recovery(request.scope, case, told["milestone"], told["on"], at=request.at)
