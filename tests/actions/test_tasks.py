"""Tasks go to somebody, are done once and can be opened again; the trail tells no words."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from enthesis.actions.tasks import add_task, assign_task, finish_task, reopen_task
from enthesis.domain.errors import Invalid, NotFound, Stale
from enthesis.domain.practice.task import TaskKind, Todo
from enthesis.domain.terms import PersonId, RequestId, Role
from enthesis.store import tasks
from enthesis.store.models import AuditRow, PersonRow
from tests.support.cases import AT, House, a_hip, a_house, a_request
from tests.support.registering import register

pytestmark = pytest.mark.django_db

DUE = AT.date()


@pytest.fixture
def house() -> House:
    return a_house()


def me(house: House) -> PersonId:
    assert house.desk.actor.person
    return house.desk.actor.person


def add(house: House, **todo: object) -> UUID:
    return add_task(house.desk, Todo(**{"words": "Call her back", **todo}), at=AT).subject  # type: ignore[arg-type]


def test_a_message_is_on_the_list_of_its_owner(house: House) -> None:
    patient = register(house)
    mine = add(house, kind=TaskKind.CALL, caller="Her daughter", owner=me(house), due_on=DUE, patient=patient)
    other = add(house)

    assert [task.id for task in tasks.list_tasks(house.desk)] == [mine, other]
    assert [task.id for task in tasks.list_tasks(house.desk, owner=me(house))] == [mine]
    assert [task.id for task in tasks.list_tasks(house.desk, unassigned=True)] == [other]
    assert tasks.list_tasks(house.desk, due_before=DUE) == ()
    assert [t.id for t in tasks.list_tasks(house.desk, due_before=DUE + timedelta(days=1))] == [mine]
    assert [task.id for task in tasks.list_tasks(house.desk, patients=(patient,))] == [mine]
    told = AuditRow.objects.filter(action="add_task").order_by("number")
    assert [(row.patient, row.detail) for row in told] == [
        (patient, '{"due":true,"given":true,"kind":"call"}'),
        (None, '{"due":false,"given":false,"kind":"task"}'),
    ]


def test_a_task_about_a_case_is_its_patient_s(house: House) -> None:
    hip = a_hip(house)
    task = add(house, case=hip.case)

    assert [t.id for t in tasks.list_tasks(house.desk, patients=(hip.file.case.patient,))] == [task]
    assert AuditRow.objects.get(action="add_task").patient == hip.patient


def test_a_task_goes_from_hand_to_hand_until_it_is_done(house: House) -> None:
    task = add(house)
    nurse = house.nurse.actor.person
    assign_task(house.desk, task, owner=nurse, due_on=DUE, read=1, at=AT)
    finish_task(house.nurse, task, outcome="She comes on Friday.", read=2, at=AT)

    told = tasks.load_task(house.desk, task)
    assert (told.owner_name, told.finished_by_name, told.outcome) == (
        "Nurse",
        "Nurse",
        "She comes on Friday.",
    )
    assert tasks.list_tasks(house.desk) == ()
    assert [t.id for t in tasks.list_tasks(house.desk, finished=True)] == [task]
    reopen_task(house.desk, task, read=3, at=AT)
    assert tasks.load_task(house.desk, task).is_open
    assert "Friday" not in str(list(AuditRow.objects.values_list("detail", flat=True)))


def test_who_read_an_older_one_is_told(house: House) -> None:
    task = add(house)
    assign_task(house.desk, task, owner=me(house), due_on=None, read=1, at=AT)

    with pytest.raises(Stale, match="you read version 1, it is at 2"):
        finish_task(house.desk, task, outcome="", read=1, at=AT)


def test_an_owner_works_here(house: House) -> None:
    gone = house.scope(Role.ASSISTANT).actor.person
    PersonRow.objects.filter(id=gone).update(is_active=False)
    stranger = a_house("south").desk.actor.person

    for nobody in (gone, stranger, PersonId(uuid4())):
        with pytest.raises(Invalid, match="The owner has no account in this practice"):
            add(house, owner=nobody)


def test_what_it_is_about_must_be_there(house: House) -> None:
    elsewhere = RequestId(a_request(a_house("south")))
    with pytest.raises(NotFound):
        add(house, request=elsewhere)
    with pytest.raises(NotFound):
        finish_task(a_house("west").desk, add(house), outcome="", read=1, at=AT)


def test_the_day_is_a_day(house: House) -> None:
    add(house, due_on=date(2027, 12, 31))
    assert tasks.list_tasks(house.desk)[0].todo.due_on == date(2027, 12, 31)


def test_a_day_long_over_is_a_slip(house: House) -> None:
    with pytest.raises(Invalid, match="1 February 1999 is long over"):
        add(house, due_on=date(1999, 2, 1))
    add(house, due_on=DUE - timedelta(days=7))
    task = add(house)
    with pytest.raises(Invalid, match="1 February 1999 is long over"):
        assign_task(house.desk, task, owner=None, due_on=date(1999, 2, 1), read=1, at=AT)
