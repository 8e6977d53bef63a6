"""What two people checked on paper while nothing could be authorised comes into the record, by both."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.bench import handle
from enthesis.actions.confirmation import Confirmed
from enthesis.actions.giving import load_event, planned_event, scene_of
from enthesis.domain.biologics.bench import on_paper
from enthesis.domain.biologics.checks import person_of
from enthesis.domain.biologics.events import GivenOnPaper, Outage, Sheet
from enthesis.domain.biologics.identity import CodeKind, parse_code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.steps import Delivery
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.practice.task import Todo
from enthesis.domain.terms import CLINICIANS, PersonId
from enthesis.store import people
from enthesis.store.audit import list_refused
from enthesis.store.case_files import CaseFile, load_case_file
from enthesis.store.products import load_product
from enthesis.store.scope import Scope
from enthesis.store.tasks import save_task


@act(*CLINICIANS)
def enter_paper(
    scope: Scope,
    product_id: UUID,
    delivery: Delivery,
    *,
    product_scan: str,
    wristband_scan: str,
    second: UUID,
    checked_at: datetime,
    outage: Outage,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """The sheet is in the record, by its first person, and waits for its second; nothing is given by it."""
    sheet = Sheet(
        product=parse_code(product_scan, kind=CodeKind.PRODUCT, field="product_scan"),
        wristband=parse_code(wristband_scan, kind=CodeKind.WRISTBAND, field="wristband_scan"),
        first=person_of(scope.actor),
        first_name=scope.actor.name,
        second=PersonId(second),
        second_name=_clinician(scope, second),
        checked_at=checked_at,
        delivery=delivery,
        outage=outage,
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
    """The product is given, as the sheet says: its second person compared the entry with the paper.

    What would have been refused stands on the record and in the trail, and is a task of the surgeon.
    """

    def confirm(product: Product, kind: ProductKind, file: CaseFile) -> Product:
        event = planned_event(file, load_event(scope, product.id))
        entered = on_paper.entry_of(product)
        sheet = entered.sheet if entered else None
        given_at = sheet.delivery.given_at if sheet else at
        scene = scene_of(
            scope,
            file,
            product,
            kind,
            event,
            product_scan=product.chain.product,
            wristband_scan=product.chain.wristband,
            given_at=given_at,
            zone=zone,
            at=given_at,
        )
        scene = replace(scene, person=sheet.second if sheet else scene.person)
        refused = _refused(scope, file, product, sheet) if sheet else ()
        return on_paper.confirm(product, kind, event, scene, refused=refused, by=scope.actor, at=at)

    done = handle(scope, product_id, confirm, confirmed=confirmed, read=read, at=at, is_safe=True)
    return done if done.refusal else _told_to_surgeon(scope, done, at=at)


def _refused(scope: Scope, file: CaseFile, product: Product, sheet: Sheet) -> tuple[str, ...]:
    """By which checks this product was refused at the hip, shortly before it was given or after."""
    return list_refused(
        scope,
        file.case.patient,
        product.id,
        actions=("confirm_product", "administer_product"),
        since=on_paper.refusals_count_from(sheet),
    )


def _told_to_surgeon(scope: Scope, done: Done, *, at: datetime) -> Done:
    """What spoke against it stands in the trail, and the surgeon who signed the plan has a task."""
    product = load_product(scope, done.subject)
    given = product.administered
    if not isinstance(given, GivenOnPaper) or not given.against:
        return done
    owner, name = _surgeon(scope, load_case_file(scope, product.case))
    words = (
        f"Product {product.chain.product.shown} was given on paper, and the record would have refused it: "
        "look at its page, and decide what follows."
    )
    todo = Todo(words=words, owner=owner, due_on=at.date(), case=product.case)
    save_task(scope, todo, owner_name=name, at=at)
    against = list(dict.fromkeys(one.check for one in given.against))
    return replace(done, detail={**done.detail, "against": against})


def _surgeon(scope: Scope, file: CaseFile) -> tuple[PersonId | None, str]:
    """Who signed the plan in force, if still here; nobody where the task is for whoever takes it."""
    signed = file.latest(SignedPlan)
    signature = signed.signature if signed else None
    for one in people.list_people(scope):
        if signature and one.id == signature.by and one.active:
            return signature.by, one.name
    return None, ""


def _clinician(scope: Scope, person: UUID) -> str:
    """The name of who may stand on a sheet. Raises Invalid for somebody who may not handle a product."""
    found = next((one for one in people.list_people(scope) if one.id == person), None)
    if found is None:
        raise Invalid("second", "There is no such person in this practice.", "Choose one of the list.")
    if not found.active or found.role not in CLINICIANS:
        raise Invalid(
            "second",
            f"{found.name} is not in a role that gives a product.",
            "Choose the surgeon, assistant or nurse who is the second on the paper.",
        )
    return found.name
