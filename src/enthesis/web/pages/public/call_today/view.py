"""A sign that must not wait: the number to call, and a name the desk sees at once, first in its list."""

from django.http import HttpResponse

from enthesis.actions.requests import request_consultation
from enthesis.domain.errors import Problem
from enthesis.web.pages.public.call_today.present import present
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.asking import About, load_asking
from enthesis.web.shell.asking_sent import already_sent, to_sent
from enthesis.web.shell.asking_steps import check_may_send
from enthesis.web.shell.calling import CallForm
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("request/call-today/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    about = load_asking(request).about
    if not about.must_call:
        return already_sent(request, about) or see_other("public:request")
    form = CallForm(request.POST if request.method == "POST" else None, request=request)
    form.initial = {"submit_key": about.key}
    status = 200
    if form.is_bound:
        if form.is_valid() and (answer := _told(request, form, about)) is not None:
            return answer
        status = 422
    return render(request, "public/call_today/page.html", present(about.signs or (), form), status=status)


def _told(request: Request, form: CallForm, about: About) -> HttpResponse | None:
    """On to what happens next; None with the reason on the form."""
    try:
        check_may_send(request, about, form.asked.contact)
        request_consultation(request.scope, form.asked, red_flags=frozenset(about.signs or ()), at=request.at)
    except Problem as problem:
        form.add_problem(problem)
        return None
    return to_sent(request, "public:call_sent")
