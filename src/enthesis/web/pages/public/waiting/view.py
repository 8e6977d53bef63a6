"""The own place on the waiting list: a time that is held is taken or declined; looking changes nothing."""

from django.http import HttpResponse

from enthesis.actions.offers import accept_offer, decline_offer
from enthesis.actions.waiting import leave_waiting_list
from enthesis.domain.errors import NotFound
from enthesis.store import offers, waiting
from enthesis.store.links import WaitingLink
from enthesis.store.scope import Scope
from enthesis.web.pages.public.waiting.form import ACCEPT, AnswerForm
from enthesis.web.pages.public.waiting.present import WaitingPage, present, present_ended
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.waiting import scope_by, waiting_link_of

ROUTE = Route("waiting/")
ACCESS = PERSONAL  # only a browser that came by the private link is shown anything


def view(request: Request) -> HttpResponse:
    link = waiting_link_of(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if link is None:
        return _page(request, present_ended(request.practice, None, None, form))
    scope = scope_by(request, link)
    try:
        if form.is_bound and is_done(form, lambda: _answer(request, scope, link, form)):
            return see_other("public:waiting")
        who = waiting.load_waiting(scope, link.waiting, at=request.at)
    except NotFound:
        end, taken = waiting.find_ended(scope, link.waiting), offers.find_taken_offer(scope, link.waiting)
        return _page(request, present_ended(request.practice, end, taken, form))
    offer = offers.find_offer_of(scope, link.waiting)
    standing = offer if offer and offer.until > request.at else None
    return _page(request, present(request.practice, who, standing, form))


def _answer(request: Request, scope: Scope, link: WaitingLink, form: AnswerForm) -> None:
    if form.answered is None:
        leave_waiting_list(scope, link.waiting, at=request.at)
        return
    if offers.load_offer(scope, form.answered).waiting != link.waiting:
        raise NotFound("offer", "This offer is not yours.", "Open the link in our newest message.")
    answer = accept_offer if form.cleaned_data["say"] == ACCEPT else decline_offer
    answer(scope, form.answered, at=request.at)


def _page(request: Request, page: WaitingPage) -> HttpResponse:
    return render(request, "public/waiting/page.html", page, status=422 if page.form.errors else 200)
