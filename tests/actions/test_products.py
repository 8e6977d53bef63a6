"""At the bench: scans, people, timing and consent each hold a product back; a discard is never held up."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest

from enthesis.actions import bookings, plans, products
from enthesis.actions.giving import collecting_obstacles, consent_obstacle, timing_obstacles
from enthesis.domain.biologics.bench.giving import Refused
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.identity import CodeKind, make_code
from enthesis.domain.biologics.measurement import measured
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.states import State
from enthesis.domain.candidacy.facts import Cancer
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.plan import Timing
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.terms import Role
from enthesis.store.models import BookingRow
from tests.support.cases import PRP, ZONE, Hip, a_harvest, a_hip, a_plan, a_visit, after_days, known
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def ready() -> Hip:
    return a_hip_at(Stage.CONSENTED).release_now().start().steps()


def test_who_prepared_does_not_check() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().characterise()

    with pytest.raises(NotAllowed, match="cannot also check"):
        hip.release(by=hip.house.nurse)
    assert hip.made.state is State.CHARACTERISED


def test_who_scanned_first_does_not_scan_second() -> None:
    hip = ready()
    hip.confirm(by=hip.house.surgeon)

    with pytest.raises(NotAllowed, match="cannot also be the second"):
        hip.administer()
    assert hip.administer(by=hip.house.scope(Role.SURGEON, "two")).made.state is State.ADMINISTERED


def test_another_persons_wristband_stops_everything() -> None:
    hip = ready()
    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other"))
    scans = {
        "product_scan": hip.made.chain.product.text,
        "wristband_scan": other.file.case.wristband,
        "read": hip.made.version,
        "at": hip.tick(),
    }

    with pytest.raises(NotAllowed, match="not that of the person"):
        products.confirm_product(hip.house.nurse, hip.made.id, confirmed=hip.pin(hip.house.nurse), **scans)
    assert hip.made.state is State.RELEASED


def test_another_product_stops_everything_too() -> None:
    hip = ready()

    with pytest.raises(NotAllowed, match="Open the record of the product in your hand"):
        _confirm_with(hip, make_code(CodeKind.PRODUCT, bytes(10)).text)
    assert hip.made.state is State.RELEASED


def _confirm_with(hip: Hip, code: str) -> None:
    products.confirm_product(
        hip.house.nurse,
        hip.made.id,
        product_scan=code,
        wristband_scan=hip.file.case.wristband,
        confirmed=hip.pin(hip.house.nurse),
        read=hip.made.version,
        at=hip.now,
    )


@pytest.mark.parametrize("typed", ["", "W", "P0000000000000000X", "P" * 18, "ſ" * 18, "1" * 100])
def test_what_is_no_code_is_refused_with_its_field(typed: str) -> None:
    hip = ready()

    with pytest.raises(Invalid) as refused:
        _confirm_with(hip, typed)
    assert refused.value.code == "product_scan"


def test_nothing_is_collected_against_another_wristband() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    at = hip.tick()

    with pytest.raises(NotAllowed):
        products.collect_product(
            hip.house.nurse,
            hip.case,
            a_harvest(at),
            wristband=make_code(CodeKind.WRISTBAND, bytes(10)).text,
            event_scan=hip.event_code,
            confirmed=hip.pin(hip.house.nurse),
            read=hip.read,
            at=at,
        )
    assert hip.file.products == ()


def collected_as_of(hip: Hip, collected_at: datetime, *, at: datetime) -> None:
    products.collect_product(
        hip.house.nurse,
        hip.case,
        a_harvest(collected_at),
        wristband=hip.file.case.wristband,
        event_scan=hip.event_code,
        confirmed=hip.pin(hip.house.nurse),
        read=hip.read,
        at=at,
    )


def test_nothing_was_collected_before_its_event_was_opened_or_the_consent_was_recorded() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    long_ago = hip.now - timedelta(days=20)

    with pytest.raises(Invalid, match="before this therapy event was opened"):
        collected_as_of(hip, long_ago, at=hip.tick())
    hip.decide(given=False)
    before = hip.tick()
    hip.tick(5)
    at = hip.decide().tick()
    with pytest.raises(
        Invalid, match="before the patient's consent to Platelet-rich plasma, leukocyte-rich was recorded"
    ):
        collected_as_of(hip, before, at=at)
    collected_as_of(hip, at, at=at)


def test_the_product_waits_for_the_repair() -> None:
    hip = a_hip_at(Stage.CONSENTED).release_now().start().confirm()

    with pytest.raises(NotAllowed, match="after the repair"):
        hip.administer()
    assert hip.steps().administer().made.state is State.ADMINISTERED


def test_a_giving_before_the_last_step_cannot_be_typed_in_after_it() -> None:
    hip = a_hip_at(Stage.IN_THEATRE).release_now().confirm()
    early = hip.tick()
    hip.steps()

    with pytest.raises(NotAllowed, match="“Tendon reattached” is recorded for a later time"):
        hip.administer(given_at=early)
    assert hip.administer().made.state is State.ADMINISTERED


def test_during_the_operation_is_not_after_it() -> None:
    during = replace(PRP, timing=Timing.DURING)
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft(a_plan(during)).sign().decide().start()
    hip.release_now().steps().confirm()
    middle = hip.tick()
    hip.finish()

    with pytest.raises(NotAllowed, match="has ended"):
        hip.administer()
    assert hip.administer(given_at=middle).made.state is State.ADMINISTERED


def test_a_later_day_counts_from_when_it_was_given_not_when_it_was_typed_in() -> None:
    """Given before midnight of the fourth day and typed in after it is still a day too early."""
    hip = later_today()
    on = hip.file.case.operated_on
    assert on
    fourth_day = wall_to_utc(datetime.combine(on + timedelta(days=4), time(23, 59)), ZONE)
    too_early, no_visit = timing_obstacles(hip.file, hip.made, at=fourth_day, zone=ZONE)

    assert "in 1 day" in too_early and "no visit of this hip goes on" in no_visit
    assert len(timing_obstacles(hip.file, hip.made, at=fourth_day + timedelta(minutes=1), zone=ZONE)) == 0


def fifth_day() -> Hip:
    """A hip whose plan gives a product on the fifth day after surgery, on that day; nobody came yet."""
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft(a_plan(after_days(5))).sign().decide()
    hip.start().steps().finish()
    on = hip.file.case.operated_on
    assert on
    hip.now = wall_to_utc(datetime.combine(on + timedelta(days=5), time(9, 30)), ZONE)
    return hip.tell()


def later_today() -> Hip:
    """Its product, collected at the visit of that day and confirmed by the first person."""
    return fifth_day().comes_today().release_now().confirm()


def leaves(hip: Hip, status: BookingStatus) -> None:
    """What the visit of today stands at from now on."""
    newest = max(hip.file.bookings, key=lambda b: b.visit.starts_at)
    BookingRow.objects.filter(id=newest.id).update(status=status.value)


def test_nothing_is_collected_for_a_later_injection_before_its_visit_goes_on() -> None:
    hip = fifth_day()

    with pytest.raises(NotAllowed, match="no visit of this hip goes on"):
        hip.collect()
    assert hip.file.products == ()
    assert hip.comes_today().collect().made.state is State.COLLECTED


def test_nothing_is_collected_for_a_later_injection_before_its_day() -> None:
    hip = fifth_day()
    hip.now -= timedelta(days=1)

    with pytest.raises(NotAllowed, match="in 1 day"):
        hip.comes_today().collect()


def test_nothing_is_collected_in_the_operation_for_an_injection_after_it() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft(a_plan(after_days(5))).sign().decide().start()

    assert len(collecting_obstacles(hip.file, load_kind("prp-lr"), at=hip.now)) == 2
    assert collecting_obstacles(hip.file, load_kind("acs"), at=hip.now) == ()
    with pytest.raises(NotAllowed, match="after the operation, which has not ended"):
        hip.collect()


@pytest.mark.parametrize("status", [BookingStatus.BOOKED, BookingStatus.NO_SHOW, BookingStatus.CANCELLED])
def test_a_later_injection_is_given_at_a_visit_that_goes_on(status: BookingStatus) -> None:
    hip = later_today()
    leaves(hip, status)

    with pytest.raises(NotAllowed, match="no visit of this hip goes on"):
        hip.administer()
    hip.comes_today(BookingStatus.ROOMED)
    assert hip.administer().made.state is State.ADMINISTERED


def test_a_patient_who_came_after_it_was_given_was_at_no_visit_then() -> None:
    hip = later_today()
    leaves(hip, BookingStatus.CANCELLED)
    hip.comes_today(BookingStatus.BOOKED)
    waiting = (b for b in hip.file.bookings if b.status is BookingStatus.BOOKED)
    visit = max(waiting, key=lambda b: b.visit.starts_at)
    before = hip.tick()
    bookings.record_arrival(hip.house.desk, visit.id, read=visit.version, at=hip.tick())

    with pytest.raises(NotAllowed, match="no visit of this hip goes on"):
        hip.administer(given_at=before)
    assert hip.administer().made.state is State.ADMINISTERED


def test_a_visit_for_something_else_is_not_that_of_the_injection() -> None:
    hip = later_today()
    kinds = {"injection_kinds": frozenset({"injection"})}
    (held,) = timing_obstacles(replace(hip.file, **kinds), hip.made, at=hip.now, zone=ZONE)

    assert "no visit of this hip goes on" in held
    assert timing_obstacles(hip.file, hip.made, at=hip.now, zone=ZONE) == ()


def test_consent_holds_when_it_is_given_and_now() -> None:
    hip = ready().confirm()
    before = hip.tick()
    kind, file = load_kind("prp-lr"), hip.decide(given=False).file

    assert consent_obstacle(file, kind, at=before) == ""
    assert "not consented" in consent_obstacle(file, kind, at=hip.now)
    with pytest.raises(Refused, match="not consented"):
        hip.administer(given_at=before)


def test_what_is_told_later_than_a_few_minutes_was_not_authorised() -> None:
    hip = ready().confirm()
    before = hip.tick()
    hip.tick(6)

    with pytest.raises(Invalid, match="more than 5 minutes ago, and nobody authorised it then"):
        hip.administer(given_at=before)


def test_an_expired_product_is_not_given_as_of_before_its_expiry() -> None:
    hip = ready().confirm()
    before = hip.tick()
    hip.tick(600)

    with pytest.raises(Refused, match="The product has expired"):
        hip.administer(given_at=before)
    assert hip.made.state is State.CONFIRMED


def test_news_between_release_and_giving_holds_it_back() -> None:
    hip = ready().confirm()
    hip.tell(known(hip.now, cancer=Cancer.ACTIVE))

    with pytest.raises(NotAllowed, match="cannot be given"):
        hip.administer()
    assert hip.discard().made.state is State.DISCARDED


def test_a_consent_withdrawn_in_theatre_holds_it_back() -> None:
    hip = ready().confirm().decide(given=False)

    with pytest.raises(NotAllowed, match="not consented"):
        hip.administer()


@pytest.mark.parametrize("leave", [Hip.draft, Hip.close])
def test_a_product_is_put_out_of_use_wherever_its_case_stands(leave: object) -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()
    leave(hip)  # type: ignore[operator]

    with pytest.raises(NotAllowed):
        hip.prepare()
    assert hip.discard().made.state is State.DISCARDED


def test_what_was_thrown_away_or_given_stays_so() -> None:
    given = ready().confirm().administer()
    thrown = (
        a_hip(given.house, "Bruno", visit=a_visit(clinician="other")).to(Stage.CONSENTED).collect().discard()
    )

    for again in (given.discard, given.administer, thrown.prepare, thrown.discard):
        with pytest.raises(NotAllowed, match="The product is"):
            again()


def test_a_step_of_a_product_names_the_version_it_saw() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()
    seen = hip.made.version
    hip.prepare()
    at = hip.tick()

    with pytest.raises(Stale):
        products.discard_product(
            hip.house.nurse,
            hip.made.id,
            reason="x",
            confirmed=hip.pin(hip.house.nurse),
            read=seen,
            at=at,
        )
    assert hip.made.state is State.PREPARED


def test_a_confirmation_serves_its_person_and_moment_only() -> None:
    hip = ready()
    nurse, assistant = hip.house.nurse, hip.house.scope(Role.ASSISTANT)
    foreign = hip.pin(assistant)
    earlier = replace(hip.pin(nurse), at=hip.now - timedelta(minutes=1))

    for confirmed in (foreign, earlier):
        with pytest.raises(NotAllowed, match="Confirm again"):
            products.confirm_product(
                nurse,
                hip.made.id,
                product_scan=hip.made.chain.product.text,
                wristband_scan=hip.file.case.wristband,
                confirmed=confirmed,
                read=hip.made.version,
                at=hip.now,
            )


def test_a_pin_signs_nothing() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft()
    surgeon, at = hip.house.surgeon, hip.tick()

    with pytest.raises(NotAllowed, match="password"):
        plans.sign_plan(surgeon, hip.case, confirmed=hip.pin(surgeon), read=hip.read, at=at)
    assert hip.stage is Stage.CLASSIFIED


def test_a_late_result_stands_beside_the_first() -> None:
    hip = ready().confirm().administer()
    at = hip.tick()
    value = measured(QUANTITIES["product_wbc"], Decimal(3), QUANTITIES["product_wbc"].unit, at=at)

    products.add_result(
        hip.house.nurse,
        hip.made.id,
        value,
        reason="Counted again.",
        confirmed=hip.pin(hip.house.nurse),
        read=hip.made.version,
        at=at,
    )

    assert hip.made.values["product_wbc"] == value
    assert hip.made.characterised
    assert value not in hip.made.characterised.values
