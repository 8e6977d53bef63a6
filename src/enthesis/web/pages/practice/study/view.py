"""One study: its protocol in plain words, the published cohort beside it, and its runs at this practice."""

from django.http import HttpResponse

from enthesis.actions.act import check_allowed, permit_of
from enthesis.actions.studies import run_study
from enthesis.domain.pathway.threshold_choices import choices_of
from enthesis.evidence.catalogue import load_study
from enthesis.store.studies import list_runs
from enthesis.web.pages.practice.study.form import RunForm
from enthesis.web.pages.practice.study.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.studying import READERS

ROUTE = Route("studies/<slug:slug>/")
ACCESS = staff(*READERS)


def view(request: Request, slug: str) -> HttpResponse:
    protocol = load_study(slug)
    form = RunForm(request.POST or None, initial={"protocol": protocol.digest})
    if request.method == "POST":
        check_allowed(permit_of(run_study), request.scope)
        if is_done(form, lambda: run_study(request.scope, slug, form.read(protocol), at=request.at)):
            return see_other("practice:study", fragment="runs", slug=slug)
    page = present(
        protocol,
        list_runs(request.scope, slug=slug),
        form,
        practice=choices_of(request.practice.follow_up),
        may_run=permit_of(run_study).allows(request.scope),
        zone=request.practice.offices[0].zone,
    )
    if request.htmx and request.GET.get("seen") == page.mark:
        return HttpResponse(status=204)
    return render(
        request,
        "practice/study/page.html",
        page,
        status=422 if form.errors else 200,
        fragment="practice/study/_now.html",
    )
