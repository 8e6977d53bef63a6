"""A therapy event is planned: it is opened, with its code to be printed, before anything is collected."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.giving import consent_obstacle, ensure_event
from enthesis.domain.biologics.bench.donation import parse_donation
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.identity import Code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.giving import occasion_of
from enthesis.domain.terms import CLINICIANS
from enthesis.store import case_files, cases, products, therapy_events
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope
from enthesis.store.therapy_events import Opened


@act(*CLINICIANS)
def open_event(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    """The event that the signed plan names has a code, whose labels can be printed; it keeps one it has."""
    file = case_files.load_case_file(scope, case_id)
    planned_kind(file)
    return _done(file, ensure_event(scope, file, at=at))


@act(*CLINICIANS)
def name_donation(scope: Scope, event_id: UUID, typed: str, *, read: str, at: datetime) -> Done:
    """A licensed site's own number stands on the event, in place of `read`; empty takes it off.

    The trail keeps both. Once a product of the event was released, a number that stands there stays.
    """
    number = parse_donation(typed)
    case = therapy_events.load_event(scope, event_id).case
    cases.lock_case(scope, case)
    if read and number != read:
        _check_unreleased(products.list_products(scope, event=event_id))
    therapy_events.save_donation(scope, event_id, number, read=read)
    file = case_files.load_case_file(scope, case)
    done = _done(file, therapy_events.load_event(scope, event_id))
    return replace(done, detail={**done.detail, "was": read, "now": number})


def _check_unreleased(made: Iterable[Product]) -> None:
    """No product went on under the number that stands there. Raises NotAllowed."""
    gone = next((p for p in made if p.released or p.administered), None)
    if gone is not None:
        raise NotAllowed(
            "donation-stands",
            f"Product {gone.chain.product.shown} went on under this number: it is not changed any more.",
            "Leave it as it is. If it is wrong, record an adverse event and tell the site that gave it.",
        )


def check_of_one_event(scope: Scope, file: CaseFile, *, wristband: Code, label: Code) -> Opened:
    """The event that the signed plan names, if wristband and label are both of it; otherwise NotAllowed."""
    if wristband.text != file.case.wristband:
        raise NotAllowed(
            "wristband-mismatch", "The scanned wristband belongs to another case.", "Stop. Check the patient."
        )
    planned_kind(file)
    opened = planned_now(scope, file)
    if opened is None:
        raise NotAllowed(
            "event-not-open",
            "No therapy event is opened for what the signed plan names.",
            "Open it, print its labels and put one on each tube.",
        )
    if label != opened.code:
        raise NotAllowed(
            "event-mismatch",
            f"The scanned label {label.shown} is not that of this therapy event, {opened.code.shown}.",
            "Stop. Do not collect into this tube. Look whose label it carries.",
        )
    return opened


def check_not_before(file: CaseFile, opened: Opened, kind: ProductKind, collected_at: datetime) -> None:
    """It was collected after its event was opened and consent to it was given; otherwise Invalid.

    Times of doing are told to the minute.
    """
    until = collected_at + timedelta(minutes=1)
    if until <= opened.opened_at:
        raise Invalid(
            "collected_at",
            "That is before this therapy event was opened: there was no label for the tube then.",
            "Correct the day and the time of the collection.",
        )
    if consent_obstacle(file, kind, at=until):
        raise Invalid(
            "collected_at",
            f"That is before the patient's consent to {kind.title} was recorded.",
            "Correct the day and the time of the collection.",
        )


def planned_now(scope: Scope, file: CaseFile) -> Opened | None:
    """The event of the occasion that the plan in force names, once it is opened."""
    return therapy_events.find_event(scope, file.case.id, occasion=occasion_of(file.signed_plan).value)


def planned_kind(file: CaseFile) -> ProductKind:
    """What the signed plan names; raises NotAllowed where it names no product."""
    plan = file.signed_plan
    if plan is None or plan.biologic is None:
        raise NotAllowed(
            "no-product-planned",
            "The signed plan holds no biologic product.",
            "Change and sign the plan first.",
        )
    return load_kind(plan.biologic.product)


def not_collected(file: CaseFile, label: Code, problem: NotAllowed) -> Done:
    """Nothing was collected; the trail says against which check and with which label."""
    detail = {"label": label.text, "refused": [problem.code]}
    return Done(kind="case", subject=file.case.id, patient=file.case.patient, detail=detail, refusal=problem)


def _done(file: CaseFile, opened: Opened) -> Done:
    return Done(
        kind="therapy_event",
        subject=opened.id,
        patient=file.case.patient,
        detail={"case": str(file.case.id), "code": opened.code.text, "occasion": opened.occasion},
    )
