"""Labels are composed of what is on record, and each printing of them is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.actions.giving import load_event as event_of_product
from enthesis.actions.therapy_events import planned_kind, planned_now
from enthesis.domain.biologics.identity import CodeKind, parse_code
from enthesis.domain.biologics.label import Label, Wearer, event_label, product_label, wristband_label
from enthesis.domain.biologics.product import Product
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.bench_limits import kind_at
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import cases, label_prints, products
from enthesis.store.case_files import CaseFile, load_case_file
from enthesis.store.scope import Scope
from enthesis.store.therapy_events import Opened, load_event

PRINTERS = (Role.DESK, *CLINICIANS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The label as it was on record when it was printed, and which printing of it that was."""

    label: Label
    number: int


def compose_product_label(
    scope: Scope, file: CaseFile, product: Product, *, names: bool, zone: str, at: datetime
) -> Label:
    """Raises NotAllowed for a product that is not given any more."""
    event = event_of_product(scope, product.id)
    return product_label(
        product,
        kind_at(file.bench, product.kind),
        _wearer(file, names=names),
        event=event.code,
        donation=event.donation,
        among=products.list_products(scope, file.case.id),
        zone=ZoneInfo(zone),
        now=at,
    )


def compose_event_label(scope: Scope, file: CaseFile, event: Opened, *, names: bool) -> Label:
    """Raises NotAllowed for an event that the signed plan does not name."""
    kind = planned_kind(file)
    now = planned_now(scope, file)
    if now is None or now.id != event.id:
        raise NotAllowed(
            "event-not-planned",
            "The signed plan does not name this therapy event any more: no label is printed for it.",
            "Destroy the labels it had. Print those of the event that the plan names.",
        )
    return event_label(event.code, kind, _wearer(file, names=names), donation=event.donation)


def compose_wristband(file: CaseFile) -> Label:
    """With name and birth date for whoever may see them: a wristband says whose wrist it is on."""
    band = parse_code(file.case.wristband, kind=CodeKind.WRISTBAND, field="wristband")
    return wristband_label(band, _wearer(file, names=True))


@act(*PRINTERS, once=False)
def print_product_label(
    scope: Scope, product_id: UUID, *, names: bool, zone: str, copies: int, stock: str, at: datetime
) -> Done:
    """That labels of a product were printed is known, how many and what they said."""
    case = products.load_product(scope, product_id).case

    def compose(file: CaseFile) -> Label:
        now = products.load_product(scope, product_id)
        return compose_product_label(scope, file, now, names=names, zone=zone, at=at)

    return _print(scope, case, compose, copies=copies, stock=stock, at=at)


@act(*PRINTERS, once=False)
def print_event_labels(
    scope: Scope, event_id: UUID, *, names: bool, copies: int, stock: str, at: datetime
) -> Done:
    """That labels for the tubes of a therapy event were printed is known."""
    case = load_event(scope, event_id).case

    def compose(file: CaseFile) -> Label:
        return compose_event_label(scope, file, load_event(scope, event_id), names=names)

    return _print(scope, case, compose, copies=copies, stock=stock, at=at)


@act(*PRINTERS, once=False)
def print_wristband(scope: Scope, case_id: UUID, *, copies: int, stock: str, at: datetime) -> Done:
    """That the wristband of a hip was printed is known."""
    return _print(scope, case_id, compose_wristband, copies=copies, stock=stock, at=at)


def _print(
    scope: Scope, case: UUID, compose: Callable[[CaseFile], Label], *, copies: int, stock: str, at: datetime
) -> Done:
    """`compose` reads under the lock what it composes of."""
    cases.lock_case(scope, case)
    file = load_case_file(scope, case)
    label = compose(file)
    made = label_prints.save_printing(scope, file.case.patient, label, copies=copies, stock=stock, at=at)
    return Done(
        kind="label",
        subject=file.case.id,
        patient=file.case.patient,
        detail={"code": label.code.text, "printing": made.number, "copies": copies, "stock": stock},
        made=Printed(label=label, number=made.number),
    )


def _wearer(file: CaseFile, *, names: bool) -> Wearer:
    """Name and birth date only where the site prints them and the role at the screen sees them."""
    contact = file.contact if names else None
    return Wearer(
        side=file.case.side,
        name=contact.name if contact else None,
        birth_date=contact.birth_date if contact else None,
    )
