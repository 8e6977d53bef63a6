"""A free time on the office's clock, or a request without one."""

from dataclasses import replace

from django.http import HttpResponse

from enthesis.web.pages.public.request_time.form import TimeForm
from enthesis.web.pages.public.request_time.present import present
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.asking_steps import go_on, load_standing
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.times import find_times, key_of, read_chosen

ROUTE = Route("request/time/")
ACCESS = PERSONAL


def view(request: Request) -> HttpResponse:
    told = load_standing(request)
    if (early := told.way_to("public:request_time")) is not None:
        return early
    if told.kind is None:
        return see_other("public:request_who")
    form = TimeForm(request.POST if request.method == "POST" else None, request=request, kind=told.kind)
    if form.is_bound and form.is_valid():
        slot = key_of(form.visit) if form.visit else ""
        office = form.visit.office if form.visit else form.cleaned_data["office"]
        about = replace(told.asking.about, slot=slot, settled=not slot, office=office)
        return go_on(request, about, told.asking)
    chosen = read_chosen(request)
    times = find_times(request, told.kind, chosen)
    page = present(request.practice, told.kind, times, form, chosen.office or told.asking.about.office)
    return render(request, "public/request_time/page.html", page, status=422 if form.errors else 200)
