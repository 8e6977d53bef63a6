"""Which hip, why, for how long, and what was done before."""

from dataclasses import replace

from django.http import HttpResponse

from enthesis.web.pages.public.request_hip.present import HipPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.asking import initial, keep, typed
from enthesis.web.shell.asking_forms import HipForm
from enthesis.web.shell.asking_steps import go_on, is_to_be_kept, load_standing
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("request/hip/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    told = load_standing(request)
    if (early := told.way_to("public:request_hip")) is not None:
        return early
    begin = initial(told.asking.about.hip, many=("care",))
    form = HipForm(
        request.POST if request.method == "POST" else None, practice=request.practice, initial=begin
    )
    about = told.asking.about
    if is_to_be_kept(form, told.hip):
        about = replace(about, hip=typed(form))
    if form.is_bound and not form.errors:
        return go_on(request, about, told.asking)
    page = render(
        request, "public/request_hip/page.html", HipPage(form=form), status=422 if form.errors else 200
    )
    return keep(request, page, replace(told.asking, about=about))
