"""How a patient may be written to, what stopped, and what was sent about this hip."""

from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.messages import TELLERS, allow_messages, stop_messages
from enthesis.actions.reading import open_case_file
from enthesis.store.contact_log import list_log
from enthesis.store.messages import list_about, list_stops
from enthesis.store.operations import list_operations_of
from enthesis.store.patients import load_contact
from enthesis.store.recipients import list_recipients
from enthesis.web.pages.practice.case_messages.form import WishForm
from enthesis.web.pages.practice.case_messages.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/messages/")
ACCESS = staff(*TELLERS)
MOST = 100


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    form = WishForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: _wish(request, file.case.patient, form)):
        stopped = _("No more messages are sent to this patient.")
        notices.success(request, stopped if form.stops else _("Messages are sent again."))
        return see_other("practice:case_messages", case_id=case_id)
    contact = load_contact(request.scope, file.case.patient)
    operations = list_operations_of(request.scope, case_id)
    about = {case_id, file.case.patient, *(b.id for b in file.bookings), *(one.id for one in operations)}
    sent = list_about(request.scope, about, most=MOST)
    page = present(
        case_head(file, request.practice, at=request.at),
        contact,
        list_stops(request.scope, contact),
        (sent, list_recipients(request.scope, sent)),
        list_log(request.scope, file.case.patient)[:MOST],
        form,
        file.ends,
    )
    return render(request, "practice/case_messages/page.html", page, status=422 if form.is_bound else 200)


def _wish(request: Request, patient: UUID, form: WishForm) -> None:
    act = stop_messages if form.stops else allow_messages
    act(request.scope, patient, at=request.at)
