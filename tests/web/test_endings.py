"""Endings on the pages of a person and of a hip, and the follow-up timeline with its history."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from enthesis.actions.corrections import days_on_record
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.moved_day import against
from enthesis.domain.pathway.stages import Stage
from tests.support.cases import PASSWORD, Hip
from tests.support.desk import Desk
from tests.support.screen import Screen, form_in, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

KEY = {"submit_key": "one sending"}
DAY = date(2027, 3, 8)


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=400)
    return hip


def test_a_death_is_recorded_told_on_every_page_and_taken_back(hip: Hip) -> None:
    screen = Screen(hip.house.desk, hip)
    patient = reverse("practice:patient", kwargs={"patient_id": hip.patient})
    case = reverse("practice:case", kwargs={"case_id": hip.case})
    page = reverse("practice:person_end", kwargs={"patient_id": hip.patient})
    assert "No death and no withdrawal is on record." in text_of(screen.get(patient))
    typed = {"kind": "died", "on": "2028-04-01", "told_by": "family", "reason": "The son called."}

    early = screen.post(page, {**typed, "on": "2027-03-07", **KEY})
    assert early.status_code == 422
    assert "cannot have died before" in text_of(early)
    assert screen.post(page, {**typed, **KEY}).status_code == 303

    told = text_of(screen.get(patient))
    assert "Died, 1 April 2028" in told
    assert "Died: 1 April 2028" in told
    assert "Take it back" in told
    phone = reverse("practice:telephone_form", kwargs={"patient_id": hip.patient})
    asked = text_of(screen.get(phone))
    assert "Nobody asks this patient anything: died, 1 April 2028." in asked
    assert "May I speak with" not in asked
    assert "Script to print" not in asked
    assert "Told by: family or somebody close. Recorded by Desk" in told
    assert "Died: 1 April 2028." in text_of(screen.get(case))
    (link,) = {part for part in screen.get(patient).content.decode().split('"') if "/patients/ends/" in part}
    assert screen.post(link, {"why": "", **KEY}).status_code == 422
    assert screen.post(link, {"why": "It was the husband.", **KEY}).status_code == 303
    assert "Taken back by Desk" in text_of(screen.get(patient))
    assert "Died: 1 April 2028." not in text_of(screen.get(case))


def test_the_timeline_tells_what_is_asked_what_ended_it_and_what_was_planned_before(hip: Hip) -> None:
    desk = Desk(hip)
    assert "Counted from the operation, 8 March 2027" in text_of(desk.open("timeline"))
    wrong = desk.send("surgery_day", on="2027-03-08", reason="x", password=PASSWORD)
    assert wrong.status_code == 422
    assert "This is the day on record." in text_of(wrong)

    typed = {"on": "2027-03-01", "reason": "The list says so."}
    unread = desk.send("surgery_day", **typed, password=PASSWORD)
    assert unread.status_code == 422
    assert "Read what this day would change, then sign." in text_of(unread)
    looked = desk.send("surgery_day", **typed, look="1")
    assert looked.status_code == 200
    assert "What 1 March 2027 would change" in text_of(looked)
    form = form_in(looked, None, version=str(hip.read))
    assert (form["seen"], form["reason"]) == ("2027-03-01", "The list says so.")
    ticks = against(days_on_record(hip.file, DAY), date(2027, 3, 1))
    assert "The record in the theatre begins on 8 March 2027, after that day." in ticks
    assert all(said in text_of(looked) for said in ticks)
    sent = {**typed, "seen": form["seen"], "password": PASSWORD}
    assert desk.send("surgery_day", **sent, acknowledged=list(ticks[1:])).status_code == 422
    told = desk.send("surgery_day", **sent, acknowledged=list(ticks))
    assert told.status_code == 303
    hip.happen(AdverseEvent(type=EventType.REVISION_REPAIR, onset=DAY + timedelta(days=200)))

    page = text_of(desk.open("timeline"))
    assert (
        "Counted from the operation, 1 March 2027 Ended: revision of the repair, 24 September 2027." in page
    )
    assert "Counted from revision of the repair, 24 September 2027" in page
    assert "not asked: revision of the repair" in page
    assert "Planned before, and no longer Counted from the operation, 8 March 2027 In force until" in page
    assert "the day of surgery was corrected" in page
