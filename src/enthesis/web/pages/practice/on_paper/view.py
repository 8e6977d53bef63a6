"""A sheet of the two-person procedure comes into the record: entered by one person, confirmed by another."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.on_paper import confirm_paper, enter_paper
from enthesis.actions.reading import open_case_file
from enthesis.domain.biologics.product import Product
from enthesis.domain.errors import Invalid, NotFound, Problem
from enthesis.domain.terms import CLINICIANS
from enthesis.store.people import list_people
from enthesis.store.products import load_product
from enthesis.web.pages.practice.on_paper.form import FORMS, ConfirmForm, EnterForm
from enthesis.web.pages.practice.on_paper.present import Sheets, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.bench import BenchForm, OfficeClock
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.refusal import fills_screen, kept_of, refusal_page
from enthesis.web.shell.requests import Request

ROUTE = Route("products/<uuid:product_id>/on-paper/", uses_camera=True)
ACCESS = staff(*CLINICIANS)


def view(request: Request, product_id: UUID) -> HttpResponse:
    sheets = _sheets(request, load_product(request.scope, product_id))
    kept = kept_of(request)
    if request.method != "POST" or kept is not None:
        return render(request, "practice/on_paper/page.html", present(sheets, initial=kept or {}))
    form = _sent(request, sheets)
    if form.is_valid():
        try:
            _send(request, sheets, form)
        except NotFound:
            raise
        except Problem as problem:
            if fills_screen(problem):
                return refusal_page(request, problem, form, sheets.file, sheets.head)
            form.add_problem(problem)
        else:
            messages.success(request, _saved(form))
            return see_other("practice:product", product_id=product_id)
    page = present(sheets, sent=form)
    return render(request, "practice/on_paper/page.html", page, status=422)


def _sheets(request: Request, product: Product) -> Sheets:
    file = open_case_file(request.scope, product.case, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    return Sheets(
        product=product,
        file=file,
        head=head,
        clock=OfficeClock(at=request.at, zone=head.zone, office=head.office),
        actor=request.scope.actor,
        people=tuple(
            (str(one.id), one.name)
            for one in list_people(request.scope)
            if one.active and one.role in CLINICIANS and one.id != request.scope.actor.person
        ),
    )


def _sent(request: Request, sheets: Sheets) -> BenchForm:
    act = request.POST.get("act", "")
    if act not in FORMS:
        raise Invalid("act", _("This page has no such form."), _("Open the page again."))
    more: dict[str, Any] = {"people": sheets.people} if FORMS[act] is EnterForm else {}
    return FORMS[act](clock=sheets.clock, data=request.POST, **more)


def _send(request: Request, sheets: Sheets, form: BenchForm) -> None:
    told, scope, product, at = form.cleaned_data, request.scope, sheets.product.id, request.at
    who, read = form.confirmed(scope), told["version"]
    if isinstance(form, ConfirmForm):
        confirm_paper(scope, product, zone=sheets.clock.zone, confirmed=who, read=read, at=at)
    elif isinstance(form, EnterForm):
        enter_paper(
            scope,
            product,
            form.delivery(),
            product_scan=told["product_scan"],
            wristband_scan=told["wristband_scan"],
            second=UUID(told["second"]),
            checked_at=told["checked_at"],
            outage=form.outage(),
            confirmed=who,
            read=read,
            at=at,
        )


def _saved(form: BenchForm) -> str:
    if isinstance(form, ConfirmForm):
        return _("Confirmed. The product stands as given, checked on paper by both.")
    return _("The sheet is entered. The second person on it confirms it in a session of their own.")
