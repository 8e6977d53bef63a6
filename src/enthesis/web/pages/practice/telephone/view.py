"""Booked while somebody is on the telephone: look up who it is, press a free time."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby, islice

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.bookings import BOOKERS
from enthesis.actions.reading import Listing, open_list
from enthesis.actions.telephone import book_by_telephone
from enthesis.domain.errors import NotFound, Problem, Stale
from enthesis.domain.people.looked_up import typed
from enthesis.domain.people.matching import compare
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.availability import FreeTime, Wanted, free_times
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.clock import is_shown_twice, utc_to_wall
from enthesis.domain.practice.red_flags import Urgency, most_urgent
from enthesis.domain.terms import PatientId
from enthesis.store.callers import Known, find_callers
from enthesis.store.claims import list_claims
from enthesis.store.patients import list_born_on
from enthesis.web.pages.practice.telephone.asked import Asked, asked
from enthesis.web.pages.practice.telephone.form import CallForm, KnownForm, NewForm, begun
from enthesis.web.pages.practice.telephone.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.diary import office_name, visit_at
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.present import day
from enthesis.web.shell.requests import Request

ROUTE = Route("telephone/")
ACCESS = staff(*BOOKERS)
MOST_KNOWN, MOST_FREE, MOST_A_DAY = 6, 16, 4
LOOK_AHEAD = timedelta(days=60)

Namesakes = Sequence[tuple[PatientId, Contact]]


def view(request: Request) -> HttpResponse:
    told = asked(request.GET, request.practice)
    if told.words:
        open_list(request.scope, Listing.CALLERS, at=request.at)
    known = find_callers(request.scope, typed(told.words), most=MOST_KNOWN)
    form, namesakes = _form(request, told, known)
    if request.method == "POST" and form.is_valid() and (visit := _book(request, told, form)):
        messages.success(request, _said(request, visit))
        if most_urgent(frozenset(form.cleaned_data["signs"])) is Urgency.CALL_TODAY:
            messages.warning(request, _("A sign was ticked that must not wait: put the call through today."))
        return _next_call(told)
    page = present(request.practice, told, known, namesakes, _free(request, told), form)
    return render(request, "practice/telephone/page.html", page, status=422 if form.errors else 200)


def _form(request: Request, told: Asked, known: Sequence[Known]) -> tuple[CallForm, Namesakes]:
    data = request.POST if request.method == "POST" else None
    if known and not told.new:
        return KnownForm(data, known=known), ()
    namesakes = _namesakes(request) if data is not None else ()
    start = begun(typed(told.words))
    return NewForm(data, namesakes=[patient for patient, _ in namesakes], initial=start), namesakes


def _namesakes(request: Request) -> Namesakes:
    """Patients of the name and birth date that were sent; none while these cannot be read."""
    sent = NewForm({**request.POST.dict(), "caller": "new", "slot": "-"})
    if not sent.is_valid():
        return ()
    return [(m.patient, m.contact) for m in compare(sent.contact, _born(request, sent.contact))]


def _born(request: Request, contact: Contact) -> dict[PatientId, Contact]:
    return list_born_on(request.scope, contact.birth_date)


def _book(request: Request, told: Asked, form: CallForm) -> Visit | None:
    """The visit, once it is booked; what stood in its way is on the form."""
    try:
        visit = visit_at(request.practice, form.cleaned_data["slot"], visit_type=told.kind)
        signs = frozenset(form.cleaned_data["signs"])
        book_by_telephone(request.scope, form.chosen_caller(), visit, red_flags=signs, at=request.at)
    except NotFound:
        raise
    except Problem as problem:
        if isinstance(problem, Stale) and problem.code != "who":
            raise
        form.add_problem(problem)
        return None
    return visit


def _free(request: Request, told: Asked) -> Sequence[FreeTime]:
    """The time chosen in the calendar first, then the next ones."""
    site = request.practice
    today = min(utc_to_wall(request.at, office.zone).date() for office in site.offices)
    wanted = Wanted(
        visit_type=told.kind, first=today, last=today + LOOK_AHEAD, office=told.office, by_desk=True
    )
    claims = list_claims(request.scope, wanted.first, wanted.last)
    found = free_times(site, wanted, claims, now=request.at)
    if chosen := _chosen(request, told):
        later = (one for one in found if one.visit.starts_at > chosen.visit.starts_at)
        return (chosen, *islice(_few_a_day(later), MOST_FREE - 1))
    return tuple(islice(_few_a_day(found), MOST_FREE))


def _few_a_day(found: Iterator[FreeTime]) -> Iterator[FreeTime]:
    """The first of each day, so that several days are to choose from."""
    for _on, day_of in groupby(found, key=lambda one: one.visit.wall_start.date()):
        yield from islice(day_of, MOST_A_DAY)


def _chosen(request: Request, told: Asked) -> FreeTime | None:
    if not told.slot:
        return None
    try:
        visit = visit_at(request.practice, told.slot, visit_type=told.kind)
    except Problem:
        return None
    return FreeTime(visit=visit, first_of_two=is_shown_twice(visit.wall_start, visit.zone))


def _said(request: Request, visit: Visit) -> str:
    return _("Booked: %(day)s at %(time)s, %(office)s. Say it back to the caller.") % {
        "day": f"{visit.wall_start:%A}, {day(visit.wall_start.date())}",
        "time": f"{visit.wall_start:%H:%M}",
        "office": office_name(request.practice, visit.office),
    }


def _next_call(told: Asked) -> HttpResponse:
    answer = HttpResponseRedirect(f"{reverse('practice:telephone')}?office={told.office}&kind={told.kind}")
    answer.status_code = 303
    return answer
