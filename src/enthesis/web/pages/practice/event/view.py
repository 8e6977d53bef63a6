"""One therapy event: its code and labels, what the signed plan names, and every product of it so far."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt, permit_of
from enthesis.actions.parting import combine_products
from enthesis.actions.reading import open_case_file
from enthesis.actions.therapy_events import name_donation
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import TRANSITIONS, Act
from enthesis.domain.errors import NotFound, Problem, Stale
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.case_files import CaseFile
from enthesis.store.products import list_products
from enthesis.store.therapy_events import Opened, load_event
from enthesis.web.pages.practice.event.form import COMBINED, CombineForm, DonationForm
from enthesis.web.pages.practice.event.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.bench import OfficeClock, one_more_row
from enthesis.web.shell.case_head import CaseHead, case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("events/<uuid:event_id>/", uses_camera=True)
ACCESS = staff(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The event, its hip and its products, as they stand now."""

    event: Opened
    file: CaseFile
    head: CaseHead
    products: tuple[Product, ...]

    @property
    def combinable(self) -> tuple[Product, ...]:
        return tuple(p for p in self.products if (p.state, Act.COMBINE) in TRANSITIONS)


def view(request: Request, event_id: UUID) -> HttpResponse:
    here = _here(request, event_id)
    if request.method != "POST":
        return _show(request, here)
    form = _combining(request, here) if request.POST.get("act") == "combine" else DonationForm(request.POST)
    if "more" in request.POST and isinstance(form, CombineForm):
        return _show(request, here, _combining(request, here, initial=one_more_row(request.POST)))
    if not form.is_valid():
        return _show(request, here, form, status=422)
    try:
        receipt = _send(request, here, form)
    except NotFound:
        raise
    except Problem as problem:
        form.add_problem(problem)
        return _show(request, here, form, status=409 if isinstance(problem, Stale) else 422)
    if isinstance(form, CombineForm):
        messages.success(request, _("Combined. Print its label and put it on now."))
        return see_other("practice:product", product_id=receipt.subject)
    messages.success(request, _("The number is saved."))
    return see_other("practice:event", event_id=event_id)


def _here(request: Request, event_id: UUID) -> Here:
    event = load_event(request.scope, event_id)
    file = open_case_file(request.scope, event.case, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    return Here(event=event, file=file, head=head, products=list_products(request.scope, event=event_id))


def _send(request: Request, here: Here, form: CombineForm | DonationForm) -> Receipt:
    told = form.cleaned_data
    if isinstance(form, DonationForm):
        return name_donation(request.scope, here.event.id, told["donation"], read=told["read"], at=request.at)
    return combine_products(
        request.scope,
        tuple(form.reads),
        form.volume_ml,
        scanned=form.scanned,
        confirmed=form.confirmed(request.scope),
        at=request.at,
    )


def _combining(request: Request, here: Here, *, initial: dict[str, str] | None = None) -> CombineForm:
    clock = OfficeClock(at=request.at, zone=here.head.zone, office=here.head.office)
    if request.method == "POST" and initial is None:
        return CombineForm(products=here.combinable, clock=clock, data=request.POST)
    start = {"version": here.file.case.version, **(initial or {})}
    return CombineForm(products=here.combinable, clock=clock, initial=start)


def _show(
    request: Request, here: Here, sent: CombineForm | DonationForm | None = None, *, status: int = 200
) -> HttpResponse:
    number = here.event.donation
    donation = (
        sent if isinstance(sent, DonationForm) else DonationForm(initial={"donation": number, "read": number})
    )
    combine = sent if isinstance(sent, CombineForm) else None
    if combine is None and len(here.combinable) >= COMBINED:
        combine = _combining(request, here, initial={})
    may_act = permit_of(name_donation).allows(request.scope)
    page = present(
        here.file,
        here.head,
        here.event,
        here.products,
        donation if may_act else None,
        combine if may_act else None,
        at=request.at,
    )
    return render(request, "practice/event/page.html", page, status=status)
