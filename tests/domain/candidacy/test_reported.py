"""What a hip's record tells of a report's items: each by one evaluator, and what is unknown is never met."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal as D
from typing import Any

import pytest

from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.checklist import CASE_ITEMS
from enthesis.domain.biologics.determination import ClaimedPath, Path
from enthesis.domain.biologics.products import bmac, prp_lr
from enthesis.domain.candidacy.facts import Anticoagulation, BloodThinner, Facts, LastDay, LastDose
from enthesis.domain.candidacy.reported import EVALUATORS, UNASKED, CaseTold, reported
from enthesis.domain.examination.history import History
from enthesis.domain.examination.tear import Tear, Thickness
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.plan import Approach, Plan, Repair
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.pathway.tear_seen import Agreement, TearSeen
from enthesis.domain.pathway.technique import FollowedProtocol
from enthesis.domain.people.patient import Sex

AT = datetime(2027, 3, 12, 15, tzinfo=UTC)
DAY = AT.date()
NOTHING = CaseTold(
    product=ex.collected(prp_lr.PRODUCT, prp_lr.EXAMPLES[0]), kind=prp_lr.PRODUCT, sex=Sex.UNKNOWN
)
GIVEN = ex.given(prp_lr.PRODUCT, prp_lr.EXAMPLES[0])
PLAN = Plan(approach=Approach.ENDOSCOPIC, repair=Repair.DOUBLE_ROW, anchors=4)
FINISH = Finish(finished_at=AT)
TORN = Tear(thickness=Thickness.FULL)
MONTHS = History(symptom_months=D(9))


def test_there_is_one_evaluator_for_each_item_of_the_case() -> None:
    assert set(EVALUATORS) == {item.id for item in CASE_ITEMS}


def test_of_an_empty_record_nothing_is_met() -> None:
    assert [name for name, met in reported(NOTHING).items() if met] == []


MET: tuple[tuple[str, dict[str, Any]], ...] = (
    ("age_and_sex", {"sex": Sex.FEMALE}),
    ("diagnosis", {"tear": TORN, "grade": "IIIB", "history": MONTHS}),
    (
        "earlier_treatment",
        {"history": History(physiotherapy_weeks=D(12), steroid_injections=0, prp_injections=0)},
    ),
    ("operation", {"plan": PLAN, "finish": FINISH}),
    ("findings", {"seen": TearSeen(seen_at=AT, agreement=Agreement.MATCHES)}),
    ("findings", {"finish": replace(FINISH, findings="Torn as on the images.")}),
    ("number", {"product": GIVEN}),
    ("rehabilitation", {"plan": replace(PLAN, rehabilitation=FollowedProtocol(protocol="any", version=1))}),
    ("function", {"answered_after": frozenset({"1y"})}),
    ("imaging", {"operated_on": DAY, "imaged_on": (date(2027, 9, 1),)}),
    ("complications", {"events": (AdverseEvent(type=EventType.HAEMATOMA, onset=DAY),)}),
    ("complications", {"finish": replace(FINISH, complications="None.")}),
    (
        "ethics",
        {
            "seen_on": DAY,
            "claimed": (
                ClaimedPath(
                    kind="prp-lr",
                    path=Path.IND,
                    decided_by="Dr Doe",
                    decided_on=DAY,
                    ind="12345",
                    irb="7-22",
                    reasoning="As the protocol says.",
                    documents=("Letter",),
                ),
            ),
        },
    ),
)


@pytest.mark.parametrize(("item", "told"), MET, ids=[f"{n}-{item}" for n, (item, _t) in enumerate(MET)])
def test_what_is_recorded_meets_its_item_and_no_other(item: str, told: dict[str, Any]) -> None:
    found = reported(replace(NOTHING, **told))
    assert found[item]
    assert {name for name, met in found.items() if met} <= {item, "enzymes", "donor_age_and_sex"}


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("diagnosis", {"tear": TORN, "history": MONTHS}),
        ("diagnosis", {"tear": TORN, "grade": "IIIB"}),
        ("diagnosis", {"tear": Tear(), "grade": "IIIB", "history": MONTHS}),
        ("earlier_treatment", {"history": History(physiotherapy_weeks=D(12), steroid_injections=0)}),
        ("operation", {"plan": PLAN}),
        ("operation", {"finish": FINISH}),
        ("findings", {"finish": FINISH}),
        ("complications", {"finish": FINISH}),
        ("imaging", {"operated_on": DAY, "imaged_on": (DAY, date(2027, 1, 1))}),
        ("imaging", {"imaged_on": (date(2027, 9, 1),)}),
        ("rehabilitation", {"plan": PLAN}),
    ],
)
def test_a_part_of_it_meets_nothing(item: str, told: dict[str, Any]) -> None:
    assert not reported(replace(NOTHING, **told))[item]


DRUGS = Facts(
    at=AT,
    nsaid=LastDose(taken=None, at=AT),
    aspirin=LastDay(on=None, at=AT),
    p2y12=LastDay(on=None, at=AT),
    anticoagulation=Anticoagulation(drug=BloodThinner.NONE, at=AT),
    systemic_steroid=LastDay(on=None, at=AT),
)


@pytest.mark.parametrize("left_out", ["", "nsaid", "aspirin", "p2y12", "anticoagulation", "systemic_steroid"])
def test_drugs_are_told_once_each_of_them_is(left_out: str) -> None:
    facts = replace(DRUGS, **{left_out: None}) if left_out else DRUGS
    assert reported(replace(NOTHING, facts=facts))["drugs"] is (not left_out)


def test_marrow_tells_its_needle_and_that_no_enzymes_were_used() -> None:
    marrow = bmac.PRODUCT
    told = replace(NOTHING, kind=marrow, product=ex.prepared(marrow, bmac.EXAMPLES[0]), sex=Sex.MALE)
    found = reported(told)
    assert found["technique"] and found["enzymes"] and found["donor_age_and_sex"]
    assert not reported(replace(told, product=ex.collected(marrow, bmac.EXAMPLES[0])))["enzymes"]
    assert not reported(replace(told, kind=KINDS["amnio"]))["donor_age_and_sex"]


def test_what_no_form_asks_for_is_never_met() -> None:
    everything: dict[str, Any] = {}
    for _item, told in MET:
        everything |= told
    found = reported(replace(NOTHING, **everything))
    assert not any(found[name] for name in UNASKED)


def test_a_determination_that_had_ended_or_was_replaced_tells_no_board() -> None:
    held = ClaimedPath(
        kind="prp-lr",
        path=Path.IND,
        decided_by="Dr Doe",
        decided_on=DAY,
        ind="12345",
        irb="7-22",
        reasoning="As the protocol says.",
        valid_until=DAY,
    )
    ended = replace(held, path=Path.NONE, ind="", irb="")
    told = replace(NOTHING, claimed=(held,), seen_on=DAY)
    assert reported(told)["ethics"]
    assert not reported(replace(told, seen_on=date(2027, 3, 13)))["ethics"]
    assert not reported(replace(told, claimed=(held, ended)))["ethics"]
