"""The devices and protocols that are watched, or the chart of one; a surgeon declares what it goes by."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.protocols import declare_baseline
from enthesis.domain.biologics.yields.baseline import Subject
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.errors import NotFound
from enthesis.store.baselines import list_chart_baselines
from enthesis.web.pages.practice.yields.form import BaselineForm, charted_of, subject_of
from enthesis.web.pages.practice.yields.present import present_chart, present_list
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.own_yields import list_standing, list_watched, own_of
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request
from enthesis.web.shell.yields import chart_href

ROUTE = Route("yields/")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    subject, charted = subject_of(request.GET), charted_of(request.GET)
    if subject is None:
        page = present_list(list_standing(request.scope))
        return render(request, "practice/yields/page.html", page)
    return _chart(request, subject, charted)


def _chart(request: Request, subject: Subject, charted: Charted) -> HttpResponse:
    watch = next((one for one in list_watched(request.scope) if one.subject == subject), None)
    if watch is None:
        raise NotFound(
            "device", _("Nothing that was counted was made with it."), _("Choose one of the list.")
        )
    declared = list_chart_baselines(request.scope, subject, charted)
    form = BaselineForm(request.POST or None, initial={"read": len(declared)})
    if request.method == "POST" and is_done(form, lambda: _declare(request, form, subject, charted)):
        messages.success(request, _("The limits are those of these products from now on."))
        response = HttpResponseRedirect(chart_href(subject, charted))
        response.status_code = 303
        return response
    page = present_chart(
        watch,
        charted,
        declared,
        own_of(request.scope, subject),
        form=form if permit_of(declare_baseline).allows(request.scope) else None,
        role=request.scope.actor.role,
        zone=request.practice.offices[0].zone,
    )
    return render(request, "practice/yields/chart.html", page, status=422 if form.is_bound else 200)


def _declare(request: Request, form: BaselineForm, subject: Subject, charted: Charted) -> None:
    declare_baseline(
        request.scope,
        subject,
        charted,
        form.span,
        why=form.cleaned_data["why"],
        read=form.cleaned_data["read"],
        at=request.at,
    )
