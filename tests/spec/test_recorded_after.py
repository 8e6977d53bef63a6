"""What is recorded after an operation: asked about where it may be a slip, and of no day after a death."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.examination.tests import Examination, Gait
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_grade import Outcome, Seriousness
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.doing_again import BASE
from enthesis.domain.pathway.ended import DIED
from enthesis.domain.pathway.event_days import check_event
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.domain.pathway.recorded_after import (
    Recorded,
    check_lived,
    check_meant,
    newest_told,
    questions_about,
)

DAY = date(2029, 4, 1)
REVISION = AdverseEvent(type=EventType.REVISION_REPAIR, onset=DAY)
SEEN = ExaminedAfter(found=Examination(examined_on=DAY, gait=Gait.NORMAL))
NOT_DONE = replace(BASE, able=False)


@pytest.mark.parametrize(
    ("value", "known", "asked"),
    [
        (REVISION, REVISION, "“Revision of the repair” of 1 April 2029 is on record already."),
        (REVISION, replace(REVISION, onset=date(2029, 4, 2)), None),
        (REVISION, replace(REVISION, type=EventType.HAEMATOMA), None),
        (SEEN, replace(SEEN, found=replace(SEEN.found, gait=Gait.ANTALGIC)),
         "An examination of 1 April 2029 is on record already."),
        (BASE, BASE, "“Activity: Walking” asked on 1 April 2029 is on record already."),
        (BASE, replace(NOT_DONE, name=" walking"),
         "“Activity: Walking” asked on 1 April 2029 is on record already, as not done again: what is "
         "recorded last counts."),
        (BASE, replace(BASE, name="Golf"), None),
        (BASE, SEEN, None),
    ],
)  # fmt: skip
def test_a_second_entry_of_a_day_is_asked_about(value: Recorded, known: Recorded, asked: str | None) -> None:
    assert questions_about(value, [known]) == ((asked,) if asked else ())
    check_meant(value, [known], all_the_same=True)
    if asked:
        with pytest.raises(NotAllowed) as refused:
            check_meant(value, [known], all_the_same=False)
        assert (refused.value.code, refused.value.sentence) == ("all_the_same", asked)


def test_a_large_number_is_asked_about_and_one_that_can_be_is_not() -> None:
    large = replace(
        SEEN, found=replace(SEEN.found, limb_symmetry_percent=Decimal(900), abduction_newton=Decimal(99999))
    )
    assert questions_about(large, ()) == (
        "The symmetry is told as 900 %, more than 200 %.",
        "The force is told as 99999 N, more than 600 N.",
    )
    usual = replace(SEEN, found=replace(SEEN.found, limb_symmetry_percent=Decimal(200)))
    assert questions_about(usual, ()) == ()


def test_nothing_is_of_a_day_after_a_death_but_the_death() -> None:
    after = date(2028, 5, 4)
    assert after > DIED.on
    for value in (replace(REVISION, onset=after), replace(BASE, asked_on=after), SEEN):
        with pytest.raises(Invalid, match="The patient’s death on 3 May 2028 is on record, and this is of"):
            check_lived(value, (DIED,))
        check_lived(value, ())
    check_lived(replace(REVISION, onset=DIED.on), (DIED,))
    told = AdverseEvent(
        type=EventType.DEATH,
        onset=after,
        outcome=Outcome.FATAL,
        seriousness=frozenset({Seriousness.DEATH}),
    )
    check_lived(told, (DIED,))


def test_of_a_repair_nothing_is_before_it_though_blood_was_taken() -> None:
    taken, operated = date(2029, 3, 1), date(2029, 3, 20)
    haematoma = replace(REVISION, type=EventType.HAEMATOMA, onset=taken)
    check_event(haematoma, operated_on=operated, taken_on={taken}, on=DAY)
    for kind in (EventType.RE_RUPTURE, EventType.REVISION_REPAIR):
        with pytest.raises(Invalid, match="The event cannot have begun on 1 March 2029"):
            check_event(replace(haematoma, type=kind), operated_on=operated, taken_on={taken}, on=DAY)


def test_of_what_contradicts_the_day_asked_last_counts_and_of_one_day_the_entry() -> None:
    later = replace(NOT_DONE, asked_on=date(2029, 5, 1))
    assert newest_told([later, BASE]) == (later,)
    assert newest_told([NOT_DONE, replace(BASE, name="WALKING")]) == (replace(BASE, name="WALKING"),)
    assert newest_told([BASE, replace(BASE, name="Golf")]) == (BASE, replace(BASE, name="Golf"))
