"""The parts of a plan: published indications beside them, what is ticked comes back, an old draft is kept."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from enthesis.actions import clinic
from enthesis.domain.examination.history import History
from enthesis.domain.examination.tests import Examination
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.technique import FollowedProtocol, Method, Transfer
from tests.support.cases import Hip, a_plan
from tests.support.desk import Desk
from tests.support.screen import text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

USUAL: dict[str, Any] = {"repair": "double_row", "anchors": "2", "holes": "12"}


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.CLASSIFIED)


def cared(hip: Hip, months: int) -> None:
    at = hip.tick()
    history = History(symptom_months=Decimal(24), nonoperative_months=Decimal(months))
    examined = Examination(examined_on=at.date())
    clinic.record_examination(hip.house.surgeon, hip.case, history, examined, read=hip.read, at=at)


def test_care_without_surgery_that_is_not_recorded_is_asked_for_with_a_way_to_answer(hip: Hip) -> None:
    page = Desk(hip).open("plan")

    assert "how long care without surgery was tried" in text_of(page)
    assert (
        f'href="/practice/cases/{hip.case}/examination/">Answer in the examination' in page.content.decode()
    )


def test_each_indication_says_what_this_hip_meets_with_its_source(hip: Hip) -> None:
    cared(hip, 4)
    told = " ".join(text_of(Desk(hip).open("plan")).split())

    assert "Met Surgery once three months of care without surgery have failed" in told
    assert "Not met Surgery once six months of care without surgery have failed" in told
    assert "Does not hold: care without surgery for 6 months or more" in told
    assert "Met Double row for a full-thickness tear (Lall type IV)" in told
    assert "Not known Goutallier grade 3 or more: augment or transfer" in told
    assert "S134" in told and "recalled, to be confirmed" in told


def test_an_indication_that_is_met_chooses_nothing(hip: Hip) -> None:
    cared(hip, 9)
    form = Desk(hip).form("plan")

    assert form["graft"] == "none" and form["transfer"] == "" and form["repair"] == "none"


def test_what_is_planned_comes_back_and_is_said_wherever_the_plan_is(hip: Hip) -> None:
    told: dict[str, Any] = {
        "revision": "no",
        "anchors_medial": "1",
        "anchors_lateral": "1",
        "awl_mm": "1.5",
        "depth_mm": "4",
        "transfer": "none",
        "method": "general",
        "block": "fascia iliaca",
        "block_percent": "0.2",
        "besides": ["labral_repair", "femoroplasty"],
    }
    assert Desk(hip).send("plan", **USUAL, **told).status_code == 303

    plan = hip.file.draft
    assert plan and plan.anaesthesia and plan.revision is False
    assert (plan.awl_mm, plan.transfer) == (Decimal("1.5"), Transfer.NONE)
    assert plan.anaesthesia.method is Method.GENERAL
    assert plan.besides == (Concomitant.LABRAL_REPAIR, Concomitant.FEMOROPLASTY)
    assert plan.rehabilitation == FollowedProtocol(protocol="house-full", version=1)
    words = text_of(Desk(hip).open("case"))
    for said in (
        "2 (1 medial, 1 lateral)",
        "12 holes, awl of 1.5 mm, 4 mm deep",
        "Labral repair, Femoroplasty",
    ):
        assert said in words
    assert "Ours, after repair of a full tear, version 1" in words
    again = Desk(hip).form("plan")
    assert (again["block"], again["anchors_medial"], again["revision"]) == ("fascia iliaca", "1", "no")


def test_nothing_else_is_an_answer_of_its_own(hip: Hip) -> None:
    both = Desk(hip).send("plan", **USUAL, besides=["none", "femoroplasty"])
    assert both.status_code == 422
    assert "“Nothing else” is ticked beside something that is done." in text_of(both)

    assert Desk(hip).send("plan", **USUAL, besides=["none"]).status_code == 303
    assert hip.file.draft and hip.file.draft.besides == ()


def test_the_words_of_an_earlier_draft_are_kept(hip: Hip) -> None:
    assert 'name="concomitant"' not in Desk(hip).open("plan").content.decode()
    hip.draft(replace(a_plan(), concomitant="Labrum, as discussed"))

    assert Desk(hip).send("plan", **USUAL).status_code == 303
    assert hip.file.draft and hip.file.draft.concomitant == "Labrum, as discussed"


def test_the_page_says_what_the_plan_leaves_open(hip: Hip) -> None:
    hip.draft()

    assert "a signature does not wait for it: whether the hip was repaired before, position" in text_of(
        Desk(hip).open("plan")
    )


def test_a_block_without_anaesthesia_is_refused_at_its_field(hip: Hip) -> None:
    answer = Desk(hip).send("plan", **USUAL, block="fascia iliaca")

    assert answer.status_code == 422
    assert "A block is planned, and no anaesthesia." in text_of(answer)


def test_a_block_that_reaches_the_product_is_judged_and_the_rest_still_asked(hip: Hip) -> None:
    hip.tell()
    block = {
        "method": "spinal",
        "block": "around the joint",
        "block_drug": "Bupivacaine",
        "block_percent": "0,5",
    }
    product = {"product": "prp-lr"}
    assert Desk(hip).send("plan", **USUAL, **product, **block).status_code == 303
    open_yet = "whether the block reaches where the product goes"
    assert open_yet in text_of(Desk(hip).open("plan"))
    assert "Bupivacaine is planned where the product goes" not in text_of(Desk(hip).open("plan"))

    assert Desk(hip).send("plan", block_at_site="yes").status_code == 303
    page = text_of(Desk(hip).open("plan"))
    assert "Bupivacaine is planned where the product goes: fewer platelets live and adhere." in page
    assert open_yet not in page
    facts = Desk(hip, hip.house.nurse).open("facts")
    assert "Planned, by the block: Bupivacaine, 0.5 %. It is judged too" in text_of(facts)
    assert 'name="anaesthetic"' in facts.content.decode()
    assert "(reaches where the product goes)" in text_of(Desk(hip).open("case"))


def test_a_block_at_the_product_names_its_drug(hip: Hip) -> None:
    answer = Desk(hip).send("plan", **USUAL, method="spinal", block="around the joint", block_at_site="yes")

    assert answer.status_code == 422
    assert "The block reaches where the product goes, and its drug is not named." in text_of(answer)
