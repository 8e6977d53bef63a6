"""One questionnaire, one question at a time or all on one page; each answer is kept as it comes."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.outcomes import save_answer, submit_answers
from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.store.follow_ups import Response, ResponseStatus, list_responses, load_response
from enthesis.store.signs import find_signs
from enthesis.web.pages.portal.form.present import Place, form_page, place_called
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.instrument_form import AnswersForm
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request

ROUTE = Route("forms/<uuid:response_id>/")
ACCESS = BY_LINK


def view(request: Request, *, response_id: UUID) -> HttpResponse:
    response = _own(request, response_id)
    if response.status is not ResponseStatus.OPEN:
        return see_other("portal:forms")
    if request.method != "POST" and _signs_are_due(request):
        return see_other("portal:signs")
    instrument = load_instrument(response.instrument)
    place = place_called(request.GET.get("q"), len(instrument.items))
    form = AnswersForm(request.POST if request.method == "POST" else None, place.items(instrument))
    if form.is_bound and form.is_valid():
        try:
            return _act(request, response, place, form)
        except NotAllowed as problem:
            form.add_error(None, in_words(problem))
    page = form_page(response, place, form)
    return render(request, "portal/form/page.html", page, status=422 if form.is_bound else 200)


def _own(request: Request, response_id: UUID) -> Response:
    """A form the link is about; another one of the same patient needs its own link."""
    response = load_response(request.scope, response_id)
    if (response.case, response.milestone) != (request.link.case, request.link.milestone):
        raise NotFound("response", "There is no such form.", "Open the link in your message again.")
    return response


def _signs_are_due(request: Request) -> bool:
    """Asked before a question is shown. An answer that arrives late is kept all the same."""
    return find_signs(request.scope, request.link.case, request.link.milestone, at=request.at) is None


def _keep(request: Request, response: Response, form: AnswersForm) -> None:
    scope = replace(request.scope, submit="")  # an answer may go back to what it was: each sending counts
    for item, answer in form.answers.items():
        if response.answers.get(item) != answer:
            save_answer(scope, response.id, item, answer, at=request.at)


def _act(request: Request, response: Response, place: Place, form: AnswersForm) -> HttpResponse:
    _keep(request, response, form)
    go = request.POST.get("go", "next")
    if go == "keep":
        return HttpResponse(status=204)
    if go == "later":
        messages.success(request, _("Your answers are saved."))
        return see_other("portal:forms")
    if go == "send" and place.end:
        submit_answers(request.scope, response.id, at=request.at)
        return _next_form(request)
    here = reverse("portal:form", kwargs={"response_id": response.id})
    answer = HttpResponse(status=303)
    answer["Location"] = f"{here}?q={place.after(go, len(load_instrument(response.instrument).items))}"
    return answer


def _next_form(request: Request) -> HttpResponse:
    told = list_responses(request.scope, request.link.case, milestone=request.link.milestone)
    if any(r.status is ResponseStatus.OPEN for r in told):
        messages.success(request, _("Thank you. One more form waits for you."))
        return see_other("portal:forms")
    return see_other("portal:thanks")
