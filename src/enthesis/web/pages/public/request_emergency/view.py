"""What was ticked needs emergency care now: nothing is booked here, and whoever wants to tells the desk."""

from django.http import HttpResponse

from enthesis.actions.requests import tell_of_emergency
from enthesis.domain.errors import Problem
from enthesis.web.pages.public.request_emergency.present import EmergencyPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.asking import About, load_asking
from enthesis.web.shell.asking_sent import already_sent, to_sent
from enthesis.web.shell.asking_steps import check_may_send
from enthesis.web.shell.calling import CallForm
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("request/emergency/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    about = load_asking(request).about
    form = CallForm(request.POST if request.method == "POST" else None, request=request)
    form.initial = {"submit_key": about.key}
    if form.is_bound:
        if not about.is_emergency:
            return already_sent(request, about) or see_other("public:request")
        if form.is_valid() and (answer := _told(request, form, about)) is not None:
            return answer
    page = EmergencyPage(form=form if about.is_emergency else None)
    return render(request, "public/request_emergency/page.html", page, status=422 if form.is_bound else 200)


def _told(request: Request, form: CallForm, about: About) -> HttpResponse | None:
    """On to what happens next; None with the reason on the form."""
    try:
        check_may_send(request, about, form.asked.contact)
        tell_of_emergency(request.scope, form.asked, red_flags=frozenset(about.signs or ()), at=request.at)
    except Problem as problem:
        form.add_problem(problem)
        return None
    return to_sent(request, "public:emergency_sent")
