"""Another time for the own visit; the old one is kept until the new one is had."""

from django.http import HttpResponse

from enthesis.actions.own_visits import move_own_visit
from enthesis.domain.errors import Problem, Stale
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.claims import Taken
from enthesis.web.pages.public.visit_move.form import MoveForm
from enthesis.web.pages.public.visit_move.present import present
from enthesis.web.shell.access import BY_VISIT_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.times import GONE, find_times, read_chosen, visit_behind
from enthesis.web.shell.visits import CHANGED, load_own_visit, visit_words

ROUTE = Route("visit/move/")
ACCESS = BY_VISIT_LINK


def view(request: Request) -> HttpResponse:
    booking = load_own_visit(request)
    if not visit_words(request, booking).is_ahead:
        return see_other("public:visit")
    form = MoveForm(request.POST if request.method == "POST" else None, initial={"version": booking.version})
    refused: Problem | None = None
    if form.is_bound and form.is_valid():
        try:
            return _moved(request, booking, form)
        except Taken as problem:
            form.add_error(None, GONE)
            refused = problem
        except Stale as problem:
            form.add_error(None, CHANGED)
            refused = problem
        except Problem as problem:
            form.add_problem(problem)
            refused = problem
    kind = request.practice.visit_type(booking.visit.visit_type)
    times = find_times(request, kind, read_chosen(request))
    next_free = refused.next_free if isinstance(refused, Taken) else ()
    page = present(request.practice, visit_words(request, booking), times, form, next_free)
    status = 409 if isinstance(refused, Taken) else 422 if form.errors else 200
    return render(request, "public/visit_move/page.html", page, status=status)


def _moved(request: Request, booking: Booking, form: MoveForm) -> HttpResponse:
    told = form.cleaned_data
    kind = request.practice.visit_type(booking.visit.visit_type)
    visit = visit_behind(request.practice, kind, told["slot"])
    if visit is None:
        raise Taken("time-taken", "That time is not offered.", "Choose another free time.")
    move_own_visit(request.scope, request.visit_link, visit, read=told["version"], at=request.at)
    answer = see_other("public:visit")
    answer["Location"] += "?moved"
    return answer
