"""Who is to be seen, who asks, and how they are reached."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.web.pages.public.request_who.present import WhoPage
from enthesis.web.shell.access import PERSONAL
from enthesis.web.shell.asking import initial, keep, typed
from enthesis.web.shell.asking_forms import WhoForm
from enthesis.web.shell.asking_steps import go_on, is_to_be_kept, load_standing
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("request/who/")
ACCESS = PERSONAL
TRAP = "website"  # a field that nobody sees


def view(request: Request) -> HttpResponse:
    told = load_standing(request)
    if (early := told.way_to("public:request_who")) is not None:
        return early
    begin = {"language": request.LANGUAGE_CODE[:2], **initial(told.asking.who, many=("agreed",))}
    form = WhoForm(request.POST if request.method == "POST" else None, request=request, initial=begin)
    asking = told.asking
    if is_to_be_kept(form, told.who):
        asking = replace(asking, who={k: v for k, v in typed(form).items() if k != TRAP})
    if form.is_bound and not form.errors and form.cleaned_data[TRAP]:
        form.add_error(None, _("This looks as if a program had filled it in. Please send it again."))
    if form.is_bound and not form.errors:
        return go_on(request, asking.about, asking)
    page = render(
        request, "public/request_who/page.html", WhoPage(form=form), status=422 if form.errors else 200
    )
    return keep(request, page, asking)
