"""One question is read out, and its answer kept before the next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.reading import open_patient
from enthesis.actions.telephone_form import hear_answer, is_heard_now, send_heard
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.official import in_language
from enthesis.store.cases import load_case
from enthesis.store.follow_ups import Response, ResponseStatus, load_response
from enthesis.store.instruments import words_of
from enthesis.store.patients import load_contact
from enthesis.store.signs import find_signs
from enthesis.web.pages.practice.telephone_question.form import HeardForm
from enthesis.web.pages.practice.telephone_question.present import question_page
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("telephone-forms/<uuid:response_id>/")
ACCESS = staff(*permit_of(hear_answer).roles)
SEND = "send"


def view(request: Request, response_id: UUID) -> HttpResponse:
    response = load_response(request.scope, response_id)
    call = reverse("practice:telephone_form", kwargs={"patient_id": response.patient})
    if not _may_go_on(request, response):
        return see_other("practice:telephone_form", patient_id=response.patient)
    language = load_contact(request.scope, response.patient).language
    instrument = _worded(request, response, language)
    number = _number(request.GET.get("q"), len(instrument.items))
    sent = request.POST if request.method == "POST" else None
    send = ActForm(sent if request.POST.get("do") == SEND else None)
    if send.is_bound and is_done(send, lambda: _send(request, response, language)):
        messages.success(request, _("These answers are on the record."))
        return see_other("practice:telephone_form", patient_id=response.patient)
    form = _form(request, instrument, number)
    if form is not None and form.is_bound and is_done(form, lambda: _hear(request, response, form)):
        here = reverse("practice:telephone_question", kwargs={"response_id": response.id})
        return HttpResponseRedirect(f"{here}?q={number + 1}", status=303)
    open_patient(request.scope, response.patient, at=request.at)
    page = question_page(
        response,
        instrument,
        number,
        form=form,
        send=send,
        side=load_case(request.scope, response.case).side,
        language=language,
        call=call,
    )
    wrong = send.errors or (form is not None and form.errors)
    return render(request, "practice/telephone_question/page.html", page, status=422 if wrong else 200)


def _may_go_on(request: Request, response: Response) -> bool:
    """Whether it is open, asked in this person's call, and the signs that must not wait came first."""
    return (
        response.status is ResponseStatus.OPEN
        and is_heard_now(request.scope, response, at=request.at)
        and find_signs(request.scope, response.case, response.milestone, at=request.at) is not None
    )


def _form(request: Request, instrument: Instrument, number: int) -> HeardForm | None:
    """The form of this question; None after the last one."""
    if number > len(instrument.items):
        return None
    is_sent = request.method == "POST" and request.POST.get("do") != SEND
    return HeardForm(request.POST if is_sent else None, instrument.items[number - 1])


def _hear(request: Request, response: Response, form: HeardForm) -> None:
    hear_answer(request.scope, response.id, form.question.id, form.mark, at=request.at)


def _send(request: Request, response: Response, language: str) -> None:
    send_heard(request.scope, response.id, language=language, at=request.at)


def _worded(request: Request, response: Response, language: str) -> Instrument:
    """The instrument in the words of the form; labels of our own in the language of the patient."""
    said = words_of(request.scope, response.instrument, response.translation)
    if response.translation:
        return said
    with override(language):
        return in_language(said, gettext)


def _number(q: str | None, count: int) -> int:
    """Whatever an address says, a question there is, or the end after them."""
    number = int(q) if q and q.isascii() and q.isdigit() and len(q) < 6 else 1
    return min(max(number, 1), count + 1)
