"""A visit that has just been booked in this browser: time, calendar file, what to bring, the private link."""

from django.http import HttpResponse
from django.urls import reverse

from enthesis.store.links import find_visit_link
from enthesis.web.pages.public.visit_booked.present import BookedPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import VISIT_SESSION
from enthesis.web.shell.visits import load_own_visit, visit_words, whose_words

ROUTE = Route("v/<str:token>/booked/")
ACCESS = PERSONAL  # only the browser that booked is shown anything


def view(request: Request, *, token: str) -> HttpResponse:
    link = find_visit_link(token, at=request.at)
    if link is None or request.session.get(VISIT_SESSION) != str(link.id):
        return see_other("public:visit_link", token=token)
    request.visit_link = link
    request.scope = link.scope
    address = request.build_absolute_uri(reverse("public:visit_link", kwargs={"token": token}))
    booking = load_own_visit(request)
    page = BookedPage(whose=whose_words(request, booking), visit=visit_words(request, booking), link=address)
    return render(request, "public/visit_booked/page.html", page)
