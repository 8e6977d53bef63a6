"""What must be there before an operation: who waits for what, and what is recorded of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.readiness import check_kit, tell_clearance
from enthesis.actions.reading import open_case_file
from enthesis.domain.pathway.readiness.judge import Readiness
from enthesis.domain.pathway.readiness.kit import kit_of
from enthesis.domain.pathway.stages import BEFORE_OPERATION
from enthesis.store.attachments import list_attachments
from enthesis.store.case_files import CaseFile
from enthesis.store.operations import find_operation
from enthesis.store.readiness import list_kit_checks, load_readiness
from enthesis.web.pages.practice.readiness.form import ClearanceForm, KitForm
from enthesis.web.pages.practice.readiness.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.readiness import today_at
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/readiness/")
ACCESS = staff(*permit_of(tell_clearance).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    readiness = load_readiness(request.scope, file, request.practice)
    clearance, kit = _forms(request, file, readiness)
    form = next((one for one in (clearance, kit) if one is not None and one.is_bound), None)
    if form and is_done(form, lambda: _record(request, file, form)):
        messages.success(request, _("It is recorded."))
        return see_other("practice:readiness", case_id=case_id)
    booked = find_operation(request.scope, file.case.id)
    page = present(
        case_head(file, request.practice, at=request.at),
        file.case.id,
        readiness,
        (clearance, kit),
        on=today_at(readiness, file.zone, at=request.at),
        role=request.scope.actor.role,
        hour_known=booked is not None and booked.theatre.begins is not None,
        is_over=file.case.stage not in BEFORE_OPERATION,
    )
    return render(request, "practice/readiness/page.html", page, status=422 if form else 200)


def _forms(request: Request, file: CaseFile, readiness: Readiness) -> tuple[ClearanceForm, KitForm | None]:
    """Each with what its reader saw, and with what the address asks for chosen."""
    act, sent = request.POST.get("act", ""), request.POST or None
    said = sum(len(one.said) for one in readiness.clearances)
    checks = len(list_kit_checks(request.scope, [file.case.id]).get(file.case.id, ()))
    clearance = ClearanceForm(
        sent if act == ClearanceForm.act else None,
        found=readiness.clearances,
        kinds=request.practice.clearance_kinds,
        files=list_attachments(request.scope, file.case.id),
        role=request.scope.actor.role,
        initial={"version": said + 1, "which": request.GET.get("clearance", "")},
    )
    if file.draft is None:
        return clearance, None
    chosen = {"version": checks + 1, "need": request.GET.get("need", "")}
    return clearance, KitForm(sent if act == KitForm.act else None, needs=kit_of(file.draft), initial=chosen)


def _record(request: Request, file: CaseFile, form: ClearanceForm | KitForm) -> None:
    scope, case, at, read = request.scope, file.case.id, request.at, form.cleaned_data["version"] - 1
    match form:
        case ClearanceForm():
            tell_clearance(scope, case, form.told(), read=read, at=at)
        case KitForm():
            check_kit(scope, case, form.check(), read=read, at=at)
