"""The patient's own page: what comes next for each hip, an own goal, the curve; why each form is asked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.own_page import rate_goal, set_goal
from enthesis.domain.errors import NotFound
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.own_goal import GoalNearness, OwnGoal, story_of
from enthesis.domain.outcomes.purposes import purpose_of
from enthesis.domain.pathway.case import Case, Entry
from enthesis.domain.pathway.rehabilitation import lall_of
from enthesis.store.bookings import bookings_of, zone_of
from enthesis.store.cases import list_entries
from enthesis.store.cohorts import load_band
from enthesis.store.follow_ups import list_asked, list_responses
from enthesis.store.scope import Scope
from enthesis.web.pages.portal.own.coming import coming, newest_milestone
from enthesis.web.pages.portal.own.form import GoalForm, NearForm
from enthesis.web.pages.portal.own.present import Goal, OwnHip, OwnPage, goal_of
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.own_course import BandOf, own_courses
from enthesis.web.shell.own_pages import own_cases, own_hip
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.portal import home_of
from enthesis.web.shell.rehabilitation import own_state_words, rehabilitation
from enthesis.web.shell.requests import Request
from enthesis.web.shell.stopped import wants_no_questions

ROUTE = Route("own/")
ACCESS = BY_LINK


def view(request: Request) -> HttpResponse:
    cases = own_cases(request)
    sent = _sent(request, cases)
    if sent is not None and is_done(sent, lambda: _do(request, sent)):
        messages.success(request, _("Thank you. It is kept."))
        return see_other("portal:own")
    page = OwnPage(
        hips=tuple(_hip(request, case, nth, sent) for nth, case in enumerate(cases, 1)),
        why=_why(request, cases),
        refused=sent,
        home=reverse(home_of(request.link)),
    )
    return render(request, "portal/own/page.html", page, status=422 if sent else 200)


def _hip(request: Request, case: Case, nth: int, sent: GoalForm | NearForm | None) -> OwnHip:
    scope, zone = request.scope, zone_of(request.scope, case.id)
    today, entries = wall_now(request.at, zone).date(), list_entries(scope, case.id)
    follow_ups = list_asked(scope, case.id, on=today)
    visits, forms = bookings_of(scope, case.id), list_responses(scope, case.id)
    return OwnHip(
        title=own_hip(case),
        rehabilitation=own_state_words(rehabilitation(case, entries, today=today, zone=zone, plainly=True)),
        coming=coming(request.practice, visits, follow_ups, on=today, at=request.at),
        goal=_goal(case, entries, nth, newest_milestone(follow_ups, on=today), sent, zone=zone),
        asks=not wants_no_questions(request),
        courses=own_courses(case, forms, zone=zone, band_of=_band_of(scope, entries)),
    )


def _band_of(scope: Scope, entries: tuple[Entry[object], ...]) -> BandOf:
    """The practice's own hips like this one, where enough people answered."""
    lall = lall_of(entry.value for entry in entries)
    return lambda instrument: load_band(scope, instrument, lall=lall)


def _goal(
    case: Case,
    entries: tuple[Entry[object], ...],
    nth: int,
    milestone: str,
    sent: GoalForm | NearForm | None,
    *,
    zone: str,
) -> Goal:
    told = [(e.at, e.value) for e in entries if isinstance(e.value, OwnGoal | GoalNearness)]
    story, mine = story_of(told), sent is not None and sent.data.get("case") == str(case.id)
    form = GoalForm(nth=nth, initial={"case": case.id, "words": story.words})
    near = NearForm(nth=nth, initial={"case": case.id}) if story.words else None
    if mine and isinstance(sent, GoalForm):
        form = sent
    if mine and isinstance(sent, NearForm):
        near = sent
    return goal_of(story, form, near, milestone if story.words else "", zone=zone)


def _sent(request: Request, cases: tuple[Case, ...]) -> GoalForm | NearForm | None:
    """The form that was sent. Raises NotFound for a hip that is not the patient's."""
    if request.method != "POST":
        return None
    ids = [str(case.id) for case in cases]
    if request.POST.get("case") not in ids:
        raise NotFound("case", "There is no such hip here.", "Load the page again.")
    nth = ids.index(request.POST["case"]) + 1
    form = NearForm if request.POST.get("act") == NearForm.act else GoalForm
    return form(request.POST, nth=nth)


def _do(request: Request, form: GoalForm | NearForm) -> None:
    told, scope = form.cleaned_data, request.scope
    case: UUID = told["case"]
    if isinstance(form, GoalForm):
        set_goal(scope, case, told["words"], at=request.at)
        return
    today = wall_now(request.at, zone_of(scope, case)).date()
    milestone = newest_milestone(list_asked(scope, case, on=today), on=today)
    rate_goal(scope, case, milestone, told["near"], at=request.at)


def _why(request: Request, cases: tuple[Case, ...]) -> tuple[tuple[str, str], ...]:
    """Each form that was opened for one of the hips, with what it is for."""
    asked = dict.fromkeys(r.instrument for c in cases for r in list_responses(request.scope, c.id))
    return tuple(
        (_(load_instrument(name).title), _(purpose)) for name in asked if (purpose := purpose_of(name))
    )
