"""The private links to one visit: one is handed over, all are ended, five tries are given back."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_noop

from enthesis.actions.visit_links import give_visit_tries_back, issue_visit_link, revoke_visit_links
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.bookings import load_booking
from enthesis.store.links import count_standing_of_visit, is_visit_locked
from enthesis.web.pages.practice.visit_link.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.links_desk import LINK, REVOKE, TRIES, LinksDesk, Pressed
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("visits/<uuid:booking_id>/link/")
ACCESS = staff(Role.DESK, *CLINICIANS)
DESK = LinksDesk(
    acts={LINK: issue_visit_link, TRIES: give_visit_tries_back, REVOKE: revoke_visit_links},
    done={
        TRIES: gettext_noop("The date of birth may be tried five times again."),
        REVOKE: gettext_noop("No private link to this visit works any more."),
    },
    opens="public:visit_link",
)


def view(request: Request, *, booking_id: UUID) -> HttpResponse:
    pressed = DESK.press(request, booking_id)
    if not isinstance(pressed, Pressed):
        return pressed
    page = present(
        request.practice,
        load_booking(request.scope, booking_id),
        pressed.form,
        standing=count_standing_of_visit(request.scope, booking_id, at=request.at),
        locked=is_visit_locked(request.scope, booking_id),
        link=pressed.link,
        shown_before=pressed.shown_before,
    )
    return render(request, "practice/visit_link/page.html", page, status=422 if pressed.form.errors else 200)
