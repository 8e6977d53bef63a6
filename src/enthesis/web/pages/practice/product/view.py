"""One product at the bench: where it stands, its clocks, and the one next step as a form."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.giving import load_event
from enthesis.actions.reading import open_case_file
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import NEXT_STEP, TRANSITIONS, Act
from enthesis.domain.errors import Invalid, NotFound, Problem
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.case_files import CaseFile
from enthesis.store.products import load_product
from enthesis.web.pages.practice.product.expected import own_of
from enthesis.web.pages.practice.product.followed import protocols_of
from enthesis.web.pages.practice.product.form import FORMS, PrepareForm, ProductForm, ResultForm, SplitForm
from enthesis.web.pages.practice.product.present import Bench, asks_late, present
from enthesis.web.pages.practice.product.send import PERMITS, send
from enthesis.web.shell.access import staff
from enthesis.web.shell.bench import OfficeClock, one_more_row
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.paper_procedure import procedure_of
from enthesis.web.shell.refusal import fills_screen, kept_of, refusal_page
from enthesis.web.shell.requests import Request

ROUTE = Route("products/<uuid:product_id>/", uses_camera=True)
ACCESS = staff(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)


def view(request: Request, product_id: UUID) -> HttpResponse:
    product = load_product(request.scope, product_id)
    file = open_case_file(request.scope, product.case, at=request.at)
    bench = _bench(request, product, file)
    if request.method != "POST":
        return _show(request, bench, _asked(request, bench))
    if (kept := kept_of(request)) is not None:
        return _show(request, bench, _come_back(bench, kept))
    form = _sent(request, bench)
    if "more" in request.POST and isinstance(form, PrepareForm | SplitForm):
        return _show(request, bench, _form(bench, form.act, initial=one_more_row(request.POST)))
    if form.is_valid():
        try:
            send(request, form)
        except NotFound:
            raise
        except Problem as problem:
            if fills_screen(problem):
                return refusal_page(request, problem, form, file, bench.head)
            form.add_problem(problem)
        else:
            messages.success(request, _saved(bench, form))
            return see_other("practice:product", product_id=product_id)
    return _show(request, bench, form, status=422)


def _saved(bench: Bench, form: ProductForm) -> str:
    if isinstance(form, SplitForm):
        return _("Split. Print the label of each part and put it on now.")
    reached = TRANSITIONS.get((bench.product.state, Act(form.act)))
    return " ".join((_("Saved."), NEXT_STEP[reached] if reached else "")).strip()


def _bench(request: Request, product: Product, file: CaseFile) -> Bench:
    head = case_head(file, request.practice, at=request.at)
    return Bench(
        product=product,
        file=file,
        head=head,
        clock=OfficeClock(at=request.at, zone=head.zone, office=head.office),
        actor=request.scope.actor,
        allowed=frozenset(act for act, permit in PERMITS.items() if permit.allows(request.scope)),
        protocols=protocols_of(request.scope, product, asked=request.GET.get("protocol", "")),
        procedure=None
        if product.state.is_final
        else procedure_of(
            file,
            load_event(request.scope, product.id),
            head,
            telephone=request.practice.telephone,
            at=request.at,
        ),
    )


def _sent(request: Request, bench: Bench) -> ProductForm:
    act = request.POST.get("act", "")
    if act not in FORMS:
        raise Invalid("act", _("This page has no such form."), _("Open the page again."))
    return _form(bench, act, data=request.POST, quantity=request.POST.get("quantity", ""))


def _come_back(bench: Bench, kept: Mapping[str, str]) -> ProductForm | None:
    """The form somebody comes back to from a refusal, with what was typed."""
    act = kept.get("act", "")
    if act not in FORMS:
        return None
    initial = {**kept, "version": bench.product.version, "submit_key": str(uuid4())}
    return _form(bench, act, quantity=kept.get("quantity", ""), initial=initial)


def _asked(request: Request, bench: Bench) -> ProductForm | None:
    """The form for a result, where one was asked for."""
    asked = request.GET.get("result", "")
    if asked not in bench.kind.quantities or Act.ADD_RESULT not in bench.allowed:
        return None
    return _form(bench, "add_result", quantity=asked, initial={"version": bench.product.version})


def _form(bench: Bench, act: str, *, quantity: str = "", **kwargs: Any) -> ProductForm:
    extra: Mapping[str, Any] = {"product": bench.product, "clock": bench.clock, **kwargs}
    if FORMS[act] is ResultForm:
        if quantity not in bench.kind.quantities:
            raise Invalid("quantity", _("This product has no such value."), _("Open the page again."))
        return ResultForm(quantity=quantity, **extra)
    if FORMS[act] is PrepareForm:
        extra = {**extra, "protocols": bench.protocols.offered}
    return FORMS[act](late=asks_late(bench, act), **extra)


def _show(
    request: Request, bench: Bench, form: ProductForm | None = None, *, status: int = 200
) -> HttpResponse:
    shown = replace(bench, own=own_of(request.scope, bench.product))
    return render(request, "practice/product/page.html", present(shown, sent=form), status=status)
