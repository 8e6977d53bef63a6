"""What a patient is told by name before the operation."""

from dataclasses import replace

from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.named_risks import EVENTS, TOLD, Risk, risks_of
from enthesis.domain.pathway.plan import Repair
from tests.support.cases import a_plan


def test_every_adverse_event_is_named_once() -> None:
    named = [event for risk in Risk for event in EVENTS[risk]]
    assert len(named) == len(set(named)) and set(named) == set(EventType) - {EventType.OTHER}
    assert set(TOLD) == set(Risk)


def test_what_a_plan_does_not_hold_brings_no_complication() -> None:
    plan = a_plan()
    assert plan.biologic is not None and {Risk.ANCHOR, Risk.DRAWN, Risk.FLARE} <= set(risks_of(plan))
    assert Risk.GRAFT not in risks_of(plan)
    bare = replace(
        plan, biologic=None, repair=Repair.NONE, anchors=0, anchors_medial=None, anchors_lateral=None
    )
    assert not {Risk.ANCHOR, Risk.DRAWN, Risk.FLARE, Risk.TORN_AGAIN} & set(risks_of(bare))
    assert {Risk.INFECTION, Risk.CLOT, Risk.DEATH} <= set(risks_of(bare))
