"""What happened after an operation is recorded, judged later, and corrected; never in silence."""

from datetime import date, timedelta

import pytest

from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_grade import Grade, Outcome, Relatedness, Seriousness
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.stages import Stage
from tests.support.cases import Hip
from tests.support.desk import Desk
from tests.support.screen import form_in, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

DAY = "2027-03-08"


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.OPERATED)


def test_an_event_is_recorded_then_judged_by_a_correction(hip: Hip) -> None:
    desk = Desk(hip)
    assert "Record an adverse event" in text_of(desk.open("case"))
    answer = desk.send("adverse_event", type="haematoma", onset=hip.now.date().isoformat())
    assert answer.status_code == 303
    (event,) = hip.file.every(AdverseEvent)
    assert (event.grade, event.seriousness, event.to_operation) == (None, None, None)
    assert event.operated_on == hip.file.case.operated_on

    (entry,) = (e for e in hip.file.entries if isinstance(e.value, AdverseEvent))
    page = f"{desk.address('adverse_event')}?corrects={entry.id}"
    told = {
        "grade": "II",
        "seriousness": "none",
        "to_operation": "probable",
        "outcome": "resolved",
        "resolved_on": hip.now.date().isoformat(),
        "why_wrong": "Judged at the visit.",
    }
    form = form_in(desk.screen.get(page), None, version=str(hip.read))
    hip.tick()
    assert desk.screen.post(page, {**form, **told}).status_code == 303
    (event,) = hip.file.every(AdverseEvent)
    assert (event.type, event.grade, event.to_operation) == (
        EventType.HAEMATOMA,
        Grade.II,
        Relatedness.PROBABLE,
    )
    assert (event.seriousness, event.outcome) == (frozenset(), Outcome.RESOLVED)


def test_what_cannot_be_is_told_at_its_field(hip: Hip) -> None:
    early = (hip.now - timedelta(days=900)).date()
    told = text_of(Desk(hip).send("adverse_event", type="seroma", onset=early.isoformat()))
    assert f"The event cannot have begun on {early.day} {early:%B %Y}." in told
    on = hip.now.date().isoformat()
    both = Desk(hip).send("adverse_event", type="seroma", onset=on, seriousness=["none", "death"])
    assert "“Not serious” is ticked beside a reason." in text_of(both)
    dead = Desk(hip).send("adverse_event", type="seroma", onset=on, grade="V")
    assert "says that the patient died" in text_of(dead)
    assert hip.file.every(AdverseEvent) == ()


def test_a_complication_of_theatre_is_an_event_on_the_day_of_the_operation() -> None:
    hip = a_hip_at(Stage.IN_THEATRE).steps()
    hip.finish(EventType.TROCHANTERIC_FRACTURE, EventType.DEATH, said="A crack at the tip.")

    first, second = hip.file.every(AdverseEvent)
    assert (first.type, first.onset, first.grade) == (
        EventType.TROCHANTERIC_FRACTURE,
        date.fromisoformat(DAY),
        None,
    )
    assert first.description == "A crack at the tip."
    assert second.seriousness == frozenset({Seriousness.DEATH})
