"""What is recorded of a hip after its operation stands in its story, and is corrected there."""

from datetime import timedelta
from typing import Any

import pytest

from enthesis.domain.examination.tests import Examination
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.retear import FoundBy
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.doing_again import DoingAgain, WhyNot
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.domain.pathway.stages import Stage
from enthesis.web.shell.correcting import CORRECTS, WHY
from tests.support.cases import Hip
from tests.support.desk import Desk
from tests.support.screen import form_in, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=800)
    return hip


def test_a_return_to_a_sport_is_told_and_corrected(hip: Hip) -> None:
    desk = Desk(hip)
    typed: dict[str, Any] = {"sort": "sport", "name": "Golf", "able": "no", "within_year_before": "yes"}
    wrong = desk.send("doing_again", **typed, why_not=["fear"], scale="ucla", before="11")
    assert wrong.status_code == 422
    assert "UCLA activity has no level 11. Enter 1 to 10." in text_of(wrong)

    told = desk.send("doing_again", **typed, why_not=["fear"], scale="ucla", before="8", now="6")
    assert told.status_code == 303
    story = text_of(desk.open("case"))
    assert "Sport: Golf, does not do it again" in story
    assert "Yes No 8 to 6 No" in story
    assert "Why not Fear of hurting it again" in story
    assert "Level before 8 (UCLA activity)" in story

    (entry,) = every(hip.file.entries, DoingAgain)
    assert entry.value.why_not == {WhyNot.FEAR}
    address = f"{desk.address('doing_again')}?{CORRECTS}={entry.id}"
    hip.tick()
    form = form_in(desk.screen.get(address), None, version=str(hip.read))
    assert form["name"] == "Golf"
    fixed = desk.screen.post(address, {**form, "why_not": "fear", "name": "Tennis", WHY: "It was tennis."})
    assert fixed.status_code == 303
    (entry,) = every(hip.file.entries, DoingAgain)
    assert entry.value.name == "Tennis"


def test_strength_and_gait_after_the_operation_leave_what_was_before(hip: Hip) -> None:
    before = hip.file.value(Examination)
    desk = Desk(hip)
    assert desk.send("examine_after").status_code == 422
    sent = desk.send(
        "examine_after", trendelenburg="absent", gait="normal", abduction="4+", abduction_newton="81.5"
    )
    assert sent.status_code == 303
    assert hip.file.value(Examination) == before
    (told,) = hip.file.every(ExaminedAfter)
    assert told.found.abduction is not None
    story = text_of(desk.open("case"))
    assert "After the operation: Examined on" in story
    assert "gait normal, abduction 4+ of 5, 81.5 N" in story
    assert "Normal Absent 4+ 81.5 – –" in story


def test_a_new_tear_says_how_it_was_found(hip: Hip) -> None:
    desk = Desk(hip)
    on = (hip.now - timedelta(days=2)).date().isoformat()
    sent = desk.send("adverse_event", type="re_rupture", onset=on, found=["mri"], symptoms="yes")
    assert sent.status_code == 303
    (event,) = hip.file.every(AdverseEvent)
    assert (event.type, event.found, event.symptoms) == (
        EventType.RE_RUPTURE,
        frozenset({FoundBy.MRI}),
        True,
    )
    story = text_of(desk.open("case"))
    assert ", found by magnetic resonance imaging" in story
    assert "Found by Magnetic resonance imaging" in story
    assert "Torn again, by the definition in use Yes" in story


def test_what_was_recorded_in_error_is_taken_back_in_the_story(hip: Hip) -> None:
    desk = Desk(hip)
    on = (hip.now - timedelta(days=2)).date().isoformat()
    assert desk.send("adverse_event", type="revision_repair", onset=on).status_code == 303
    (entry,) = every(hip.file.entries, AdverseEvent)
    place = {"entry_id": str(entry.id)}
    assert desk.address("take_back", **place) in desk.open("case").content.decode()
    empty = desk.send("take_back", place=place)
    assert empty.status_code == 422
    assert "It is not said why it is taken back" in text_of(empty)
    assert desk.send("take_back", place=place, reason="It was the other patient.").status_code == 303
    story = text_of(desk.open("case"))
    assert "counts nowhere: It was the other patient." in story
    assert hip.file.every(AdverseEvent) == ()
    assert desk.address("take_back", **place) not in desk.open("case").content.decode()


def test_a_second_event_of_a_day_is_recorded_once_it_is_said_that_it_is_meant(hip: Hip) -> None:
    desk = Desk(hip)
    on = (hip.now - timedelta(days=2)).date().isoformat()
    assert "all_the_same" not in desk.form("adverse_event")
    assert desk.send("adverse_event", type="revision_repair", onset=on).status_code == 303
    again = desk.send("adverse_event", type="revision_repair", onset=on)
    assert again.status_code == 422
    assert "“Revision of the repair” of" in text_of(again)
    assert 'name="all_the_same"' in again.content.decode()
    assert len(hip.file.every(AdverseEvent)) == 1
    assert desk.send("adverse_event", type="revision_repair", onset=on, all_the_same="on").status_code == 303
    assert len(hip.file.every(AdverseEvent)) == 2
