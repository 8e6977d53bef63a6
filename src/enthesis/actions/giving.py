"""What must be right before a product is given: one therapy event, its plan, and the scene at the hip."""

from dataclasses import replace
from datetime import datetime
from secrets import token_bytes
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions.recalls import recalled_of
from enthesis.domain.biologics.bench.giving import Scene, check_may_be_given
from enthesis.domain.biologics.bench.therapy_event import TherapyEvent, When
from enthesis.domain.biologics.identity import RANDOM_BYTES, Code, CodeKind, make_code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.candidacy.in_use import in_use
from enthesis.domain.errors import NotFound
from enthesis.domain.pathway.giving import (
    not_its_moment,
    occasion_of,
    visit_going_on,
    visit_obstacle,
    when_of,
)
from enthesis.domain.pathway.plan import other_day_obstacle, planned_authority, same_day_obstacle
from enthesis.domain.pathway.surgery import Finish, Start, Step
from enthesis.domain.practice.booking import Booking, status_at
from enthesis.store import therapy_events
from enthesis.store.bookings import list_histories
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope
from enthesis.store.therapy_events import Opened


def ensure_event(scope: Scope, file: CaseFile, *, at: datetime) -> Opened:
    """The therapy event of the occasion that the plan in force names stands, with a code of its own."""
    occasion = occasion_of(file.signed_plan).value
    found = therapy_events.find_event(scope, file.case.id, occasion=occasion)
    if found is not None:
        return found
    code = make_code(CodeKind.EVENT, token_bytes(RANDOM_BYTES))
    return therapy_events.save_new_event(scope, file.case, occasion=occasion, code=code, at=at)


def load_event(scope: Scope, product: UUID) -> Opened:
    """The event that a product was collected for."""
    found = therapy_events.find_event_of(scope, product)
    if found is None:
        raise NotFound("product", "There is no such product in this practice.")
    return found


def check_giving(
    scope: Scope,
    file: CaseFile,
    product: Product,
    kind: ProductKind,
    *,
    product_scan: Code,
    wristband_scan: Code,
    given_at: datetime,
    zone: str,
    at: datetime,
) -> None:
    """Nothing speaks against giving it; otherwise Refused says all that does."""
    event = planned_event(file, load_event(scope, product.id))
    seen = {"product_scan": product_scan, "wristband_scan": wristband_scan}
    scene = scene_of(scope, file, product, kind, event, **seen, given_at=given_at, zone=zone, at=at)
    check_may_be_given(product, kind, event, scene)


def scene_of(
    scope: Scope,
    file: CaseFile,
    product: Product,
    kind: ProductKind,
    event: TherapyEvent,
    *,
    product_scan: Code,
    wristband_scan: Code,
    given_at: datetime,
    zone: str,
    at: datetime,
) -> Scene:
    """What is before the person who gives it at `given_at`, as the record knows it at `at`."""
    hip = therapy_events.find_hip(scope, wristband_scan)
    case, side = hip or (file.case.id, file.case.side)
    visits = _visits_then(scope, file, at=given_at) if event.when is When.VISIT else ()
    late = timing_obstacles(file, product, at=given_at, zone=zone, visits=visits)
    going = visit_going_on(visits, on=given_at.astimezone(ZoneInfo(zone)).date())
    return Scene(
        product_scan=product_scan,
        wristband_scan=wristband_scan,
        case=case,
        side=side,
        person=scope.actor.person,
        at=at,
        given_at=given_at,
        reached=frozenset() if late else frozenset({event.when}),
        visit=going.id if going else None,
        blocks=(
            *_authority(file, given_at, at),
            *_blocks(file, product, kind, given_at=given_at, at=at),
        ),
        late=late,
        consent=consent_obstacle(file, kind, at=given_at) or consent_obstacle(file, kind, at=at),
        recalled=recalled_of(scope, product),
    )


def planned_event(file: CaseFile, opened: Opened) -> TherapyEvent:
    """What the plan in force says of this event: no product at all where it names another occasion.

    An injection afterwards hangs on no booking of its own: a visit of its hip has to go on.
    """
    plan = file.signed_plan
    holds = plan is not None and occasion_of(plan).value == opened.occasion
    kinds = (plan.biologic.product,) if holds and plan and plan.biologic else ()
    when = when_of(plan) or When.REPAIR_COMPLETED
    return TherapyEvent(
        code=opened.code,
        case=file.case.id,
        side=file.case.side,
        wristband=Code(file.case.wristband),
        kinds=kinds,
        when=when,
        donation=opened.donation,
    )


def consent_obstacle(file: CaseFile, kind: ProductKind, *, at: datetime) -> str:
    """Why there was no consent to this product at a moment; empty where there was."""
    consent = file.consent_to(kind.id, at=at)
    return "" if consent and consent.given else f"The patient has not consented to {kind.title}."


def _authority(file: CaseFile, *moments: datetime) -> tuple[str, ...]:
    """Why no determination allows it, at one of the moments or another."""
    if (plan := file.signed_plan) is None:
        return ()
    said = (one for at in moments for one in planned_authority(plan, file.claim_on(plan, at=at)))
    return tuple(dict.fromkeys(said))


def _blocks(
    file: CaseFile, product: Product, kind: ProductKind, *, given_at: datetime, at: datetime
) -> tuple[str, ...]:
    """What candidacy says against it. An override lifts it that holds when it is given, and still now."""
    now = file.judge(at=at, used=in_use(product)).assessment
    moments = (now, replace(now, at=given_at))
    return tuple(dict.fromkeys(said for judged in moments for said in judged.obstacles(kind.option)))


def _visits_then(scope: Scope, file: CaseFile, *, at: datetime) -> tuple[Booking, ...]:
    """The visits that an injection may be given at, as they stood at a moment."""
    visits = file.injection_visits
    told = list_histories(scope, [b.id for b in visits])
    return tuple(replace(b, status=status_at(b, told.get(b.id, ()), at=at)) for b in visits)


def collecting_obstacles(file: CaseFile, kind: ProductKind, *, at: datetime) -> tuple[str, ...]:
    """Why nothing is taken now for an injection after the operation: its day or its visit has not come.

    What has to be incubated first is taken before its visit.
    """
    plan = file.signed_plan
    if plan is None or when_of(plan) is not When.VISIT or kind.incubation is not None:
        return ()
    on = at.astimezone(ZoneInfo(file.zone)).date()
    course = (file.value(Start), file.every(Step), file.value(Finish), file.case.operated_on)
    told = not_its_moment(plan, *course, given_at=at, on=on)
    return tuple(s for s in (told, visit_obstacle(plan, file.injection_visits, on=on)) if s)


def timing_obstacles(
    file: CaseFile, product: Product, *, at: datetime, zone: str, visits: tuple[Booking, ...] | None = None
) -> tuple[str, ...]:
    """Why the plan's timing has not come at the moment of giving, or the product is of the wrong day.

    `visits` are those of the hip as they stood at `at`; as they stand now where none are given.
    """
    plan = file.signed_plan
    if plan is None:
        return ("There is no signed plan.",)
    on = at.astimezone(ZoneInfo(zone)).date()
    sentence = not_its_moment(
        plan,
        file.value(Start),
        file.every(Step),
        file.value(Finish),
        file.case.operated_on,
        given_at=at,
        on=on,
    )
    collected_on = product.collected.harvest.collected_at.astimezone(ZoneInfo(zone)).date()
    days = {"collected_on": collected_on, "given_on": on}
    of_the_day = (same_day_obstacle(plan, **days), other_day_obstacle(plan, **days))
    seen = visit_obstacle(plan, file.injection_visits if visits is None else visits, on=on)
    return tuple(s for s in (sentence, seen, *of_the_day) if s)
