"""A trace as a tree to read, and as values for another program."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.stock.trace import Trace, TracedHip, TracedProduct
from enthesis.domain.stock.used import Use


def tree(trace: Trace, *, zone: str) -> str:
    """Hip, product, part and piece, each below what it belongs to; what was asked for is marked."""
    if not trace.hips:
        return f"Nothing leads from {trace.asked} to a hip of this practice."
    return "\n".join(line for hip in trace.hips for line in _hip(trace, hip, ZoneInfo(zone)))


def _hip(trace: Trace, hip: TracedHip, zone: ZoneInfo) -> Iterator[str]:
    operated = f"operated on {hip.operated_on:%-d %B %Y}" if hip.operated_on else "not operated on"
    yield f"Hip {hip.wristband.shown}, {hip.side.value}, {operated}"
    yield f"  case {hip.case}"
    for depth, product in hip.walk():
        yield from _product(trace, hip, product, zone, "  " * (depth + 1))
    for use in hip.pieces:
        yield f"  {_piece(use, zone)}{_mark(trace.is_asked_piece(use))}"
    if not hip.products and not hip.pieces:
        yield "  nothing was collected for it or used at it"


def _product(
    trace: Trace, hip: TracedHip, product: TracedProduct, zone: ZoneInfo, begin: str
) -> Iterator[str]:
    codes = {p.id: p.code.shown for p in hip.products}
    title = load_kind(product.kind).title
    mark = _mark(trace.is_asked(product))
    yield f"{begin}Product {product.code.shown}, {title}, {product.state.words}{mark}"
    drawn = f"{_when(product.collected_at, zone)} by {product.collected_by}, {product.site.replace('_', ' ')}"
    yield f"{begin}  collected {drawn}"
    donation = f", donation {product.donation}" if product.donation else ""
    yield f"{begin}  therapy event {product.event.shown}{donation}"
    if product.parents:
        yield f"{begin}  made of {', '.join(codes.get(p, str(p)) for p in product.parents)}"
    for kit in product.kits:
        yield f"{begin}  kit {kit.device}, {f'lot {kit.lot}' if kit.lot else 'lot not known'}"
    if product.given_at is not None:
        yield f"{begin}  given {_when(product.given_at, zone)} by {product.given_by}"
    if product.on_paper:
        yield f"{begin}  on paper, checked by two people"
    for sentence in product.against:
        yield f"{begin}  it would have been refused: {sentence}"


def _piece(use: Use, zone: ZoneInfo) -> str:
    item = use.item
    told = [
        f"{item.kind.label} {item.title}",
        item.number,
        item.donor and f"donor {item.donor}",
        item.udi and f"label {item.udi}",
        f"used {_when(use.at, zone)}",
    ]
    return ", ".join(filter(None, told))


def _mark(is_asked: bool) -> str:
    return "  <- asked" if is_asked else ""


def _when(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def as_values(trace: Trace) -> dict[str, Any]:
    """Moments are told in UTC; what is not known is null or empty."""
    return {"asked": trace.asked, "hips": [_hip_values(trace, hip) for hip in trace.hips]}


def _hip_values(trace: Trace, hip: TracedHip) -> dict[str, Any]:
    return {
        "case": str(hip.case),
        "side": hip.side.value,
        "wristband": hip.wristband.text,
        "operated_on": hip.operated_on.isoformat() if hip.operated_on else None,
        "products": [_product_values(trace, hip, p) for p in hip.products],
        "pieces": [_piece_values(trace, use) for use in hip.pieces],
    }


def _product_values(trace: Trace, hip: TracedHip, product: TracedProduct) -> dict[str, Any]:
    codes = {p.id: p.code.text for p in hip.products}
    return {
        "code": product.code.text,
        "kind": product.kind,
        "state": product.state.value,
        "event": product.event.text,
        "donation": product.donation,
        "site": product.site,
        "collected_at": product.collected_at.isoformat(),
        "collected_by": product.collected_by,
        "made_of": [codes.get(p, str(p)) for p in product.parents],
        "drawn_as": [codes.get(p, str(p)) for p in product.draws],
        "kits": [{"device": kit.device, "lot": kit.lot} for kit in product.kits],
        "given_at": product.given_at.isoformat() if product.given_at else None,
        "given_by": product.given_by,
        "on_paper": product.on_paper,
        "against": list(product.against),
        "asked": trace.is_asked(product),
    }


def _piece_values(trace: Trace, use: Use) -> dict[str, Any]:
    names = ("name", "maker", "device", "lot", "serial", "donor", "udi")
    told = {name: getattr(use.item, name) for name in names}
    kind, asked = use.item.kind.value, trace.is_asked_piece(use)
    return {"kind": kind, **told, "step": use.step, "at": use.at.isoformat(), "asked": asked}
