"""The own visit is cancelled, with or without a reason; looking at the page changes nothing."""

from django.http import HttpResponse

from enthesis.actions.own_visits import cancel_own_visit
from enthesis.domain.errors import Stale
from enthesis.web.pages.public.visit_cancel.form import CancelForm
from enthesis.web.pages.public.visit_cancel.present import CancelPage
from enthesis.web.shell.access import BY_VISIT_LINK
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import CANCELLED_SESSION, VISIT_SESSION
from enthesis.web.shell.visits import CHANGED, load_own_visit, visit_words

ROUTE = Route("visit/cancel/")
ACCESS = BY_VISIT_LINK


def view(request: Request) -> HttpResponse:
    booking = load_own_visit(request)
    words = visit_words(request, booking)
    if not words.is_ahead:
        return see_other("public:visit")
    form = CancelForm(
        request.POST if request.method == "POST" else None, initial={"version": booking.version}
    )
    if form.is_bound and _is_cancelled(request, form):
        request.session.pop(VISIT_SESSION, None)
        request.session[CANCELLED_SESSION] = True
        answer = see_other("public:visit_ended")
        answer["Location"] += "?cancelled"
        return answer
    page = CancelPage(visit=words, form=form)
    return render(request, "public/visit_cancel/page.html", page, status=422 if form.errors else 200)


def _is_cancelled(request: Request, form: CancelForm) -> bool:
    try:
        return is_done(form, lambda: _cancel(request, form))
    except Stale:
        form.add_error(None, CHANGED)
        return False


def _cancel(request: Request, form: CancelForm) -> None:
    read = form.cleaned_data["version"]
    cancel_own_visit(request.scope, request.visit_link, why=form.reason, read=read, at=request.at)
