"""One call: who it is, what to say in their language, and what became of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.contacts import claim_call, record_follow_up_call, release_call
from enthesis.actions.reading import open_patient
from enthesis.domain.errors import NotFound
from enthesis.domain.pathway.contact.call_list import Row
from enthesis.store.contacts import Followed
from enthesis.web.pages.practice.call.form import RELEASE, TAKE, CallForm
from enthesis.web.pages.practice.call.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.answer_calls import found_to_call, in_hand, window_lines, words_of_site
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("call-list/<uuid:patient_id>/")
ACCESS = staff(*permit_of(record_follow_up_call).roles)


def view(request: Request, *, patient_id: UUID) -> HttpResponse:
    asked = request.POST.get("do", "")
    if asked in (TAKE, RELEASE):
        return _claim(request, patient_id, asked)
    row = _row(request, patient_id)
    form = CallForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: _record(request, row, form)):
        messages.success(request, _("The call is recorded."))
        return see_other("practice:call_list")
    open_patient(request.scope, patient_id, at=request.at)
    return _page(request, row, form, status=422 if form.errors else 200)


def _claim(request: Request, patient: UUID, asked: str) -> HttpResponse:
    form, act = ActForm(request.POST), _take if asked == TAKE else _release
    if not is_done(form, lambda: act(request, patient)):
        return _page(request, _row(request, patient), form, status=422)
    return (
        see_other("practice:call", patient_id=patient) if asked == TAKE else see_other("practice:call_list")
    )


def _take(request: Request, patient: UUID) -> None:
    claim_call(request.scope, patient, wordings=words_of_site(), at=request.at)


def _release(request: Request, patient: UUID) -> None:
    release_call(request.scope, patient, at=request.at)


def _row(request: Request, patient: UUID) -> Row[Followed]:
    """Raises NotFound for who is not to be called now, unless the caller has them on the telephone."""
    found = found_to_call(request, patient) or in_hand(request, patient)
    if not found:
        raise NotFound("call", "Nobody is to call this person now.", "Open the list of calls again.")
    return found[0]


def _page(request: Request, row: Row[Followed], form: ActForm, *, status: int) -> HttpResponse:
    lines = window_lines(request, (row,))[row.who.patient]
    page = present(row, lines, form, request.practice, actor=request.scope.actor)
    return render(request, "practice/call/page.html", page, status=status)


def _record(request: Request, row: Row[Followed], form: CallForm) -> None:
    told = form.told(zone=row.who.zone, at=request.at)
    record_follow_up_call(request.scope, row.who.patient, told, at=request.at)
