"""At the end of a round: something to tell the team. It goes to the clinic's list; nothing is advised."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.attention import tell_team
from enthesis.domain.pathway.case import Case
from enthesis.store.follow_ups import by_day_given, list_responses
from enthesis.web.pages.portal.tell.form import TellForm
from enthesis.web.pages.portal.tell.present import TellPage, signs_of
from enthesis.web.shell.access import IN_ROUND
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.own_pages import own_cases, own_hip
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("tell/")
ACCESS = IN_ROUND


def view(request: Request) -> HttpResponse:
    cases = {str(case.id): case for case in own_cases(request)}
    hips = tuple((id_, own_hip(case)) for id_, case in cases.items())
    form = TellForm(request.POST if request.method == "POST" else None, hips=hips)
    if form.is_bound and is_done(form, lambda: _tell(request, cases[form.cleaned_data["case"]], form)):
        messages.success(request, _("Thank you. A person of the practice reads it, but not at once."))
        return see_other("portal:thanks")
    page = TellPage(hip=hips[0][1] if len(hips) == 1 else "", form=form, signs=signs_of(request.practice))
    return render(request, "portal/tell/page.html", page, status=422 if form.errors else 200)


def _tell(request: Request, case: Case, form: TellForm) -> None:
    told = form.cleaned_data
    words, bears = told["words"], told["bears_weight"]
    tell_team(request.scope, case.id, _milestone(request, case), words, bears, at=request.at)


def _milestone(request: Request, case: Case) -> str:
    """That of the form that was answered last; empty before any was."""
    given = by_day_given(list_responses(request.scope, case.id))
    return given[-1].milestone if given else ""
