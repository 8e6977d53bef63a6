"""A death and a withdrawal: what stops, what goes on, who may say so, and how it is taken back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from enthesis.actions import outcomes
from enthesis.actions.corrections import correct_entry
from enthesis.actions.ended import record_end, take_end_back
from enthesis.actions.events import record_event
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.outcomes.adverse_event import DIED as TOLD_AS_DEATH
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.follow_up import EndedBy, FollowUpState
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Purpose
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.reminders import KIND
from enthesis.domain.terms import PatientId, Role
from enthesis.store import ended, follow_ups, links, tasks
from enthesis.store.audit import list_audit
from enthesis.store.extracts import REFUSED, list_operated
from enthesis.store.follow_ups import ResponseStatus
from tests.support.cases import AT, Hip, a_hip, a_house
from tests.support.operations import a_planned_hip, book
from tests.support.registering import merge, register
from tests.support.sending import agree, send, walk
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

TODAY = date(2027, 3, 8)


@pytest.fixture(autouse=True)
def _carried(settings: Any) -> None:
    settings.ENTHESIS_SENDS_AT_NIGHT = True


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def died(on: date = TODAY) -> Ended:
    return Ended(kind=EndKind.DIED, on=on, told_by=ToldBy.FAMILY, reason="The son called.")


def withdraws(kind: EndKind = EndKind.WITHDREW_CONTACT) -> Ended:
    return Ended(kind=kind, on=TODAY, told_by=ToldBy.PATIENT)


def end(hip: Hip, told: Ended) -> Any:
    return record_end(hip.house.desk, hip.patient, told, at=hip.tick()).subject


def open_forms(hip: Hip) -> int:
    return sum(
        one.status is ResponseStatus.OPEN for one in follow_ups.list_responses(hip.house.desk, hip.case)
    )


def states(hip: Hip, on: date) -> set[FollowUpState]:
    return {one.state(on=on) for one in follow_ups.list_follow_ups(hip.house.desk, hip.case)[hip.case]}


def test_a_death_closes_links_and_forms_and_leaves_the_visits_to_the_desk(hip: Hip) -> None:
    hip.invite()
    token = outcomes.issue_link(
        hip.house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=hip.tick()
    ).secret
    assert open_forms(hip)

    kept = end(hip, died())

    assert links.find_link(token, at=hip.now) is None
    assert open_forms(hip) == 0
    (task,) = tasks.list_tasks(hip.house.desk, patients=(PatientId(hip.patient),))
    assert task.todo.words == (
        "The patient died. Cancel what is booked, without a message: the visit of 9 March 2027, 10:00."
    )
    (told,) = ended.list_ends_told(hip.house.desk, hip.patient)
    assert (told.id, told.ended, told.by_name, told.holds) == (kept, died(), "Desk", True)
    trail = list_audit(hip.house.desk, patient=hip.patient, limit=1)[0]
    assert (trail.action, trail.detail) == (
        "record_end",
        '{"forms":2,"kind":"died","links":1,"told_by":"family"}',
    )


def test_nothing_leaves_after_a_death_whatever_was_on_its_way(hip: Hip) -> None:
    agree(Reach.EMAIL)
    assert {one.kind for one in send(AT)} == {
        "request_received",
        "visit_booked",
        "intake_invited",
    }
    hip.invite()
    end(hip, died())
    assert walk(hip.now, AT + timedelta(days=3)) == []


def test_whoever_wants_no_more_questions_is_still_told_of_visits(hip: Hip) -> None:
    agree(Reach.EMAIL)
    hip.invite()
    end(hip, withdraws())

    kinds = {one.kind for one in walk(AT, AT + timedelta(days=3))}

    assert "invitation" not in kinds
    assert any(kind.startswith(KIND) for kind in kinds)
    assert tasks.list_tasks(hip.house.desk, patients=(PatientId(hip.patient),)) == ()


def test_nobody_is_invited_once_it_is_known(hip: Hip) -> None:
    end(hip, withdraws())
    with pytest.raises(NotAllowed, match="Nobody is asked any more: “Wants no more questions”, 8 March 2027"):
        hip.invite()


def test_an_operation_that_is_booked_is_named_too() -> None:
    hip = a_planned_hip()
    hip.sign()
    book(hip)
    end(hip, died())
    words = " ".join(
        task.todo.words for task in tasks.list_tasks(hip.house.desk, patients=(PatientId(hip.patient),))
    )
    assert "the operation of" in words
    assert "at General Hospital" in words


def test_a_patient_withdraws_by_the_own_link_and_tells_of_no_death(hip: Hip) -> None:
    me = hip.house.patient(hip.patient)
    record_end(me, hip.patient, withdraws(EndKind.WITHDREW_RESEARCH), at=hip.tick())
    with pytest.raises(NotAllowed, match="Only the practice records this"):
        record_end(me, hip.patient, died(), at=hip.tick())
    other = register(hip.house, given="Ada")
    with pytest.raises(NotFound):
        record_end(me, other, withdraws(), at=hip.tick())
    assert ended.list_ended(hip.house.desk) == {hip.patient: (withdraws(EndKind.WITHDREW_RESEARCH),)}


def test_taken_back_it_stays_readable_and_the_windows_are_asked_again() -> None:
    hip = a_hip_at(Stage.OPERATED)
    later = TODAY + timedelta(days=800)
    kept = end(hip, withdraws())
    assert states(hip, later) == {FollowUpState.ENDED}

    with pytest.raises(Invalid, match="An end is taken back with a reason"):
        take_end_back(hip.house.desk, kept, why=" ", at=hip.tick())
    take_end_back(hip.house.desk, kept, why="She changed her mind.", at=hip.tick())

    assert FollowUpState.OVERDUE in states(hip, later)
    assert ended.list_ended(hip.house.desk) == {}
    (told,) = ended.list_ends_told(hip.house.desk, hip.patient)
    assert told.taken_back is not None
    assert (told.taken_back.why, told.taken_back.by_name) == ("She changed her mind.", "Desk")
    with pytest.raises(NotAllowed, match="Desk has taken this back already"):
        take_end_back(hip.house.desk, kept, why="Again.", at=hip.tick())
    end(hip, withdraws())
    assert len(ended.list_ends_told(hip.house.desk, hip.patient)) == 2


def test_an_end_is_of_the_person_under_every_identity(hip: Hip) -> None:
    other = register(hip.house, given="Ida")
    record_end(hip.house.desk, other, withdraws(), at=hip.tick())
    assert hip.patient not in ended.list_ended(hip.house.desk)

    merge(hip.house, other, hip.patient, at=hip.tick())

    known = ended.list_ended(hip.house.desk, {hip.patient})
    assert known == {hip.patient: (withdraws(),)}
    assert ended.list_ended(hip.house.patient(hip.patient), {hip.patient}) == known
    with pytest.raises(NotAllowed, match="Nobody is asked any more"):
        hip.invite()
    with pytest.raises(NotAllowed, match="It is on record already"):
        end(hip, withdraws())


def test_the_next_snapshot_leaves_out_whoever_withdrew_from_research() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).decide(purpose=Purpose.REGISTRY)
    hip.to(Stage.OPERATED)
    reader = hip.house.scope(Role.RESEARCHER)
    (before,) = list_operated(reader)
    kept = end(hip, withdraws(EndKind.WITHDREW_RESEARCH))
    (without,) = list_operated(reader)
    assert (len(before.operated), len(without.operated), dict(without.left_out)) == (1, 0, {REFUSED: 1})
    assert FollowUpState.ENDED not in states(hip, TODAY + timedelta(days=800))
    with pytest.raises(NotAllowed, match="wants to be counted in no study: that is on record"):
        hip.decide(purpose=Purpose.REGISTRY)

    take_end_back(hip.house.nurse, kept, why="She thought better of it.", at=hip.tick())
    assert dict(next(iter(list_operated(reader))).left_out) == {REFUSED: 1}
    hip.decide(purpose=Purpose.REGISTRY)
    assert len(next(iter(list_operated(reader))).operated) == 1


def test_a_death_recorded_as_an_event_of_the_hip_is_the_person_s() -> None:
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=30)
    on = hip.now.date()
    hip.happen(AdverseEvent(type=EventType.DEATH, onset=on, **TOLD_AS_DEATH))  # type: ignore[arg-type]

    (told,) = ended.list_ended(hip.house.desk, {hip.patient})[PatientId(hip.patient)]
    assert (told.kind, told.on) == (EndKind.DIED, on)
    ends = {one.ended.by for one in hip.file.follow_ups if one.ended}
    assert ends == {EndedBy.DIED}


def dead(hip: Hip, on: date) -> None:
    told = AdverseEvent(type=EventType.DEATH, onset=on, **TOLD_AS_DEATH)  # type: ignore[arg-type]
    at = hip.tick()
    record_event(hip.house.nurse, hip.case, told, all_the_same=True, read=hip.read, at=at)


def corrected(hip: Hip, event: AdverseEvent) -> None:
    entry = every(hip.file.entries, AdverseEvent)[-1]
    at = hip.tick()
    correct_entry(hip.house.surgeon, hip.case, entry.id, event, reason="A slip.", read=hip.read, at=at)


def ends_of(hip: Hip) -> list[tuple[date, bool]]:
    return [(one.ended.on, one.holds) for one in ended.list_ends_told(hip.house.desk, hip.patient)]


def test_a_death_of_an_event_is_corrected_with_the_event() -> None:
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=90)
    march, may = TODAY + timedelta(days=20), TODAY + timedelta(days=80)
    dead(hip, march)
    told = every(hip.file.entries, AdverseEvent)[-1].value
    corrected(hip, replace(told, description="At home."))
    assert ends_of(hip) == [(march, True)]
    corrected(hip, replace(told, onset=may))
    assert ends_of(hip) == [(march, False), (may, True)]
    assert {one.ended.on for one in hip.file.follow_ups if one.ended} == {may}
    corrected(hip, AdverseEvent(type=EventType.HAEMATOMA, onset=may))
    assert ends_of(hip) == [(march, False), (may, False)]
    (_, back) = ended.list_ends_told(hip.house.desk, hip.patient)
    assert back.taken_back is not None
    assert back.taken_back.why == "The adverse event that told it was corrected."
    assert not any(one.ended for one in hip.file.follow_ups)


def test_a_death_that_another_event_tells_too_stays() -> None:
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=90)
    march, may = TODAY + timedelta(days=20), TODAY + timedelta(days=80)
    dead(hip, march)
    dead(hip, march)
    corrected(hip, AdverseEvent(type=EventType.HAEMATOMA, onset=march))
    assert ends_of(hip) == [(march, True)]
    dead(hip, may)
    first = every(hip.file.entries, AdverseEvent)[0]
    at = hip.tick()
    value = AdverseEvent(type=EventType.SEROMA, onset=march)
    correct_entry(hip.house.surgeon, hip.case, first.id, value, reason="A slip.", read=hip.read, at=at)
    assert ends_of(hip) == [(march, False), (may, True)]


def test_an_end_that_somebody_recorded_is_not_the_events() -> None:
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=90)
    march = TODAY + timedelta(days=20)
    end(hip, died(march))
    dead(hip, march)
    corrected(hip, AdverseEvent(type=EventType.HAEMATOMA, onset=march))
    assert ends_of(hip) == [(march, True)]


def test_a_day_that_cannot_be_is_refused() -> None:
    hip = a_hip_at(Stage.OPERATED)
    with pytest.raises(Invalid, match="cannot have died before"):
        end(hip, died(TODAY - timedelta(days=1)))
    with pytest.raises(Invalid, match="9 March 2027 has not come yet"):
        end(hip, died(TODAY + timedelta(days=1)))


def test_an_invitation_on_its_way_stays_here_once_the_hip_was_replaced() -> None:
    hip = a_hip_at(Stage.OPERATED)
    agree(Reach.EMAIL)
    send(hip.now)
    hip.now += timedelta(days=365)
    hip.invite("1y")
    hip.happen(AdverseEvent(type=EventType.HIP_REPLACEMENT, onset=hip.now.date()))
    assert "invitation" not in {one.kind for one in send(hip.tick())}
