"""One questionnaire, one question at a time or all on one page; each answer is kept as it comes."""

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enthesis.actions.outcomes import save_answer, submit_answers
from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.terms import Side
from enthesis.store.bookings import zone_of
from enthesis.store.cases import load_case
from enthesis.store.follow_ups import Response, ResponseStatus, load_response
from enthesis.store.signs import find_signs
from enthesis.web.pages.portal.form.present import Place, form_page, place_called, sent_page
from enthesis.web.shell.access import IN_ROUND
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.instrument_form import AnswersForm
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request
from enthesis.web.shell.rounds import mode_of, round_of
from enthesis.web.shell.worded import asked_in

ROUTE = Route("forms/<uuid:response_id>/")
ACCESS = IN_ROUND
LANGUAGE = "in-"  # what is pressed to read the same page in another language, before its code


def view(request: Request, *, response_id: UUID) -> HttpResponse:
    response = load_response(request.scope, response_id)
    if response.status is not ResponseStatus.OPEN:
        return _sent(request, response)
    side = _side(request, response)
    if request.method != "POST" and _signs_are_due(request):
        return see_other("portal:signs")
    instrument = asked_in(request.scope, response)
    place = place_called(request.GET.get("q"), len(instrument.items))
    form = AnswersForm(request.POST if request.method == "POST" else None, place.items(instrument))
    if form.is_bound and form.is_valid():
        try:
            return _act(request, response, place, form)
        except NotAllowed as problem:
            form.add_error(None, in_words(problem))
    page = form_page(response, instrument, place, form, side=side, on_tablet=request.on_tablet)
    return render(request, "portal/form/page.html", page, status=422 if form.is_bound else 200)


def _side(request: Request, response: Response) -> Side:
    """Of a form that the link leads to, or of another one that is asked of the patient now."""
    link = request.link
    is_asked = link.leads_to == (response.case, response.milestone)
    if not is_asked and not round_of(request).has(response.case, response.milestone):
        raise NotFound("response", "There is no such form.", "Open the link in your message again.")
    return load_case(request.scope, response.case).side


def _sent(request: Request, response: Response) -> HttpResponse:
    """What was sent is shown, and changes no more. What was never sent has nothing to show."""
    if response.status is not ResponseStatus.SUBMITTED or request.method == "POST":
        return see_other("portal:forms")
    case = load_case(request.scope, response.case)
    page = sent_page(
        response, asked_in(request.scope, response), case.side, zone=zone_of(request.scope, case.id)
    )
    return render(request, "portal/form/sent.html", page)


def _signs_are_due(request: Request) -> bool:
    """Asked before a question is shown. An answer that arrives late is kept all the same."""
    return find_signs(request.scope, request.link.case, request.link.milestone, at=request.at) is None


def _keep(request: Request, response: Response, form: AnswersForm) -> None:
    scope = replace(request.scope, submit="")  # an answer may go back to what it was: each sending counts
    for item, answer in form.changed.items():
        if response.answers.get(item) != answer:
            save_answer(scope, response.id, item, answer, at=request.at)


def _act(request: Request, response: Response, place: Place, form: AnswersForm) -> HttpResponse:
    _keep(request, response, form)
    go = request.POST.get("go", "next")
    if go == "keep":
        return HttpResponse(status=204)
    if go == "later":
        return see_other("portal:forms" if request.on_tablet else "portal:later")
    if go == "send" and place.end:
        return _send(request, response)
    if (code := go.removeprefix(LANGUAGE)) in dict(settings.LANGUAGES):
        answer = _to(response, place.here)
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, httponly=True, samesite="Lax")
        return answer
    return _to(response, place.after(go, len(load_instrument(response.instrument).items)))


def _to(response: Response, q: str) -> HttpResponse:
    here = reverse("portal:form", kwargs={"response_id": response.id})
    answer = HttpResponse(status=303)
    answer["Location"] = f"{here}?q={q}" if q else here
    return answer


def _send(request: Request, response: Response) -> HttpResponse:
    language = (get_language() or "")[:2]
    submit_answers(request.scope, response.id, mode=mode_of(request), language=language, at=request.at)
    if round_of(request).forms:
        messages.success(request, _("Thank you. This form is sent."))
        return see_other("portal:forms")
    return see_other("portal:thanks")
