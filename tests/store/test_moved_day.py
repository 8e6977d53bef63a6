"""Where the day of surgery was corrected, what was answered belongs to the window its day falls in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enthesis.actions.corrections import correct_surgery_day, days_on_record
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.moved_day import against
from enthesis.domain.pathway.stages import Stage
from enthesis.store.follow_ups import days_given
from tests.support.portal import MHHS, Telephone
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def test_after_a_corrected_day_an_answer_stands_at_every_milestone_and_counts_by_its_day() -> None:
    hip = a_hip_at(Stage.OPERATED)
    day = hip.file.case.operated_on
    assert day is not None
    hip.now += timedelta(days=45)
    Telephone(hip).enter("6w").send("mhhs", MHHS)
    given = days_given(hip.house.desk)
    assert {name for _, name in given} == {"6w"}
    on = day + timedelta(days=25)
    ticks = against(days_on_record(hip.file, day), on)
    assert ticks == ()
    hip.tick()
    correct_surgery_day(
        hip.house.surgeon, hip.case, on, "Slip.", confirmed=hip.signing(), read=hip.read, at=hip.now
    )
    moved = days_given(hip.house.desk)
    assert {name for _, name in moved} == {milestone.id for milestone in MILESTONES}
    page = text_of(Screen(hip.house.surgeon, hip).get(reverse("practice:case", kwargs={"case_id": hip.case})))
    assert f"2 weeks {hip.now.day} April 2027" in page
    assert "outside the window" not in page.split("Every row there is")[0]
    assert moved[hip.file.case.id, "2w"] == given[hip.file.case.id, "6w"]
