"""The follow-up of a hip goes by what is on its record: moved, branched, ended, and its history readable."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from enthesis.actions.corrections import (
    correct_entry,
    correct_surgery_day,
    days_on_record,
    take_entry_back,
)
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.endpoint import EndpointKind
from enthesis.domain.outcomes.event_grade import Outcome, Seriousness
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.corrections import Addendum
from enthesis.domain.pathway.follow_up import EndedBy, FollowUpState
from enthesis.domain.pathway.moved_day import against
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.timeline import RetiredBecause, windows_after, windows_from
from enthesis.domain.terms import EntryId, Side
from enthesis.store.models import FollowUpRow
from enthesis.store.rounds import load_asking
from enthesis.store.signatures import find_broken_signature
from enthesis.store.timelines import list_former, list_timelines
from enthesis.web.pages.practice.case.meaning import end_of
from tests.support.cases import Hip, a_hip, a_visit
from tests.support.registering import merge
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 8)
NOON = datetime(2027, 3, 9, 12, 0)  # noqa: DTZ001  a wall time
REVISED = DAY + timedelta(days=200)


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=400)
    return hip


def revision(on: date = REVISED, kind: EventType = EventType.REVISION_REPAIR) -> AdverseEvent:
    return AdverseEvent(type=kind, onset=on)


def in_force(hip: Hip) -> set[date]:
    found = FollowUpRow.objects.filter(case_id=hip.case, retired=False)
    return set(found.values_list("surgery_on", flat=True))


def moved(hip: Hip, on: date, reason: str = "The list of the hospital says so.") -> None:
    at, before = hip.tick(), hip.file.case.operated_on
    correct_surgery_day(
        hip.house.surgeon,
        hip.case,
        on,
        reason,
        acknowledged=against(days_on_record(hip.file, before), on) if before else (),
        confirmed=hip.signing(),
        read=hip.read,
        at=at,
    )


def test_what_speaks_against_another_day_of_surgery_is_read_first(hip: Hip) -> None:
    at, on = hip.tick(), DAY - timedelta(days=10)
    with pytest.raises(NotAllowed) as refused:
        correct_surgery_day(
            hip.house.surgeon, hip.case, on, "x", confirmed=hip.signing(), read=hip.read, at=at
        )
    assert refused.value.code == "acknowledged"
    assert "The record in the theatre begins on 8 March 2027, after that day." in refused.value.sentence
    assert hip.file.case.operated_on == DAY


def test_a_moved_day_of_surgery_rebuilds_the_windows_and_the_old_ones_stay(hip: Hip) -> None:
    first = hip.file.follow_ups
    moved(hip, DAY - timedelta(days=10))

    file = hip.file
    assert file.case.operated_on == DAY - timedelta(days=10)
    assert file.follow_ups == windows_from(DAY - timedelta(days=10))
    (former,) = list_former(hip.house.desk, hip.case)
    assert [w.due_on for w in former.windows] == [w.due_on for w in first]
    assert (former.surgery_on, former.retired_at, former.because) == (
        DAY,
        hip.now,
        RetiredBecause.SURGERY_MOVED,
    )
    assert file.value(Addendum) == Addendum(
        to=next(e.id for e in file.entries if type(e.value).__name__ == "Finish"),
        text="The operation was on 26 February 2027, not on 8 March 2027. The list of the hospital says so.",
    )
    assert find_broken_signature() is None

    moved(hip, DAY)
    assert hip.file.follow_ups == first
    assert [one.surgery_on for one in list_former(hip.house.desk, hip.case)] == [
        DAY,
        DAY - timedelta(days=10),
    ]


def test_a_day_that_is_on_record_or_has_not_come_is_refused(hip: Hip) -> None:
    with pytest.raises(Invalid, match="This is the day on record"):
        moved(hip, DAY)
    with pytest.raises(Invalid, match="1 January 2030 has not come yet"):
        moved(hip, date(2030, 1, 1))
    with pytest.raises(Invalid, match="It is not said how the day is known"):
        moved(hip, DAY - timedelta(days=1), " ")
    before = a_hip(hip.house, visit=a_visit(NOON), side=Side.RIGHT)
    with pytest.raises(NotAllowed, match="No operation of this hip is on record"):
        moved(before, DAY)


def test_a_revision_elsewhere_ends_the_timeline_and_begins_one_of_its_own(hip: Hip) -> None:
    hip.happen(revision())

    first, second = hip.file.timelines
    assert (first.ended.by, first.ended.on) == (EndedBy.REVISION_REPAIR, REVISED)  # type: ignore[union-attr]
    assert (second.surgery_on, second.origin) == (REVISED, EndpointKind.REVISION_REPAIR)
    assert hip.file.follow_ups == windows_after(REVISED)
    assert in_force(hip) == {DAY, REVISED}
    assert list_former(hip.house.desk, hip.case) == ()
    on = REVISED + timedelta(days=200)
    ended = {w.milestone for w in first.windows if w.state(on=on) is FollowUpState.ENDED}
    assert ended == {"6m", "1y", "2y", "5y", "10y"}
    asking = load_asking(hip.house.desk, hip.case, "6m", at=hip.now)
    assert (asking.since, asking.why_not()) == (REVISED, None)
    hip.invite("6m")


def test_an_operation_under_another_identity_ends_the_repair(hip: Hip) -> None:
    again = a_hip(hip.house, "Fero", visit=a_visit(NOON + timedelta(days=1)))
    again.now += timedelta(days=4)
    again.to(Stage.OPERATED)
    assert end_of(hip.file) == (None, "")
    merge(hip.house, again.patient, hip.patient)
    on = again.file.case.operated_on
    assert on is not None
    assert on > DAY
    assert end_of(hip.file) == (on, "A later operation of this hip")


def test_a_replacement_ends_it_and_nobody_is_invited(hip: Hip) -> None:
    hip.happen(revision(kind=EventType.HIP_REPLACEMENT))
    assert {w.ended.by for w in hip.file.follow_ups if w.ended} == {EndedBy.HIP_REPLACEMENT}
    assert in_force(hip) == {DAY}
    why = load_asking(hip.house.desk, hip.case, "1y", at=hip.now).why_not()
    assert why is not None
    assert "hip replacement" in why.sentence
    with pytest.raises(NotAllowed, match="hip replacement"):
        hip.invite("1y")


def test_a_corrected_revision_moves_its_timeline_and_one_that_was_none_takes_it_away(hip: Hip) -> None:
    hip.happen(revision())
    (entry,) = every(hip.file.entries, AdverseEvent)
    later = REVISED + timedelta(days=5)

    def corrected(value: AdverseEvent) -> None:
        (newest,) = every(hip.file.entries, AdverseEvent)
        correct_entry(
            hip.house.nurse, hip.case, newest.id, value, reason="A slip.", read=hip.read, at=hip.tick()
        )

    corrected(replace(entry.value, onset=later))
    assert in_force(hip) == {DAY, later}
    corrected(AdverseEvent(type=EventType.HAEMATOMA, onset=later))
    assert in_force(hip) == {DAY}
    assert hip.file.follow_ups == windows_from(DAY)
    assert [(one.surgery_on, one.because) for one in list_former(hip.house.desk, hip.case)] == [
        (REVISED, RetiredBecause.EVENT_CORRECTED),
        (later, RetiredBecause.EVENT_CORRECTED),
    ]


def test_another_operation_here_ends_the_one_before(hip: Hip) -> None:
    hip.happen(revision()).close()
    assert in_force(hip) == {DAY, REVISED}
    again = a_hip(hip.house, visit=a_visit(NOON))
    again.now = hip.now
    again.to(Stage.OPERATED)
    assert again.file.case.hip == hip.file.case.hip
    moved(again, REVISED)

    (only,) = hip.file.timelines
    assert only.ended is not None
    assert (only.ended.by, only.ended.on) == (EndedBy.REVISION_REPAIR, REVISED)
    assert in_force(hip) == {DAY}
    assert in_force(again) == {REVISED}


def taken_back(hip: Hip, entry: EntryId, reason: str = "It was another patient.") -> None:
    take_entry_back(hip.house.nurse, hip.case, entry, reason=reason, read=hip.read, at=hip.tick())


def test_a_revision_taken_back_counts_nowhere_and_stays_readable(hip: Hip) -> None:
    hip.happen(revision()).happen(replace(revision(), onset=REVISED + timedelta(days=9)))
    first, second = every(hip.file.entries, AdverseEvent)
    with pytest.raises(Invalid, match="It is not said why it is taken back"):
        taken_back(hip, first.id, " ")
    taken_back(hip, first.id)
    assert hip.file.follow_ups == windows_after(REVISED + timedelta(days=9))
    taken_back(hip, second.id)
    assert hip.file.follow_ups == windows_from(DAY)
    assert list_timelines(hip.house.desk)[hip.file.case.id] == hip.file.timelines
    assert hip.file.every(AdverseEvent) == ()
    assert [e.value for e in hip.file.entries if isinstance(e.value, AdverseEvent)] == [
        first.value,
        second.value,
    ]
    with pytest.raises(NotAllowed, match="already been corrected"):
        taken_back(hip, first.id)


def test_a_death_told_by_an_event_that_is_taken_back_is_no_death(hip: Hip) -> None:
    died = AdverseEvent(
        type=EventType.DEATH,
        onset=REVISED,
        outcome=Outcome.FATAL,
        seriousness=frozenset({Seriousness.DEATH}),
    )
    hip.happen(died)
    assert [end.on for end in hip.file.ends] == [REVISED]
    (entry,) = every(hip.file.entries, AdverseEvent)
    taken_back(hip, entry.id)
    assert hip.file.ends == ()
    assert hip.file.follow_ups == windows_from(DAY)


def test_what_was_recorded_before_surgery_is_not_taken_back(hip: Hip) -> None:
    plan = next(e for e in hip.file.entries if isinstance(e.value, SignedPlan))
    with pytest.raises(NotAllowed, match="An entry of this kind is not taken back"):
        taken_back(hip, plan.id)
