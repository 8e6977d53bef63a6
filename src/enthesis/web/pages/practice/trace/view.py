"""From a product to its hip and back, by one scan; each look is in the trail."""

from django.http import HttpResponse

from enthesis.actions.tracing import open_trace
from enthesis.domain.errors import Invalid
from enthesis.domain.stock.trace import Trace
from enthesis.domain.terms import CLINICIANS, PatientId, Role
from enthesis.store.patients import contacts_of
from enthesis.web.pages.practice.trace.form import TraceForm
from enthesis.web.pages.practice.trace.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("trace/")
ACCESS = staff(*CLINICIANS, Role.ADMINISTRATOR, Role.AUDITOR)


def view(request: Request) -> HttpResponse:
    form = TraceForm(request.GET if "code" in request.GET else None)
    trace = _followed(request, form)
    page = present(
        trace,
        form,
        names=_names(request, trace),
        leads_on=request.scope.actor.role in CLINICIANS,
        zone=request.practice.offices[0].zone,
    )
    return render(request, "practice/trace/page.html", page, status=422 if form.errors else 200)


def _followed(request: Request, form: TraceForm) -> Trace | None:
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return open_trace(request.scope, form.cleaned_data["code"], at=request.at)
    except Invalid as problem:
        form.add_error("code", str(problem))
        return None


def _names(request: Request, trace: Trace | None) -> dict[PatientId, str]:
    """How the people are called, for those who may know."""
    if trace is None or not request.scope.sees_contact:
        return {}
    found = contacts_of(request.scope, {hip.patient for hip in trace.hips})
    return {PatientId(patient): contact.name for patient, contact in found.items()}
