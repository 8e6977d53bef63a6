"""The patient's answer about the product of the plan."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.confirmation import confirm_with_pin
from enthesis.actions.plans import record_consent
from enthesis.actions.reading import open_case_file
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Consent
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.consent.form import ConsentForm
from enthesis.web.pages.practice.consent.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/consent/")
ACCESS = staff(*permit_of(record_consent).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    today = wall_now(request.at, head.zone).date()
    begin: dict[str, object] = {"version": file.case.version, "decided_on": today}
    begin["explained_by"] = request.scope.actor.name
    if request.method == "POST":
        begin |= _on_record(file, request.POST.get("about", ""))
    theatre = file.case.stage is Stage.IN_THEATRE
    form = ConsentForm(request.POST or None, initial=begin, product=_product(file), in_theatre=theatre)
    if request.method == "POST" and is_done(form, lambda: _record(request, file, form, today)):
        messages.success(request, _("The patient's decision is on the record."))
        return see_other("practice:case", case_id=case_id)
    page = present(head, form, file.signed_plan, file.every(Consent))
    return render(request, "practice/consent/page.html", page, status=422 if form.is_bound else 200)


def _on_record(file: CaseFile, about: str) -> dict[str, object]:
    """The newest decision on the same: if somebody was faster, it stands beside what was typed."""
    decided = [c for c in file.every(Consent) if about in (c.product, c.purpose.value)]
    if not decided:
        return {}
    told = decided[-1]
    shown = {name: getattr(told, name) for name in ("text", "explained_by", "decided_on")}
    return {**shown, "decision": "given" if told.given else "refused"}


def _record(request: Request, file: CaseFile, form: ConsentForm, today: date) -> None:
    consent = form.consent(today=today)
    if form.asks_pin:
        confirm_with_pin(request.scope, form.cleaned_data["pin"], at=request.at)
    record_consent(request.scope, file.case.id, consent, read=form.cleaned_data["version"], at=request.at)


def _product(file: CaseFile) -> ProductKind | None:
    """The product of the signed plan."""
    plan = file.signed_plan
    return load_kind(plan.biologic.product) if plan and plan.biologic else None
