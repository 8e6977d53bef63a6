"""The operation of a hip: booked, moved, confirmed and cancelled on one page, with what hangs on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt
from enthesis.actions.operations import (
    book_operation,
    cancel_operation,
    change_operation,
    confirm_operation,
)
from enthesis.actions.reading import open_case_file
from enthesis.domain.pathway.operation import OperationBooking
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.case_files import CaseFile
from enthesis.store.operations import find_operation, list_operation_changes
from enthesis.store.people import list_people
from enthesis.web.pages.practice.operation.form import ActOnOperationForm, OperationForm, begin_with
from enthesis.web.pages.practice.operation.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.readiness import readiness_section
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/operation/")
ACCESS = staff(*CLINICIANS, Role.DESK)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    booked = find_operation(request.scope, case_id)
    acts = ActOnOperationForm(request.POST if "act" in request.POST else None)
    form = _form(request, file, booked)
    if request.method == "POST" and _is_done(request, file, booked, form, acts):
        return see_other("practice:operation", case_id=case_id)
    page = present(
        request.practice,
        case_head(file, request.practice, at=request.at),
        file,
        booked,
        list_operation_changes(request.scope, case_id),
        (form, acts),
        role=request.scope.actor.role,
        readiness=readiness_section(request.scope, file, booked, at=request.at),
    )
    failed = form.errors or acts.errors
    return render(request, "practice/operation/page.html", page, status=422 if failed else 200)


def _form(request: Request, file: CaseFile, booked: OperationBooking | None) -> OperationForm:
    standing = booked if booked is not None and booked.is_standing else None
    return OperationForm(
        request.POST if request.method == "POST" and "act" not in request.POST else None,
        initial={**begin_with(standing), "version": standing.version if standing else file.case.version},
        site=request.practice,
        people=list_people(request.scope),
        is_new=standing is None,
    )


def _is_done(
    request: Request,
    file: CaseFile,
    booked: OperationBooking | None,
    form: OperationForm,
    acts: ActOnOperationForm,
) -> bool:
    if acts.is_bound:
        done = booked is not None and is_done(acts, lambda: _act(request, booked, acts))
        said = _("Recorded.")
    else:
        done = is_done(form, lambda: _save(request, file.case.id, booked, form))
        said = _("The operation is changed as said; look below at what hangs on it.")
        if booked is None or not booked.is_standing:
            said = _("The operation is booked as said; look below at what hangs on it.")
    if done:
        messages.success(request, said)
    return done


def _save(request: Request, case_id: UUID, booked: OperationBooking | None, form: OperationForm) -> Receipt:
    told = form.cleaned_data
    if booked is None or not booked.is_standing:
        return book_operation(
            request.scope,
            case_id,
            form.theatre,
            form.team,
            all_the_same=told["all_the_same"],
            at=request.at,
        )
    return change_operation(
        request.scope,
        booked.id,
        form.theatre,
        form.team,
        reason=told["reason"],
        all_the_same=told["all_the_same"],
        read=told["version"],
        at=request.at,
    )


def _act(request: Request, booked: OperationBooking, form: ActOnOperationForm) -> Receipt:
    told = form.cleaned_data
    if told["act"] == "confirm":
        return confirm_operation(request.scope, booked.id, read=told["version"], at=request.at)
    return cancel_operation(request.scope, booked.id, reason=told["why"], read=told["version"], at=request.at)
