"""Every kind that the bench can handle goes over its pages, each asked only what it can answer."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from enthesis.actions.giving import timing_obstacles
from enthesis.actions.plans import record_consent
from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.doubts import DOUBTED
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.plan import Biologic, Determination
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Consent, Purpose
from tests.support.cases import PIN, ZONE, Hip, a_plan
from tests.support.determining import claim
from tests.support.screen import Screen, text_of, wall
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

AT_BENCH = [kind for kind in KINDS.values() if kind.not_at_bench is None]
LAW = {
    "ind": "IND 1",
    "irb": "IRB 1",
    "determination": Determination(by="A. Surgeon", on=date(2027, 3, 1), basis="A protocol"),
}


def consented(kind: ProductKind) -> Hip:
    hip = a_hip_at(Stage.CLASSIFIED).tell()
    if kind.needs is not None:
        claim(hip, kind.id)
    hip.draft(a_plan(Biologic(product=kind.id, option=kind.option, **LAW))).sign()
    at = hip.tick()
    consent = Consent(
        purpose=Purpose.PRODUCT,
        product=kind.id,
        text="A form",
        given=True,
        decided_on=at.date(),
        explained_by="A nurse",
    )
    record_consent(hip.house.nurse, hip.case, consent, read=hip.read, at=at)
    hip.tick()
    return hip


def collect(hip: Hip, kind: ProductKind, **typed: Any) -> Any:
    url = reverse("practice:collect", kwargs={"case_id": hip.case})
    told = {
        "wristband": hip.file.case.wristband,
        "event_scan": hip.event_code,
        "site": kind.sites[0].id if kind.sites else "Flank",
        "collected_volume": "40",
        "anticoagulant": "acd_a" if kind.takes_anticoagulant else "none",
        "pin": PIN,
    }
    if kind.takes_anticoagulant:
        told |= {"anticoagulant_volume": "5"}
    if kind.needs_needle:
        told |= {"needle": "11 G", "pulls": "4"}
    answer = Screen(hip.house.nurse, hip).send(url, "collect", **{**told, **typed})
    if hip.file.products:
        hip.product = hip.file.products[0].id
    return answer


STANDS = {f"doubt_{name}": "Counted twice." for name in DOUBTED}


def send(hip: Hip, act: str, **typed: Any) -> Any:
    return Screen(hip.house.nurse, hip).send(page(hip), act, pin=PIN, **typed)


def page(hip: Hip) -> str:
    return reverse("practice:product", kwargs={"product_id": hip.made.id})


def prepared_as(hip: Hip, kind: ProductKind, began: str) -> dict[str, Any]:
    told = {
        "product_scan": hip.made.chain.product.shown,
        "method": kind.methods[0].value,
        "device": "A kit",
        "started_at": began,
        "output_volume": "5",
    }
    spin = {"spin_0_minutes": "15", "spin_0_force_g": "900"} if kind.methods[0] == "centrifuge" else {}
    return told | spin


def make(hip: Hip, kind: ProductKind) -> None:
    """Collected, prepared and characterised on the pages of the bench."""
    assert collect(hip, kind).status_code == 303
    began = wall(hip.tick(5))
    hip.tick(6 * 60 if kind.incubation else 15)
    answer = send(hip, "prepare", **prepared_as(hip, kind, began))
    assert answer.status_code == 303, text_of(answer)
    hip.tick()
    values = {name: str(max(1, int(QUANTITIES[name].low.value))) for name in kind.required}
    bases = {f"{name}_basis": "measured" for name in kind.required}
    reasons = {f"{name}_reason": "" for name in kind.required if name in kind.late}
    activator = {"activator": "none"} if kind.asks_activation else {}
    answer = send(hip, "characterise", **values, **bases, **reasons, **activator, **STANDS)
    assert answer.status_code == 303, text_of(answer)


@pytest.mark.parametrize("kind", AT_BENCH, ids=lambda k: k.id)
def test_a_kind_goes_from_its_harvest_to_its_values(kind: ProductKind) -> None:
    hip = consented(kind)
    make(hip, kind)

    assert hip.made.state is State.CHARACTERISED
    assert set(hip.made.values) == set(kind.required)
    told = text_of(Screen(hip.house.nurse, hip).get(page(hip)))
    assert kind.title in told and "of the" in told
    label = reverse("practice:label", kwargs={"product_id": hip.made.id})
    assert "FOR AUTOLOGOUS USE ONLY" in text_of(Screen(hip.house.nurse, hip).get(label))


def test_fibrin_offers_no_anticoagulant_and_is_refused_with_one() -> None:
    kind = KINDS["l-prf"]
    hip = consented(kind)
    url = reverse("practice:collect", kwargs={"case_id": hip.case})
    shown = text_of(Screen(hip.house.nurse, hip).get(url))

    assert "No anticoagulant" in shown and "ACD-A" not in shown and "Anticoagulant volume" not in shown
    assert collect(hip, kind, anticoagulant="acd_a").status_code == 422
    assert hip.file.products == ()
    assert collect(hip, kind).status_code == 303
    assert "2700 rpm" in text_of(Screen(hip.house.nurse, hip).get(page(hip)))


def test_a_place_that_no_list_names_is_written() -> None:
    kind = KINDS["mfat"]
    hip = consented(kind)

    empty = collect(hip, kind, site="")
    assert empty.status_code == 422 and "Name the place." in text_of(empty)
    assert collect(hip, kind).status_code == 303
    assert hip.made.collected.harvest.site == "Flank"


def test_a_short_incubation_is_explained_or_refused() -> None:
    kind = KINDS["acs"]
    hip = consented(kind)
    collect(hip, kind)
    began = wall(hip.tick(5))
    hip.tick(60)
    refused = send(hip, "prepare", **prepared_as(hip, kind, began))

    assert refused.status_code == 422
    assert "The incubation took 1 hour; 6 to 24 hours are usual." in text_of(refused)
    told = prepared_as(hip, kind, began) | {"deviation_reason": "The incubator failed."}
    assert send(hip, "prepare", **told).status_code == 303
    assert hip.made.prepared and hip.made.prepared.deviations[0].reason == "The incubator failed."


def test_blood_of_the_day_is_held_back_in_the_operation() -> None:
    kind = KINDS["acs"]
    hip = consented(kind)
    collect(hip, kind)
    held = timing_obstacles(hip.file, hip.made, at=hip.now, zone=ZONE)
    (event,) = hip.made.events
    yesterday = replace(event.harvest, collected_at=hip.now.replace(day=hip.now.day - 1))  # type: ignore[attr-defined]
    earlier = replace(hip.made, events=(replace(event, harvest=yesterday),))  # type: ignore[call-arg]

    assert any("collected on the day of the operation" in sentence for sentence in held)
    later = timing_obstacles(hip.file, earlier, at=hip.now, zone=ZONE)
    assert not any("collected on the day of the operation" in sentence for sentence in later)


@pytest.mark.parametrize("kind", [k for k in KINDS.values() if k.same_procedure], ids=lambda k: k.id)
def test_what_was_taken_on_another_day_is_held_back_in_the_operation(kind: ProductKind) -> None:
    hip = consented(kind)
    collect(hip, kind)
    (event,) = hip.made.events
    before = replace(event.harvest, collected_at=hip.now.replace(day=hip.now.day - 1))  # type: ignore[attr-defined]
    earlier = replace(hip.made, events=(replace(event, harvest=before),))  # type: ignore[call-arg]

    sentence = f"{kind.title} was not collected on the day it is given. It is taken, prepared and given back"
    assert any(s.startswith(sentence) for s in timing_obstacles(hip.file, earlier, at=hip.now, zone=ZONE))
    assert not any(
        s.startswith(sentence) for s in timing_obstacles(hip.file, hip.made, at=hip.now, zone=ZONE)
    )


def test_fat_of_monday_is_not_given_in_the_operation_of_tuesday() -> None:
    kind = KINDS["mfat"]
    hip = consented(kind)
    make(hip, kind)
    hip.release().tick(24 * 60)
    hip.start().steps().confirm()

    with pytest.raises(NotAllowed, match="Micro-fragmented fat was not collected on the day it is given"):
        hip.administer()
    assert hip.made.state is State.CONFIRMED


def test_what_may_be_measured_is_kept_only_where_it_is_told() -> None:
    kind = KINDS["prp-lr"]
    hip = consented(kind)
    collect(hip, kind)
    hip.prepare()
    hip.tick()
    counts = dict.fromkeys(kind.required, "5") | {"product_wbc": "9", "whole_blood_wbc": "6"}
    half = send(hip, "characterise", **counts, **STANDS, activator="none", whole_blood_rbc="4.5")
    assert half.status_code == 422 and "say how it is known" in text_of(half)
    whole = {"whole_blood_rbc": "4.5", "whole_blood_rbc_basis": "measured"}
    assert send(hip, "characterise", **counts, **STANDS, activator="none", **whole).status_code == 303
    assert hip.made.values["whole_blood_rbc"].value == 4.5


def test_a_plasma_unlike_what_was_meant_is_said_on_its_page() -> None:
    kind = KINDS["prp-lp"]
    hip = consented(kind)
    collect(hip, kind)
    hip.prepare()
    hip.tick()
    counts = dict.fromkeys(kind.required, "5") | {"product_wbc": "9", "whole_blood_wbc": "6"}
    assert send(hip, "characterise", **counts, **STANDS, activator="none").status_code == 303

    told = text_of(Screen(hip.house.nurse, hip).get(page(hip)))
    assert "Meant to be leukocyte-poor, and counted as leukocyte-rich." in told
    assert "to be confirmed by a clinician" in told
