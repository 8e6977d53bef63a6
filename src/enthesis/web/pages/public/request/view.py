"""Anyone asks for a hip consultation; signs that cannot wait are asked first."""

from dataclasses import replace

from django.http import HttpResponse

from enthesis.web.pages.public.request.present import RequestPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.asking import load_asking
from enthesis.web.shell.asking_steps import go_on
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request
from enthesis.web.shell.signs import NONE, SignsForm

ROUTE = Route("request/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    asking = load_asking(request)
    form = SignsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return go_on(request, replace(asking.about, signs=tuple(sorted(form.ticked))), asking)
    if not form.is_bound and asking.about.signs is not None:
        form.initial = {"sign": asking.about.signs or (NONE,)}
    page = RequestPage(form=form)
    return render(request, "public/request/page.html", page, status=422 if form.errors else 200)
