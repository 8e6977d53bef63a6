"""What is told of a hip after its operation: a new tear, what is done again, strength and gait."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.examination.tests import Examination, Gait
from enthesis.domain.outcomes.activity import Level
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.retear import EXAMPLES as RETEARS
from enthesis.domain.outcomes.retear import FoundBy, torn_again
from enthesis.domain.pathway.doing_again import BASE, EXAMPLES, ActivityScale, check_doing
from enthesis.domain.pathway.examined_after import ExaminedAfter, check_examined

SURGERY = date(2027, 3, 8)


@pytest.mark.parametrize(("name", "found", "symptoms", "expected"), RETEARS, ids=[e[0] for e in RETEARS])
def test_a_new_tear_is_decided_by_how_it_was_found(
    name: str, found: frozenset[FoundBy] | None, symptoms: bool | None, expected: bool | None
) -> None:
    assert torn_again(found, symptoms) is expected
    event = AdverseEvent(type=EventType.RE_RUPTURE, onset=SURGERY, found=found, symptoms=symptoms)
    assert (event.is_torn_again, event.is_failure) == (expected, expected)


@pytest.mark.parametrize(("needed", "failed"), [(True, True), (False, None), (None, None)])
def test_a_deep_infection_is_a_failure_once_it_was_operated_on(
    needed: bool | None, failed: bool | None
) -> None:
    event = AdverseEvent(type=EventType.DEEP_INFECTION, onset=SURGERY, needed_operation=needed)
    assert event.is_failure is failed
    assert event.is_torn_again is None


@pytest.mark.parametrize(("name", "changes", "refused"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_what_is_done_again(name: str, changes: Mapping[str, Any], refused: str | None) -> None:
    if refused is None:
        assert replace(BASE, **changes).name == "Walking"
        return
    with pytest.raises(Invalid) as found:
        replace(BASE, **changes)
    assert found.value.sentence == refused
    assert hasattr(BASE, found.value.code)


@pytest.mark.parametrize(
    ("changes", "returned"),
    [
        ({}, True),
        ({"able": False}, False),
        ({"able": None}, None),
        ({"within_year_before": None}, None),
        ({"asked_on": date(2029, 3, 6)}, None),  # day 729
        ({"asked_on": date(2029, 3, 7)}, True),
    ],
)
def test_a_return_counts_from_two_years_on_for_what_was_done_before(
    changes: dict[str, Any], returned: bool | None
) -> None:
    assert replace(BASE, **changes).returned(SURGERY) is returned


def test_a_level_tells_how_high_somebody_came_back() -> None:
    told = replace(BASE, scale=ActivityScale.TEGNER, before=4, now=3)
    assert told.level is Level.LOWER
    assert replace(told, now=4).level is Level.SAME_OR_HIGHER
    assert BASE.level is None
    assert ActivityScale.UCLA.levels == (1, 10)


def test_days_fit_the_operation() -> None:
    today = date(2029, 5, 1)
    check_doing(BASE, surgery_on=SURGERY, on=today)
    with pytest.raises(NotAllowed, match="No operation of this hip is on record"):
        check_doing(BASE, surgery_on=None, on=today)
    with pytest.raises(Invalid, match="1 March 2027 lies before the operation"):
        check_doing(replace(BASE, again_on=date(2027, 3, 1)), surgery_on=SURGERY, on=today)
    with pytest.raises(Invalid, match="2 April 2030 has not come yet"):
        check_doing(replace(BASE, asked_on=date(2030, 4, 2)), surgery_on=SURGERY, on=today)
    empty = replace(BASE, within_year_before=None, able=None)
    with pytest.raises(Invalid, match="Nothing is told of it"):
        check_doing(empty, surgery_on=SURGERY, on=today)
    check_doing(replace(empty, comment="Plays cards."), surgery_on=SURGERY, on=today)
    seen = ExaminedAfter(found=Examination(examined_on=SURGERY, gait=Gait.NORMAL))
    check_examined(seen, surgery_on=SURGERY, on=today)
    with pytest.raises(Invalid, match="8 March 2027 lies before the operation"):
        check_examined(seen, surgery_on=date(2027, 3, 9), on=today)
    with pytest.raises(Invalid, match="Nothing was found, and nothing was tested"):
        ExaminedAfter(found=Examination(examined_on=SURGERY))
