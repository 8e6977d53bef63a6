"""What was determined for one product class, and a form to record what replaces it."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.determinations import record_determination
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.errors import NotFound
from enthesis.domain.terms import CLINICIANS, CaseId, Role
from enthesis.store.cases import load_case
from enthesis.store.determinations import list_determinations
from enthesis.web.pages.practice.determination.form import DeterminationForm
from enthesis.web.pages.practice.determination.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("determinations/<slug:kind>/")
ACCESS = staff(*CLINICIANS, Role.ADMINISTRATOR, Role.AUDITOR)


def view(request: Request, kind: str) -> HttpResponse:
    product, case = load_kind(kind), _hip(request)
    told = list_determinations(request.scope, kind=product.id)
    may = permit_of(record_determination).allows(request.scope)
    form = DeterminationForm(request.POST or None, initial={"version": len(told)}) if may else None
    if request.method == "POST" and form and is_done(form, lambda: _record(request, form, product.id, case)):
        messages.success(request, _("The determination is on record. It replaces the one before."))
        return see_other("practice:determination", kind=product.id)
    zone = request.practice.offices[0].zone
    on = request.at.astimezone(ZoneInfo(zone)).date()
    page = present(product, told, form, case=case, on=on, zone=zone)
    bad = form is not None and form.is_bound
    return render(request, "practice/determination/page.html", page, status=422 if bad else 200)


def _hip(request: Request) -> CaseId | None:
    """The hip that the address names; None for the whole practice."""
    if not (named := request.GET.get("hip", "")):
        return None
    try:
        return load_case(request.scope, UUID(named)).id
    except ValueError:
        raise NotFound("case", "There is no such hip in this practice.") from None


def _record(request: Request, form: DeterminationForm, kind: str, case: CaseId | None) -> None:
    record_determination(
        request.scope,
        form.claimed(kind, case),
        confirmed=form.confirmed(request.scope, at=request.at),
        read=form.cleaned_data["version"],
        at=request.at,
    )
