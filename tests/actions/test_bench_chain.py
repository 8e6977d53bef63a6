"""The chain of identity as people meet it: refusals that stay in the trail, parts, quarantine, recall."""

from dataclasses import replace
from decimal import Decimal

import pytest

from enthesis.actions import parting, products, recalls
from enthesis.domain.biologics.bench.giving import Refused
from enthesis.domain.biologics.identity import CodeKind, check_unused, make_code
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.pathway.plan import Timing
from enthesis.domain.pathway.stages import Stage
from enthesis.store import products as kept
from enthesis.store import therapy_events
from enthesis.store.audit import find_break, list_audit
from tests.support.cases import PRP, ZONE, Hip, a_delivery, a_hip, a_plan, a_visit
from tests.support.stages import a_hip_at
from tests.support.stocking import a_kit_recall

pytestmark = pytest.mark.django_db


def confirmed() -> Hip:
    return a_hip_at(Stage.CONSENTED).release_now().start().steps().confirm()


def give(hip: Hip, *, product: str = "", band: str = "") -> None:
    at, surgeon = hip.tick(), hip.house.surgeon
    products.administer_product(
        surgeon,
        hip.made.id,
        a_delivery(at),
        product_scan=product or hip.made.chain.product.text,
        wristband_scan=band or hip.file.case.wristband,
        zone=ZONE,
        confirmed=hip.pin(surgeon),
        read=hip.made.version,
        at=at,
    )


def last_told(hip: Hip) -> str:
    return list_audit(hip.house.surgeon, limit=1)[0].detail


def split(hip: Hip, *volumes: str) -> None:
    at, nurse = hip.tick(), hip.house.nurse
    parting.split_product(
        nurse,
        hip.made.id,
        tuple(Decimal(v) for v in volumes),
        scanned=hip.made.chain.product.text,
        confirmed=hip.pin(nurse),
        read=hip.made.version,
        at=at,
    )


def test_the_therapy_event_stands_before_anything_is_collected() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    (event,) = therapy_events.list_events(hip.house.nurse, hip.case)
    assert hip.file.products == ()
    assert event.code.kind is CodeKind.EVENT

    hip.collect()

    assert therapy_events.find_event_of(hip.house.nurse, hip.made.id) == event


def test_a_code_of_anything_is_used_for_ever() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()
    (event,) = therapy_events.list_events(hip.house.nurse, hip.case)

    for code in (event.code, hip.made.chain.product, hip.made.chain.wristband):
        with pytest.raises(NotAllowed, match="is another's already"):
            check_unused(code, therapy_events.LABELS)
    check_unused(make_code(CodeKind.EVENT, bytes(10)), therapy_events.LABELS)


def test_every_reason_is_said_at_once_and_stays_in_the_trail() -> None:
    hip = confirmed()
    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other"))
    hip.tick(300)

    with pytest.raises(Refused) as told:
        give(hip, product=make_code(CodeKind.PRODUCT, bytes(10)).text, band=other.file.case.wristband)

    assert [r.check.value for r in told.value.refusals] == ["product", "wristband", "side", "expired"]
    assert all(r.remedy.endswith(".") for r in told.value.refusals)
    assert '"refused":["product","wristband","side","expired"]' in last_told(hip)
    assert hip.made.state is State.CONFIRMED
    assert find_break() is None


def test_the_other_hip_of_the_same_person_is_another_hip() -> None:
    hip = confirmed()
    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other"))

    with pytest.raises(Refused, match="the wristband scanned is not that of this hip"):
        give(hip, band=other.file.case.wristband)


def test_whoever_comes_second_hears_who_was_first() -> None:
    hip = confirmed()
    read = hip.made.version
    hip.administer()

    with pytest.raises(Refused, match=f"{hip.made.done(type(hip.made.events[-1])).name} was first"):
        give(hip)
    assert '"refused":' in last_told(hip)
    at, nurse = hip.tick(), hip.house.nurse
    with pytest.raises(Stale, match="was first and has just recorded"):
        products.quarantine_product(
            nurse, hip.made.id, reason="x", confirmed=hip.pin(nurse), read=read, at=at
        )


def test_during_the_operation_waits_for_the_footprint() -> None:
    plan = a_plan(replace(PRP, timing=Timing.DURING))
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft(plan).sign().decide().start().release_now().confirm()

    with pytest.raises(Refused, match="once the footprint is prepared"):
        give(hip)
    hip.steps()
    give(hip)
    assert hip.made.state is State.ADMINISTERED


def test_a_part_is_given_like_its_whole_and_knows_its_parent() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    whole = hip.made
    split(hip, "4.5")

    (part,) = [p for p in hip.file.products if p.id != whole.id]
    assert part.parents == (whole.id,)
    assert part.events[: whole.version] == whole.events
    assert hip.made.remaining_ml == Decimal("0.5")
    assert therapy_events.find_event_of(hip.house.nurse, part.id) == therapy_events.find_event_of(
        hip.house.nurse, whole.id
    )
    hip.product = part.id
    hip.characterise().release().start().steps().confirm().administer()
    assert hip.made.state is State.ADMINISTERED


def test_parts_come_together_again_and_are_used_up() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    split(hip, "2")
    parents = hip.file.products
    at, nurse = hip.tick(), hip.house.nurse

    joined = parting.combine_products(
        nurse,
        tuple((p.id, p.version) for p in parents),
        Decimal(5),
        scanned=tuple(p.chain.product.text for p in parents),
        confirmed=hip.pin(nurse),
        at=at,
    ).subject

    states = {p.id: p.state for p in hip.file.products}
    assert states.pop(joined) is State.PREPARED
    assert set(states.values()) == {State.USED_UP}


def test_more_than_there_is_is_not_split_off() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()

    with pytest.raises(Exception, match="more than the 5 mL there are"):
        split(hip, "4", "4")
    assert len(hip.file.products) == 1


def test_what_is_quarantined_is_not_given() -> None:
    hip = confirmed()
    at, nurse = hip.tick(), hip.house.nurse
    products.quarantine_product(
        nurse, hip.made.id, reason="The bag leaked.", confirmed=hip.pin(nurse), read=hip.made.version, at=at
    )

    with pytest.raises(Refused, match="The product is quarantined"):
        give(hip)
    assert hip.discard().made.state is State.DISCARDED


def test_a_recall_blocks_the_unused_and_names_the_hips_of_the_used() -> None:
    given = confirmed().administer()
    waiting = a_hip(given.house, "Bruno", visit=a_visit(clinician="other")).to(Stage.CONSENTED)
    waiting.collect().prepare()
    nurse, at = given.house.nurse, waiting.tick(600)
    notice = a_kit_recall("a KIT", "l-1", at=at)

    recalls.enter_recall(nurse, notice, confirmed=waiting.pin(nurse), at=at)

    found = kept.find_recalled(nurse, notice)
    assert [r.case for r in found if r.state is State.ADMINISTERED] == [given.case]
    assert waiting.made.state is State.QUARANTINED
    assert given.made.state is State.ADMINISTERED
    assert kept.find_recalled(nurse, a_kit_recall("A kit", "L2", at=at)) == ()
