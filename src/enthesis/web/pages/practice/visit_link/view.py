"""The private links to one visit: one is handed over, all are ended, five tries are given back."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt
from enthesis.actions.visit_links import give_visit_tries_back, issue_visit_link, revoke_visit_links
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.bookings import load_booking
from enthesis.store.links import count_standing_of_visit, is_visit_locked
from enthesis.web.pages.practice.visit_link.form import LINK, REVOKE, TRIES, LinksForm
from enthesis.web.pages.practice.visit_link.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("visits/<uuid:booking_id>/link/")
ACCESS = staff(Role.DESK, *CLINICIANS)
ACTIONS = {LINK: issue_visit_link, TRIES: give_visit_tries_back, REVOKE: revoke_visit_links}
DONE = {
    TRIES: "The date of birth may be tried five times again.",
    REVOKE: "No private link to this visit works any more.",
}


def view(request: Request, *, booking_id: UUID) -> HttpResponse:
    form, receipts = LinksForm(request.POST or None), list[Receipt]()
    if request.method == "POST" and is_done(form, lambda: receipts.append(_do(request, form, booking_id))):
        done = form.cleaned_data["do"]
        if done != LINK:
            messages.success(request, _(DONE[done]))
            return see_other("practice:visit_link", booking_id=booking_id)
        form = LinksForm()
    secret = receipts[0].secret if receipts else ""
    page = present(
        request.practice,
        load_booking(request.scope, booking_id),
        form,
        standing=count_standing_of_visit(request.scope, booking_id, at=request.at),
        locked=is_visit_locked(request.scope, booking_id),
        link=_address(request, secret) if secret else "",
        shown_before=bool(receipts and receipts[0].repeated),
    )
    return render(request, "practice/visit_link/page.html", page, status=422 if form.errors else 200)


def _do(request: Request, form: LinksForm, booking_id: UUID) -> Receipt:
    return ACTIONS[form.cleaned_data["do"]](request.scope, booking_id, at=request.at)


def _address(request: Request, token: str) -> str:
    origin = settings.ENTHESIS_ORIGIN or f"{request.scheme}://{request.get_host()}"
    return origin + reverse("public:visit_link", kwargs={"token": token})
