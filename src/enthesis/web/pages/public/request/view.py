"""Anyone asks for a hip consultation; signs that cannot wait are asked first."""

from django.http import HttpResponse

from enthesis.actions.requests import request_consultation
from enthesis.domain.errors import Problem
from enthesis.web.pages.public.request.form import RequestForm
from enthesis.web.pages.public.request.present import present
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("request/")
ACCESS = PUBLIC


def view(request: Request) -> HttpResponse:
    form = RequestForm(request.POST or None, practice=request.practice, language=request.LANGUAGE_CODE)
    if request.method == "POST" and form.is_valid():
        try:
            request_consultation(request.scope, form.asked, red_flags=form.red_flags, at=request.at)
        except Problem as problem:
            form.add_problem(problem)
        else:
            return see_other("public:call_today" if form.red_flags else "public:request_sent")
    status = 422 if form.errors else 200
    return render(request, "public/request/page.html", present(form), status=status)
