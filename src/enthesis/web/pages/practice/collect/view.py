"""A product begins: blood or marrow is taken from the patient whose wristband is scanned."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.products import collect_product
from enthesis.actions.reading import open_case_file
from enthesis.actions.therapy_events import planned_now
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.errors import NotFound, Problem
from enthesis.domain.terms import CLINICIANS
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.collect.form import CollectForm
from enthesis.web.pages.practice.collect.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.bench import OfficeClock
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.refusal import fills_screen, kept_of, refusal_page
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/collect/", uses_camera=True)
ACCESS = staff(*CLINICIANS)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    form = _form(request, file)
    if form is None or not form.is_bound:
        return _show(request, file, form)
    if form.is_valid():
        try:
            receipt = collect_product(
                request.scope,
                case_id,
                form.harvest(),
                wristband=form.cleaned_data["wristband"],
                event_scan=form.cleaned_data["event_scan"],
                confirmed=form.confirmed(request.scope),
                read=form.cleaned_data["version"],
                at=request.at,
            )
        except NotFound:
            raise
        except Problem as problem:
            if fills_screen(problem):
                head = case_head(file, request.practice, at=request.at)
                return refusal_page(request, problem, form, file, head)
            form.add_problem(problem)
        else:
            messages.success(request, _("Collected. Print the label and put it on now."))
            return see_other("practice:product", product_id=receipt.subject)
    return _show(request, file, form, status=422)


def _form(request: Request, file: CaseFile) -> CollectForm | None:
    """None where the plan holds no product."""
    plan = file.signed_plan
    if plan is None or plan.biologic is None:
        return None
    head = case_head(file, request.practice, at=request.at)
    clock = OfficeClock(at=request.at, zone=head.zone, office=head.office)
    kind = load_kind(plan.biologic.product)
    if (kept := kept_of(request)) is not None:
        return CollectForm(kind=kind, clock=clock, initial={**kept, "version": file.case.version})
    if request.method == "POST":
        return CollectForm(kind=kind, clock=clock, data=request.POST)
    return CollectForm(kind=kind, clock=clock, initial={"version": file.case.version})


def _show(request: Request, file: CaseFile, form: CollectForm | None, *, status: int = 200) -> HttpResponse:
    head = case_head(file, request.practice, at=request.at)
    event, telephone = planned_now(request.scope, file), request.practice.telephone
    page = present(file, head, form, event, at=request.at, telephone=telephone)
    return render(request, "practice/collect/page.html", page, status=status)
