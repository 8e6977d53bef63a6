"""What was sent to patients in the last days, what waits, and what reached nobody and needs a person."""

from datetime import timedelta

from django.contrib import messages as notices
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.messages import TELLERS, give_up_message, try_message_again
from enthesis.actions.reading import Listing, open_list
from enthesis.store.messages import Logged, list_logged
from enthesis.store.recipients import list_recipients
from enthesis.web.pages.practice.messages.form import SettleForm
from enthesis.web.pages.practice.messages.present import Shown, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("messages/")
ACCESS = staff(*TELLERS)
BACK, AHEAD, LONG = timedelta(days=7), timedelta(days=2), timedelta(days=365)
MOST = 200


def view(request: Request) -> HttpResponse:
    form = SettleForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: _settle(request, form)):
        notices.success(request, _("Given up.") if form.gives_up else _("It is tried again now."))
        return see_other("practice:messages")
    open_list(request.scope, Listing.MESSAGES, at=request.at)
    shown = _shown(request)
    found = list_recipients(request.scope, shown.all)
    page = present(shown, found, form, zone=request.practice.offices[0].zone, most=MOST)
    return render(request, "practice/messages/page.html", page, status=422 if form.is_bound else 200)


def _shown(request: Request) -> Shown:
    def listed(*statuses: str, back: timedelta, ahead: timedelta) -> tuple[Logged, ...]:
        first, last = request.at - back, request.at + ahead
        return list_logged(request.scope, statuses, first=first, last=last, most=MOST)

    return Shown(
        failed=listed("dead", back=LONG, ahead=LONG),
        waiting=listed("waiting", "leased", back=LONG, ahead=AHEAD)[::-1],
        settled=listed("done", back=BACK, ahead=LONG),
    )


def _settle(request: Request, form: SettleForm) -> None:
    act = give_up_message if form.gives_up else try_message_again
    act(request.scope, form.id, at=request.at)
