"""Experiments with reminders: started, entered once at the first message, ended with the arms kept."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from enthesis.actions.experiments import allocated, end_experiment, rhythm_for, start_experiment
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.experiment.experiment import WhyEnded
from enthesis.domain.pathway.experiment.result import is_settled, results
from enthesis.domain.pathway.experiment.variants import Varies
from enthesis.domain.terms import PatientId, Role
from enthesis.store.experiments import list_arms, list_experiments, list_persons, load_experiment
from enthesis.store.models import AllotmentRow, AuditRow, ResponseRow
from tests.support.cases import AT, House, a_contact, a_hip, a_house
from tests.support.experimenting import DESIGN, FIRST, started
from tests.support.portal import MHHS, Telephone
from tests.support.registering import merge, register

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def house() -> House:
    return a_house()


def people(house: House, n: int) -> list[PatientId]:
    return [register(house, a_contact(f"Number {chr(65 + i)}", email=f"{i}@example.org")) for i in range(n)]


def enter(house: House, patient: PatientId, milestone: str = "2y", at: datetime = AT) -> str:
    return allocated(house.scope(Role.SYSTEM), patient, milestone, at=at).wording


def test_with_no_experiment_everybody_is_asked_as_usual(house: House) -> None:
    (one,) = people(house, 1)
    assert enter(house, one) == "usual"
    assert AllotmentRow.objects.count() == 0


def test_both_arms_fill_evenly_and_an_arm_is_kept(house: House) -> None:
    experiment = started(house)
    told = people(house, 20)
    arms = [enter(house, one) for one in told]
    assert abs(arms.count("usual") - 10) <= 4
    assert [enter(house, one, at=AT + A_DAY) for one in told] == arms
    assert [rhythm_for(house.desk, one, at=AT).wording for one in told] == arms
    assert len(load_experiment(house.desk, experiment).days) == AllotmentRow.objects.count() == 20


def test_nobody_enters_when_it_is_full_over_or_of_another_milestone(house: House) -> None:
    started(house)
    told = people(house, 21)
    assert enter(house, told[0], "1y") == "usual"
    assert enter(house, told[0], at=AT + 401 * A_DAY) == "usual"
    assert AllotmentRow.objects.count() == 0
    for one in told:
        enter(house, one)
    assert AllotmentRow.objects.count() == 20
    assert enter(house, told[20]) == "usual"


def test_an_arm_holds_for_as_long_as_an_answer_counts(house: House) -> None:
    started(house)
    told = people(house, 8)
    arms = {one: enter(house, one) for one in told}
    other = next(one for one, arm in arms.items() if arm == "time")
    assert rhythm_for(house.desk, other, at=AT + 30 * A_DAY).wording == "time"
    assert rhythm_for(house.desk, other, at=AT + 31 * A_DAY).wording == "usual"


def test_who_is_one_person_under_two_identities_enters_once(house: House) -> None:
    started(house)
    one, twice = people(house, 2)
    arm = enter(house, one)
    merge(house, one, twice)
    assert enter(house, twice) == arm
    assert AllotmentRow.objects.count() == 1
    assert set(list_arms(house.desk, on=FIRST)) == {one, twice}


def test_ended_by_hand_who_has_entered_keeps_the_arm(house: House) -> None:
    experiment = started(house)
    told = people(house, 9)
    arms = [enter(house, one) for one in told[:8]]
    boss = house.scope(Role.ADMINISTRATOR)
    end_experiment(boss, experiment, reason="The mail server changed.", at=AT + A_DAY)
    assert [enter(house, one, at=AT + 2 * A_DAY) for one in told[:8]] == arms
    assert enter(house, told[8], at=AT + 2 * A_DAY) == "usual"
    ended = load_experiment(house.desk, experiment).experiment
    assert (ended.why_ended, ended.ended_by_name) == (WhyEnded.BY_HAND, "Administrator")
    with pytest.raises(NotAllowed, match="has ended already"):
        end_experiment(boss, experiment, reason="again", at=AT + 3 * A_DAY)
    with pytest.raises(Invalid, match="with a reason"):
        end_experiment(boss, started(house, at=AT + 3 * A_DAY, first_on=FIRST + 3 * A_DAY), reason="", at=AT)
    assert list(AuditRow.objects.filter(action__endswith="_experiment").values_list("action", flat=True)) == [
        "start_experiment",
        "end_experiment",
        "start_experiment",
    ]


def test_one_at_a_time_and_one_that_is_over_makes_room(house: House) -> None:
    first = started(house)
    with pytest.raises(NotAllowed, match="varies the same already"):
        started(house)
    started(house, varies=Varies.RHYTHM, arms=("usual", "unhurried"))
    later = AT + 401 * A_DAY
    started(house, at=later, first_on=FIRST + 401 * A_DAY, last_on=FIRST + 500 * A_DAY)
    assert load_experiment(house.desk, first).experiment.why_ended is WhyEnded.LAST_DAY
    assert len(list_experiments(house.desk)) == 3


def test_nobody_enters_while_an_earlier_arm_that_varies_the_same_holds(house: House) -> None:
    first = started(house)
    (one, other) = people(house, 2)
    arm = enter(house, one)
    end_experiment(house.scope(Role.ADMINISTRATOR), first, reason="It is enough", at=AT + A_DAY)
    second = started(house, first_on=FIRST + A_DAY, at=AT + A_DAY)
    assert enter(house, one, at=AT + 30 * A_DAY) == arm
    enter(house, other, at=AT + 30 * A_DAY)
    assert len(load_experiment(house.desk, second).days) == 1
    enter(house, one, at=AT + 31 * A_DAY)
    assert len(load_experiment(house.desk, second).days) == 2


def test_the_desk_starts_none(house: House) -> None:
    with pytest.raises(NotAllowed, match="not open to the role"):
        start_experiment(house.desk, DESIGN, at=AT)


def test_an_arm_is_never_changed(house: House) -> None:
    started(house)
    enter(house, people(house, 1)[0])
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AllotmentRow.objects.update(arm="usual")


def test_the_result_counts_what_was_sent_in_time(house: House) -> None:
    hip = a_hip(house).invite()
    experiment = started(house, milestones=("baseline",))
    arm = allocated(house.scope(Role.SYSTEM), hip.patient, "baseline", at=hip.tick()).wording
    telephone = Telephone(hip).enter()
    told = load_experiment(house.desk, experiment)
    assert (
        sum(one.answered for one in results(told.experiment, list_persons(house.desk, told.experiment))) == 0
    )
    telephone.send("mhhs", MHHS)
    telephone.send("vas-pain-10", {"a-pain": "7"})
    arms = {one.arm: one for one in results(told.experiment, list_persons(house.desk, told.experiment))}
    assert (arms[arm].answered, arms[arm].of) == (1, 1)
    assert not is_settled(told.experiment, told.days, on=FIRST + 30 * A_DAY)
    ResponseRow.objects.filter(instrument="mhhs").update(answered_on=FIRST - A_DAY)
    assert sum(p.has_answered(30) for p in list_persons(house.desk, told.experiment)) == 0
    ResponseRow.objects.filter(instrument="mhhs").update(answered_on=FIRST, answered_by="other")
    assert sum(p.has_answered(30) for p in list_persons(house.desk, told.experiment)) == 0
