"""Suggested codes are ticked by a person, others typed; what stands is flagged when the record changes."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from enthesis.actions.plans import draft_plan
from enthesis.domain.examination.radiograph import RadiographFindings, SecondRadiographReading
from enthesis.domain.pathway.coding import CodedFor, codings
from enthesis.domain.pathway.plan import Approach, Plan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role, Side
from tests.support.cases import Hip
from tests.support.desk import Desk
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.PLANNED)


def own(hip: Hip) -> tuple[str, str]:
    """The code of the planned repair, and the modifier of the side."""
    plan = hip.file.draft
    assert plan
    return ("29999" if plan.approach is Approach.ENDOSCOPIC else "27299"), (
        "LT" if hip.file.case.side is Side.LEFT else "RT"
    )


def test_nothing_is_ticked_and_the_side_stands_beside_each_procedure(hip: Hip) -> None:
    desk, (value, side) = Desk(hip, hip.house.desk), own(hip)
    form = desk.form("codes")
    assert f"cpt_{value}" not in form
    assert form[f"cpt_{value}_with"] == side


def test_a_ticked_and_a_typed_code_stand_and_are_flagged_when_the_plan_changes(hip: Hip) -> None:
    desk, (value, side) = Desk(hip, hip.house.desk), own(hip)
    typed: dict[str, Any] = {
        f"cpt_{value}": "on",
        "system": "icd10cm",
        "code": "g57.00",
        "checked_against": "2027",
    }
    answer = desk.send("codes", **typed)
    assert answer.status_code == 303
    stands = codings(hip.file.entries)[CodedFor.PLAN].value
    assert [(c.text, c.added) for c in stands.codes] == [(f"{value}-{side}", False), ("G57.00", True)]
    assert "confirmed for something that changed" not in text_of(desk.open("case"))

    plan = hip.file.value(Plan)
    assert plan
    other = Approach.ENDOSCOPIC if plan.approach is not Approach.ENDOSCOPIC else Approach.OPEN
    draft_plan(hip.house.surgeon, hip.case, replace(plan, approach=other), read=hip.read, at=hip.tick())
    assert "confirmed for something that changed" in text_of(desk.open("case"))
    assert f"Confirmed for something that changed: {value}-{side}." in text_of(desk.open("codes"))


def test_what_is_wrong_is_said_at_its_field(hip: Hip) -> None:
    desk = Desk(hip, hip.house.desk)
    wrong = "M76.01" if hip.file.case.side is Side.LEFT else "M76.02"
    told: tuple[tuple[dict[str, Any], str], ...] = (
        ({"system": "icd10cm", "code": wrong}, f"{wrong} is of the"),
        ({"code": "M76.01"}, "Choose the list the code is from."),
        ({"system": "cpt"}, "Enter the code, or choose no list."),
        ({}, "No code is ticked or entered."),
    )
    for typed, sentence in told:
        answer = desk.send("codes", **typed)
        assert answer.status_code == 422
        assert sentence in text_of(answer)
    assert not codings(hip.file.entries)


def test_a_radiograph_is_recorded_read_again_blind_and_shown_as_a_fact(hip: Hip) -> None:
    Desk(hip).send("radiograph", tonnis="2", centre_edge="-3.5", trochanter_irregular="yes", comment="Seen.")
    seen = hip.file.value(RadiographFindings)
    assert seen and (seen.tonnis, str(seen.centre_edge), seen.alpha) == (2, "-3.5", None)
    assert "Tönnis grade" in text_of(Desk(hip).open("plan"))
    hip.tick()

    other = Desk(hip, hip.house.scope(Role.SURGEON, "second"))
    waiting = text_of(other.screen.get(reverse("practice:agreement")))
    assert "radiograph of" in waiting
    assert "Seen." not in text_of(other.open("second_radiograph"))
    assert other.send("second_radiograph", tonnis="1").status_code == 303
    second = hip.file.value(SecondRadiographReading)
    assert second and second.blinded and second.seen.tonnis == 1
    assert hip.file.value(RadiographFindings) == seen
    told = text_of(Screen(hip.house.surgeon, hip).get(reverse("practice:agreement")))
    assert "Tönnis grade" in told


def test_a_radiograph_is_corrected_and_one_that_says_nothing_is_refused(hip: Hip) -> None:
    desk = Desk(hip)
    assert "The reading says nothing" in text_of(desk.send("radiograph"))
    assert "An alpha angle of 190° cannot be." in text_of(desk.send("radiograph", alpha="190"))
    desk.send("radiograph", tonnis="2")
    entry = hip.file.latest(RadiographFindings)
    assert entry
    url = desk.address("radiograph") + f"?corrects={entry.id}"
    hip.tick()
    form = {**desk.form("radiograph"), "tonnis": "3", "why_wrong": "A slip.", "version": str(hip.read)}
    assert desk.screen.post(url, form).status_code == 303
    corrected = hip.file.value(RadiographFindings)
    assert corrected and corrected.tonnis == 3
