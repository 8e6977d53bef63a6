"""The private links to one place on the waiting list: handed over, ended, five tries given back."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_noop

from enthesis.actions.offers import LISTERS
from enthesis.actions.waiting_links import give_waiting_tries_back, issue_waiting_link, revoke_waiting_links
from enthesis.store import waiting
from enthesis.store.links import count_standing_of_waiting, is_waiting_locked
from enthesis.web.pages.practice.waiting_link.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.links_desk import LINK, REVOKE, TRIES, LinksDesk, Pressed
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("waiting-list/<uuid:waiting_id>/link/")
ACCESS = staff(*LISTERS)
DESK = LinksDesk(
    acts={LINK: issue_waiting_link, TRIES: give_waiting_tries_back, REVOKE: revoke_waiting_links},
    done={
        TRIES: gettext_noop("The date of birth may be tried five times again."),
        REVOKE: gettext_noop("No private link to this place works any more."),
    },
    opens="public:waiting_link",
)


def view(request: Request, *, waiting_id: UUID) -> HttpResponse:
    who = waiting.load_waiting(request.scope, waiting_id, at=request.at)
    pressed = DESK.press(request, who.id)
    if not isinstance(pressed, Pressed):
        return pressed
    page = present(
        waiting.reach_of_waiting(request.scope, who).name,
        pressed,
        standing=count_standing_of_waiting(request.scope, who.id, at=request.at),
        locked=is_waiting_locked(request.scope, who.id),
    )
    status = 422 if pressed.form.errors else 200
    return render(request, "practice/waiting_link/page.html", page, status=status)
