"""An allergy is judged by what is in the product, not by what was planned."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from enthesis.actions import clinic, products
from enthesis.actions.plans import record_consent
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.states import State
from enthesis.domain.biologics.steps import Activator, Anticoagulant, Harvest
from enthesis.domain.candidacy.facts import Told
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.plan import Biologic
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.terms import Option
from tests.support.cases import Hip, a_harvest, a_plan, known, nothing_measured
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def told(hip: Hip, **answers: bool) -> Hip:
    at = hip.now
    said: dict[str, Any] = {fact: Told(answer=answer, at=at) for fact, answer in answers.items()}
    return hip.tell(replace(known(at), **said))


def marrow(**answers: bool) -> Hip:
    """Signed and consented: cells of marrow, and what was told."""
    hip = told(a_hip_at(Stage.CLASSIFIED), **answers)
    hip.draft(a_plan(Biologic(product="bmac", option=load_kind("bmac").option))).sign()
    at = hip.tick()
    consent = Consent(
        purpose=Purpose.PRODUCT,
        product="bmac",
        text="1",
        given=True,
        decided_on=at.date(),
        explained_by="A nurse",
    )
    record_consent(hip.house.nurse, hip.case, consent, read=hip.read, at=at)
    return hip


def aspirated(at: datetime, anticoagulant: Anticoagulant) -> Harvest:
    return replace(
        a_harvest(at),
        site="posterior_iliac_crest",
        anticoagulant=anticoagulant,
        needle="11 G",
        pulls=4,
    )


def take(hip: Hip, anticoagulant: Anticoagulant) -> Hip:
    at = hip.tick()
    hip.product = products.collect_product(
        hip.house.nurse,
        hip.case,
        aspirated(at, anticoagulant),
        wristband=hip.file.case.wristband,
        event_scan=hip.event_code,
        confirmed=hip.pin(hip.house.nurse),
        read=hip.read,
        at=at,
    ).subject
    return hip


def activate(hip: Hip, activator: Activator) -> Hip:
    at = hip.tick()
    products.characterise_product(
        hip.house.nurse,
        hip.made.id,
        nothing_measured("prp-lr"),
        activator=activator,
        activation_detail="",
        deviation_reason="",
        confirmed=hip.pin(hip.house.nurse),
        read=hip.made.version,
        at=at,
    )
    return hip


def override(hip: Hip, rule: str, option: Option) -> Hip:
    at = hip.tick()
    clinic.record_override(
        hip.house.surgeon,
        hip.case,
        rule=rule,
        option=option,
        reason="Discussed with the allergist.",
        until=at + timedelta(days=1),
        confirmed=hip.signing(),
        read=hip.read,
        at=at,
    )
    return hip


@pytest.mark.parametrize(
    ("substance", "used"),
    [
        ("heparin", Anticoagulant.HEPARIN),
        ("citrate", Anticoagulant.ACD_A),
        ("citrate", Anticoagulant.CITRATE),
    ],
)
def test_marrow_is_not_taken_with_what_the_patient_is_allergic_to(
    substance: str, used: Anticoagulant
) -> None:
    hip = marrow(**{f"{substance}_allergy": True, f"{substance}_planned": False})

    with pytest.raises(NotAllowed, match=rf"There is an allergy to {substance}.*is planned or used"):
        take(hip, used)
    assert hip.file.products == ()


def test_marrow_taken_with_something_else_is_not_held_back() -> None:
    hip = marrow(heparin_allergy=True, heparin_planned=False)

    assert take(hip, Anticoagulant.ACD_A).made.state is State.COLLECTED


def test_an_override_lets_it_be_taken_and_says_so_before() -> None:
    hip = marrow(heparin_allergy=True, heparin_planned=False)
    told(hip, heparin_allergy=True, heparin_planned=True)
    override(hip, "ALL-4", Option.CELLS)

    assert take(hip, Anticoagulant.HEPARIN).made.state is State.COLLECTED


def test_an_allergy_told_after_the_marrow_was_taken_holds_it_back() -> None:
    hip = take(marrow(heparin_allergy=False, heparin_planned=False), Anticoagulant.HEPARIN)
    told(hip, heparin_allergy=True, heparin_planned=False)

    (found,) = (f for f in hip.file.judge(at=hip.now).assessment.of(Option.CELLS) if f.rule == "ALL-4")

    assert found.verdict.word == "Block"
    assert "heparin_planned" in hip.file.settled(at=hip.now)


def test_what_is_out_of_use_settles_nothing() -> None:
    hip = take(marrow(heparin_allergy=False, heparin_planned=False), Anticoagulant.HEPARIN).discard()

    assert "heparin_planned" not in hip.file.settled(at=hip.now)


def plasma(**answers: bool) -> Hip:
    hip = a_hip_at(Stage.CONSENTED)
    return told(hip, **answers).collect().prepare()


def test_plasma_is_not_activated_with_what_the_patient_is_allergic_to() -> None:
    hip = plasma(thrombin_allergy=True, thrombin_planned=False)

    with pytest.raises(NotAllowed, match=r"cannot be activated so: There is an allergy .* bovine thrombin"):
        activate(hip, Activator.THROMBIN)
    assert hip.made.state is State.PREPARED
    assert activate(hip, Activator.NONE).made.state is State.CHARACTERISED


def test_an_allergy_to_thrombin_told_later_stops_release_first_scan_and_giving() -> None:
    allergic = {"thrombin_allergy": True, "thrombin_planned": False}
    well = {"thrombin_allergy": False, "thrombin_planned": False}
    hip = activate(plasma(**well), Activator.THROMBIN)

    told(hip, **allergic)
    with pytest.raises(NotAllowed, match="cannot be released: There is an allergy"):
        hip.release()
    told(hip, **well).release()
    told(hip, **allergic)
    with pytest.raises(NotAllowed, match="cannot be confirmed: There is an allergy"):
        hip.confirm()
    told(hip, **well).start().steps().confirm()
    told(hip, **allergic)
    with pytest.raises(NotAllowed, match="cannot be given: There is an allergy"):
        hip.administer()

    override(hip, "ALL-2", Option.PRP)
    assert hip.administer().made.state is State.ADMINISTERED


@pytest.mark.parametrize(
    ("reason", "days", "said"),
    [
        (" ", 1, "The override has no reason."),
        ("ok", 1, "“ok” is no reason."),
        ("1234!", 1, "“1234!” is no reason."),
        ("Yes", 0, "would end before it begins"),
        ("Yes", 91, "holds for at most 90 days"),
    ],
)
def test_an_override_says_why_and_ends(reason: str, days: int, said: str) -> None:
    hip = a_hip_at(Stage.CONSENTED)
    told(hip, citrate_allergy=True)
    at = hip.tick()

    with pytest.raises(Invalid, match=said):
        clinic.record_override(
            hip.house.surgeon,
            hip.case,
            rule="ALL-1",
            option=Option.PRP,
            reason=reason,
            until=at + timedelta(days=days),
            confirmed=hip.signing(),
            read=hip.read,
            at=at,
        )


def test_plasma_with_citrate_is_not_released_to_who_is_allergic_to_it() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().characterise()
    assert hip.made.collected.harvest.anticoagulant_ml == Decimal(6)

    told(hip, citrate_allergy=True, citrate_planned=False)

    with pytest.raises(NotAllowed, match="There is an allergy to citrate"):
        hip.release()
