"""Booked while somebody is on the telephone: look up who it is, press a free time."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby, islice
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from enthesis.actions.bookings import BOOKERS
from enthesis.actions.reading import Listing, open_list
from enthesis.actions.telephone import book_by_telephone
from enthesis.domain.errors import NotFound, Problem, Stale
from enthesis.domain.pathway.case import Case
from enthesis.domain.people.looked_up import typed
from enthesis.domain.people.matching import compare
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.availability import FreeTime, Wanted, free_times
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.clock import is_shown_twice, utc_to_wall
from enthesis.domain.terms import PatientId
from enthesis.store.bookings import bookings_of
from enthesis.store.callers import Known, find_callers, list_ahead
from enthesis.store.cases import load_case
from enthesis.store.claims import list_claims
from enthesis.store.patients import list_born_on, list_near, load_contact
from enthesis.store.triage import list_traced
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

Namesakes = Sequence[tuple[PatientId, Contact, str]]


def view(request: Request) -> HttpResponse:
    told = asked(request.GET, request.practice)
    if told.words:
        open_list(request.scope, Listing.CALLERS, at=request.at)
    known = find_callers(request.scope, typed(told.words), most=MOST_KNOWN)
    form, namesakes = _form(request, told, known)
    if request.method == "POST" and form.is_valid() and (booked := _book(request, told, form)):
        _say(request, booked)
        return _next_call(told)
    people = [one.patient for one in known] + [patient for patient, _contact, _signs in namesakes]
    page = present(
        request.practice,
        told,
        known,
        namesakes,
        _free(request, told, form),
        form,
        ahead=list_ahead(request.scope, people, at=request.at),
        chosen=_chosen(request, told, form),
    )
    return render(request, "practice/telephone/page.html", page, status=422 if form.errors else 200)


def _form(request: Request, told: Asked, known: Sequence[Known]) -> tuple[CallForm, Namesakes]:
    data = request.POST if request.method == "POST" else None
    if known and not told.new:
        return KnownForm(data, known=known), ()
    namesakes = _namesakes(request) if data is not None else ()
    start = begun(typed(told.words))
    return NewForm(data, namesakes=[one[0] for one in namesakes], initial=start), namesakes


def _namesakes(request: Request) -> Namesakes:
    """Whoever may be the person who was sent, with what speaks for it; none while that cannot be read."""
    sent = NewForm({**request.POST.dict(), "caller": "new", "slot": "-"})
    if not sent.is_valid():
        return ()
    matches = compare(sent.contact, list_born_on(request.scope, sent.contact.birth_date))
    near = list_near(request.scope, sent.contact, matches)
    return [
        *((match.patient, match.contact, "") for match in matches),
        *((patient, contact, ", ".join(sign.label for sign in signs)) for patient, contact, signs in near),
    ]


def _book(request: Request, told: Asked, form: CallForm) -> tuple[UUID, Visit] | None:
    """The case and the visit, once it is booked; what stood in its way is on the form."""
    try:
        visit = visit_at(request.practice, form.cleaned_data["slot"], visit_type=told.kind)
        receipt = book_by_telephone(
            request.scope,
            form.chosen_caller(),
            visit,
            red_flags=frozenset(form.cleaned_data["signs"]),
            one_more=form.cleaned_data["one_more"],
            outside=form.cleaned_data["outside"],
            at=request.at,
        )
    except NotFound:
        raise
    except Problem as problem:
        if isinstance(problem, Stale) and problem.code != "who":
            raise
        form.add_problem(problem)
        return None
    return receipt.subject, visit


def _free(request: Request, told: Asked, form: CallForm) -> Sequence[FreeTime]:
    """The time chosen in the calendar first, then the next ones."""
    site = request.practice
    today = min(utc_to_wall(request.at, office.zone).date() for office in site.offices)
    wanted = Wanted(
        visit_type=told.kind, first=today, last=today + LOOK_AHEAD, office=told.office, by_desk=True
    )
    claims = list_claims(request.scope, wanted.first, wanted.last)
    found = free_times(site, wanted, claims, now=request.at)
    if chosen := _chosen(request, told, form):
        later = (one for one in found if one.visit.starts_at > chosen.visit.starts_at)
        return (chosen, *islice(_few_a_day(later), MOST_FREE - 1))
    return tuple(islice(_few_a_day(found), MOST_FREE))


def _few_a_day(found: Iterator[FreeTime]) -> Iterator[FreeTime]:
    """The first of each day, so that several days are to choose from."""
    for _on, day_of in groupby(found, key=lambda one: one.visit.wall_start.date()):
        yield from islice(day_of, MOST_A_DAY)


def _chosen(request: Request, told: Asked, form: CallForm) -> FreeTime | None:
    """The time from the calendar, or the one that was pressed and waits for a tick."""
    slot = form.data.get("slot", "") if {"one_more", "outside"} & set(form.errors) else told.slot
    if not slot:
        return None
    try:
        visit = visit_at(request.practice, slot, visit_type=told.kind)
    except Problem:
        return None
    return FreeTime(visit=visit, first_of_two=is_shown_twice(visit.wall_start, visit.zone))


def _say(request: Request, booked: tuple[UUID, Visit]) -> None:
    """What is booked for whom, with the way there; and of a sign that must not wait, where it stands."""
    case_id, visit = booked
    case = load_case(request.scope, case_id)
    found = [one for one in bookings_of(request.scope, case_id) if one.visit == visit]
    to = reverse("practice:visit", kwargs={"booking_id": found[-1].id}) if found else ""
    messages.success(request, _linked(_said(request, case, visit), to, _("Open the visit")))
    for traced in list_traced(request.scope, case_id):
        if traced.must_be_called:
            words = _("A sign was told that must not wait: put the call through today.")
            to = reverse("practice:request", kwargs={"request_id": traced.request.id})
            messages.warning(request, _linked(words, to, _("Record the call")))


def _linked(words: str, to: str, label: str) -> str:
    return format_html('{} <a href="{}">{}</a>', words, to, label) if to else words


def _said(request: Request, case: Case, visit: Visit) -> str:
    return _("Booked: %(who)s, %(side)s hip, %(day)s at %(time)s, %(office)s. Say it back to the caller.") % {
        "who": load_contact(request.scope, case.patient).name,
        "side": _(case.side.value),
        "day": f"{visit.wall_start:%A}, {day(visit.wall_start.date())}",
        "time": f"{visit.wall_start:%H:%M}",
        "office": office_name(request.practice, visit.office),
    }


def _next_call(told: Asked) -> HttpResponse:
    answer = HttpResponseRedirect(f"{reverse('practice:telephone')}?office={told.office}&kind={told.kind}")
    answer.status_code = 303
    return answer
