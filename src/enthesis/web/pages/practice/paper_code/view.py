"""The code of a form on paper is scanned or typed; and which forms wait for a second person."""

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.entries import enter_sheet
from enthesis.domain.errors import NotFound
from enthesis.store.entries import find_sheet, list_unfiled
from enthesis.web.pages.practice.paper_code.form import CodeForm
from enthesis.web.pages.practice.paper_code.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("paper/")
ACCESS = staff(*permit_of(enter_sheet).roles)
MOST_SHOWN = 50


def view(request: Request) -> HttpResponse:
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        try:
            return see_other(
                "practice:paper_entry", sheet_id=find_sheet(request.scope, form.cleaned_data["code"]).id
            )
        except NotFound as problem:
            form.add_problem(problem)
    page = present(form, list_unfiled(request.scope, most=MOST_SHOWN))
    return render(request, "practice/paper_code/page.html", page, status=422 if form.errors else 200)
