"""What two people checked on paper while nothing could be authorised comes into the record, by two people."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.bench import handle
from enthesis.actions.confirmation import Confirmed
from enthesis.actions.giving import load_event, planned_event, scene_of
from enthesis.domain.biologics.bench import on_paper
from enthesis.domain.biologics.events import Sheet
from enthesis.domain.biologics.identity import CodeKind, parse_code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.steps import Delivery
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import CLINICIANS, PersonId
from enthesis.store import people
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope


@act(*CLINICIANS)
def enter_paper(
    scope: Scope,
    product_id: UUID,
    delivery: Delivery,
    *,
    product_scan: str,
    wristband_scan: str,
    first: UUID,
    second: UUID,
    checked_at: datetime,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """The sheet of a product is in the record and waits for another person; nothing is given by it."""
    sheet = Sheet(
        product=parse_code(product_scan, kind=CodeKind.PRODUCT, field="product_scan"),
        wristband=parse_code(wristband_scan, kind=CodeKind.WRISTBAND, field="wristband_scan"),
        first=PersonId(first),
        first_name=_name(scope, first, "first"),
        second=PersonId(second),
        second_name=_name(scope, second, "second"),
        checked_at=checked_at,
        delivery=delivery,
    )
    return handle(
        scope,
        product_id,
        lambda product, _kind, _file: on_paper.enter(product, sheet, by=scope.actor, at=at),
        confirmed=confirmed,
        read=read,
        at=at,
        is_safe=True,
    )


@act(*CLINICIANS)
def confirm_paper(
    scope: Scope, product_id: UUID, *, zone: str, confirmed: Confirmed, read: int, at: datetime
) -> Done:
    """The product is given, as the sheet says: a second person compared the entry with the paper.

    What would have been refused stands on the record with it.
    """

    def confirm(product: Product, kind: ProductKind, file: CaseFile) -> Product:
        event = planned_event(file, load_event(scope, product.id))
        entered = on_paper.entry_of(product)
        sheet = entered.sheet if entered else None
        scene = scene_of(
            scope,
            file,
            product,
            kind,
            event,
            product_scan=product.chain.product,
            wristband_scan=product.chain.wristband,
            given_at=sheet.delivery.given_at if sheet else at,
            zone=zone,
            at=at,
        )
        scene = replace(scene, person=sheet.second if sheet else scene.person)
        return on_paper.confirm(product, kind, event, scene, by=scope.actor, at=at)

    return handle(scope, product_id, confirm, confirmed=confirmed, read=read, at=at, is_safe=True)


def _name(scope: Scope, person: UUID, field: str) -> str:
    """The name of a member of staff; Invalid names the field of one who is not there."""
    found = next((one.name for one in people.list_people(scope) if one.id == person), None)
    if found is None:
        raise Invalid(field, "There is no such person in this practice.", "Choose one of the list.")
    return found
