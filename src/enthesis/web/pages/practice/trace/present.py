"""Where a code or lot leads: hip, products with their parts and lots, grafts and anchors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.stock.trace import Trace, TracedHip, TracedProduct
from enthesis.domain.stock.used import Use
from enthesis.domain.terms import PatientId
from enthesis.web.pages.practice.trace.form import TraceForm
from enthesis.web.shell.present import day, moment

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductBlock:
    title: str
    code: str
    href: str
    asked: bool
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLine:
    title: str
    number: str
    donor: str
    label: str
    when: str
    asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HipBlock:
    title: str
    href: str
    rows: Rows
    products: tuple[ProductBlock, ...]
    pieces: tuple[PieceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePage:
    form: TraceForm
    asked: str
    found: str
    hips: tuple[HipBlock, ...]


def present(
    trace: Trace | None, form: TraceForm, *, names: Mapping[PatientId, str], leads_on: bool, zone: str
) -> TracePage:
    """`leads_on`: this person may open the page of a product."""
    return TracePage(
        form=form,
        asked=trace.code.shown if trace and trace.code else trace.asked if trace else "",
        found=_found(trace) if trace else "",
        hips=tuple(_hip(trace, hip, names, leads_on, zone) for hip in trace.hips) if trace else (),
    )


def _found(trace: Trace) -> str:
    if not trace.hips:
        return _("Nothing leads from it to a hip of this practice.")
    count = len(trace.hips)
    return ngettext("It leads to %(count)s hip.", "It leads to %(count)s hips.", count) % {"count": count}


def _hip(trace: Trace, hip: TracedHip, names: Mapping[PatientId, str], leads_on: bool, zone: str) -> HipBlock:
    side = _("LEFT hip") if hip.side == "left" else _("RIGHT hip")
    return HipBlock(
        title=", ".join(filter(None, (names.get(hip.patient, ""), side))),
        href=reverse("practice:case", kwargs={"case_id": hip.case}),
        rows=(
            (_("Wristband"), hip.wristband.shown),
            (_("Operated on"), day(hip.operated_on) if hip.operated_on else _("Not yet")),
        ),
        products=tuple(_product(trace, hip, product, leads_on, zone) for _depth, product in hip.walk()),
        pieces=tuple(_piece(trace, use, zone) for use in hip.pieces),
    )


def _product(trace: Trace, hip: TracedHip, product: TracedProduct, leads_on: bool, zone: str) -> ProductBlock:
    return ProductBlock(
        title=load_kind(product.kind).title,
        code=product.code.shown,
        href=reverse("practice:product", kwargs={"product_id": product.id}) if leads_on else "",
        asked=trace.is_asked(product),
        rows=tuple(_rows(hip, product, zone)),
    )


def _rows(hip: TracedHip, product: TracedProduct, zone: str) -> Iterator[tuple[str, str]]:
    codes = {p.id: p.code.shown for p in hip.products}
    yield _("State"), product.state.words
    if product.parents:
        yield _("Made of"), ", ".join(codes.get(p, str(p)) for p in product.parents)
    yield _("Collected"), f"{moment(product.collected_at, zone)}, {product.collected_by}"
    yield _("Therapy event"), product.event.shown
    if product.donation:
        yield _("Donation"), product.donation
    for kit in product.kits:
        lot = _("lot %(lot)s") % {"lot": kit.lot} if kit.lot else _("lot not known")
        yield _("Kit"), f"{kit.device}, {lot}"
    if product.given_at is not None:
        yield _("Given"), f"{moment(product.given_at, zone)}, {product.given_by}"
    if product.on_paper:
        yield _("On paper"), " ".join((_("Checked on paper by two people."), *product.against))


def _piece(trace: Trace, use: Use, zone: str) -> PieceLine:
    return PieceLine(
        title=f"{use.item.kind.label}: {use.item.title}",
        number=use.item.number,
        donor=use.item.donor,
        label=use.item.udi,
        when=moment(use.at, zone),
        asked=trace.is_asked_piece(use),
    )
