"""After the operation: a surgeon changes what one hip follows; milestones are told, recorded, confirmed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from enthesis.actions.corrections import correct_entry
from enthesis.actions.rehabilitation import (
    change_rehabilitation,
    issue_rehabilitation_link,
    record_recovery,
    tell_recovery,
)
from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Problem, Stale
from enthesis.domain.pathway.followed import IndividualLimit, RehabilitationChange, followed_in, torn_in
from enthesis.domain.pathway.recovery import Reached, RecoveryMilestone, reached_in
from enthesis.domain.pathway.rehabilitation import FULL, Part
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.technique import FollowedProtocol
from enthesis.domain.practice.task import TaskKind
from enthesis.domain.terms import EntryId
from enthesis.store.audit import list_audit
from enthesis.store.links import REHABILITATION, find_link
from enthesis.store.tasks import list_tasks
from tests.support.cases import Hip, House, a_hip, a_house, a_plan, a_visit
from tests.support.desk import Desk
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db

SURGERY = date(2027, 3, 8)
CRUTCHES, BRACE = RecoveryMilestone.CRUTCHES_OFF, RecoveryMilestone.BRACE_OFF
ROTH = FollowedProtocol(protocol="roth", version=1)


def operated(house: House, family: str = "Ferro", hour: int = 10) -> Hip:
    """Three weeks after an operation whose plan follows the handout of Roth."""
    hip = another(house, family, hour).to(Stage.CLASSIFIED).tell()
    hip.draft(replace(a_plan(None), rehabilitation=ROTH)).sign().start().steps().finish()
    hip.now += timedelta(days=21)
    return hip


def another(house: House, family: str = "Early", hour: int = 15) -> Hip:
    return a_hip(house, family, visit=a_visit(datetime(2027, 3, 9, hour)))  # noqa: DTZ001  a wall time


@pytest.fixture
def hip() -> Hip:
    return operated(a_house())


def change(**given: object) -> RehabilitationChange:
    limit = IndividualLimit(part=Part.WEIGHT, what="partial", until_week=8, most=Decimal(20))
    return RehabilitationChange(**{"follows": ROTH, "limits": (limit,), "reason": "Thin bone.", **given})  # type: ignore[arg-type]


def tell(hip: Hip, milestone: RecoveryMilestone = CRUTCHES, on: date | None = SURGERY) -> None:
    at = hip.tick()
    tell_recovery(hip.house.patient(hip.patient), hip.case, milestone, on, at=at)


def record(hip: Hip, milestone: RecoveryMilestone = CRUTCHES, on: date | None = SURGERY) -> None:
    reached = Reached(milestone=milestone, on=on)
    record_recovery(hip.house.nurse, hip.case, reached, read=hip.read, at=hip.tick())


def entry(hip: Hip, milestone: RecoveryMilestone = CRUTCHES) -> EntryId:
    return reached_in(hip.file.entries)[milestone].id


def test_a_hip_follows_its_signed_plan_until_a_surgeon_changes_it(hip: Hip) -> None:
    before = followed_in(hip.file.entries)
    assert before and (before.protocol.id, before.limits) == ("roth", ())
    assert torn_in(hip.file.entries) == FULL
    told = change()
    change_rehabilitation(hip.house.surgeon, hip.case, told, read=hip.read, at=hip.tick())
    after = followed_in(hip.file.entries)
    assert after and after.limits == told.limits
    newest = hip.file.latest(RehabilitationChange)
    assert newest and (newest.value, newest.at, newest.by_name) == (told, hip.now, "Surgeon")
    assert list_audit(hip.house.surgeon, limit=1)[0].action == "change_rehabilitation"


def test_a_change_is_made_by_surgeons_once_the_operation_has_ended(hip: Hip) -> None:
    with pytest.raises(NotAllowed, match="not open to the role"):
        change_rehabilitation(hip.house.nurse, hip.case, change(), read=hip.read, at=hip.tick())
    with pytest.raises(Invalid, match="Nothing is different"):
        change_rehabilitation(hip.house.surgeon, hip.case, change(limits=()), read=hip.read, at=hip.tick())
    with pytest.raises(Stale):
        change_rehabilitation(hip.house.surgeon, hip.case, change(), read=hip.read - 1, at=hip.tick())
    other = change(follows=FollowedProtocol(protocol="roth", version=7))
    with pytest.raises(NotFound, match="in version 7"):
        change_rehabilitation(hip.house.surgeon, hip.case, other, read=hip.read, at=hip.tick())
    early = another(hip.house).to(Stage.PLANNED)
    with pytest.raises(NotAllowed, match="not possible while the case is at"):
        change_rehabilitation(hip.house.surgeon, early.case, change(), read=early.read, at=early.tick())


def test_a_milestone_the_practice_recorded_is_corrected_and_not_recorded_twice(hip: Hip) -> None:
    record(hip)
    with pytest.raises(NotAllowed, match="on record already"):
        record(hip, on=SURGERY + timedelta(days=2))
    later = Reached(milestone=CRUTCHES, on=SURGERY + timedelta(days=2))
    correct_entry(
        hip.house.nurse, hip.case, entry(hip), later, reason="A slip.", read=hip.read, at=hip.tick()
    )
    assert reached_in(hip.file.entries)[CRUTCHES].value == later
    never = Reached(milestone=CRUTCHES, on=None)
    correct_entry(
        hip.house.nurse, hip.case, entry(hip), never, reason="Not so.", read=hip.read, at=hip.tick()
    )
    assert reached_in(hip.file.entries) == {}
    record(hip, on=SURGERY + timedelta(days=5))
    assert reached_in(hip.file.entries)[CRUTCHES].value.on == SURGERY + timedelta(days=5)


@pytest.mark.parametrize("days", [-1, 22])
def test_a_day_before_the_operation_or_in_the_future_is_refused(hip: Hip, days: int) -> None:
    for do in (record, tell):
        with pytest.raises(Invalid, match="before the operation or in the future"):
            do(hip, CRUTCHES, SURGERY + timedelta(days=days))
    record(hip)
    wrong = Reached(milestone=CRUTCHES, on=SURGERY + timedelta(days=days))
    with pytest.raises(Invalid, match="before the operation or in the future"):
        correct_entry(
            hip.house.nurse, hip.case, entry(hip), wrong, reason="So.", read=hip.read, at=hip.tick()
        )


def test_a_milestone_needs_a_day_and_an_operation(hip: Hip) -> None:
    for do in (record, tell):
        with pytest.raises(Invalid, match="The day is missing"):
            do(hip, CRUTCHES, None)
    early = another(hip.house).to(Stage.PLANNED)
    for do in (record, tell):
        with pytest.raises(NotAllowed):
            do(early, CRUTCHES, SURGERY)


def test_what_a_patient_tells_waits_until_the_practice_confirms_it(hip: Hip) -> None:
    read = hip.read
    tell(hip)
    assert hip.read == read
    told = reached_in(hip.file.entries)[CRUTCHES]
    assert told.value.told_by_patient and (told.by, told.by_name) == (None, "Patient")
    with pytest.raises(NotAllowed, match="We have this already"):
        tell(hip, on=SURGERY + timedelta(days=3))
    record(hip)
    confirmed = reached_in(hip.file.entries)[CRUTCHES]
    assert not confirmed.value.told_by_patient and confirmed.by_name == "Nurse"


def test_nobody_of_the_practice_speaks_as_the_patient(hip: Hip) -> None:
    told = Reached(milestone=CRUTCHES, on=SURGERY, told_by_patient=True)
    with pytest.raises(NotAllowed):
        record_recovery(hip.house.nurse, hip.case, told, read=hip.read, at=hip.tick())


def test_what_is_early_is_on_the_list_of_the_same_day(hip: Hip) -> None:
    tell(hip)
    (task,) = list_tasks(hip.house.desk)
    assert (task.todo.kind, task.todo.due_on, task.todo.case) == (TaskKind.TELL, hip.now.date(), hip.case)
    assert "crutches off" in task.todo.words and "earlier than the protocol says" in task.todo.words
    assert "Call Ida Ferro" in text_of(Desk(hip).screen.get("/practice/"))


def test_what_is_not_early_or_not_stated_makes_no_task() -> None:
    late = operated(a_house())
    late.now += timedelta(days=40)
    tell(late, BRACE, SURGERY + timedelta(days=60))
    unstated = operated(a_house("other"))
    manhattan = FollowedProtocol(protocol="manhattan", version=1)
    told = change(follows=manhattan, limits=())
    change_rehabilitation(unstated.house.surgeon, unstated.case, told, read=unstated.read, at=unstated.tick())
    tell(unstated, BRACE)
    assert not list_tasks(late.house.desk) and not list_tasks(unstated.house.desk)


def test_a_patient_tells_of_the_own_hips_only(hip: Hip) -> None:
    other = operated(hip.house, "Berg", hour=12)
    with pytest.raises(NotFound):
        tell_recovery(hip.house.patient(hip.patient), other.case, CRUTCHES, SURGERY, at=hip.tick())
    with pytest.raises(NotAllowed, match="not open to the role"):
        tell_recovery(hip.house.nurse, hip.case, CRUTCHES, SURGERY, at=hip.tick())


def test_a_link_to_the_own_rehabilitation_takes_the_place_of_the_one_before(hip: Hip) -> None:
    first, second = (
        issue_rehabilitation_link(hip.house.desk, hip.case, at=hip.tick()).secret for _ in range(2)
    )
    assert find_link(first, at=hip.now) is None
    link = find_link(second, at=hip.now)
    assert link and (link.purpose, link.case) == (REHABILITATION, hip.case)
    with pytest.raises(Problem, match="No operation of this hip"):
        issue_rehabilitation_link(hip.house.desk, another(hip.house).case, at=hip.tick())
