"""What the records say of the practice's own hips, and what is kept of them."""

from datetime import timedelta

import pytest

from enthesis.actions.corrections import correct_surgery_day, days_on_record
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.moved_day import against
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Purpose
from enthesis.domain.terms import Role
from enthesis.evidence.analysis.own_cohorts import own_cohorts
from enthesis.evidence.analysis.own_hips import OwnHip
from enthesis.evidence.extract.own_hips import own_hips
from enthesis.store.cohorts import list_cohorts, load_band, save_cohorts, when_made
from enthesis.store.follow_ups import by_day_given
from enthesis.store.models import ResponseRow
from enthesis.web.pages.practice.case.meaning import end_of
from enthesis.web.shell.own_course import own_courses
from enthesis.web.shell.present import day as day_in_words
from tests.support.cases import AT, Hip, House, a_hip, a_house
from tests.support.cohorts import a_cohort
from tests.support.portal import MHHS, Telephone

pytestmark = pytest.mark.django_db

SCALE = ("mhhs", load_instrument("mhhs").scale_variant)


@pytest.fixture
def house() -> House:
    return a_house()


def operated(house: House) -> Hip:
    return a_hip(house).to(Stage.OPERATED).decide(purpose=Purpose.REGISTRY)


def answered(hip: Hip, milestone: str, *, after: int) -> Hip:
    hip.now += timedelta(days=after)
    Telephone(hip).enter(milestone).send("mhhs", MHHS)
    return hip


def read(house: House, *, with_labels: bool = True) -> list[OwnHip]:
    return list(own_hips(house.scope(Role.SYSTEM), with_labels=with_labels))


def test_a_hip_is_read_with_its_type_and_what_it_answered_in_time(house: House) -> None:
    answered(operated(house), "6w", after=45)

    (hip,) = read(house)
    (given,) = hip.scores[SCALE]
    assert (given.milestone, given.day) == ("6w", 45)
    assert hip.lall


def test_answers_to_labels_count_in_a_demonstration_only(house: House) -> None:
    answered(operated(house), "6w", after=45)

    assert [hip.scores for hip in read(house, with_labels=False)] == [{}]


def test_what_was_answered_after_the_repair_ended_is_not_read(house: House) -> None:
    hip = answered(operated(house), "6w", after=45)
    before = hip.now.date() - timedelta(days=5)
    hip.happen(AdverseEvent(type=EventType.HIP_REPLACEMENT, onset=before))

    assert [one.scores for one in read(house)] == [{}]


def test_what_happened_before_the_operation_does_not_end_it(house: House) -> None:
    hip = answered(operated(house), "6w", after=45)
    day = hip.file.case.operated_on
    assert day is not None
    hip.happen(AdverseEvent(type=EventType.HIP_REPLACEMENT, onset=day + timedelta(days=1)))
    assert [one.scores for one in read(house)] == [{}]
    at = hip.tick()
    correct_surgery_day(
        hip.house.surgeon,
        hip.case,
        day + timedelta(days=2),
        "The list of the hospital says so.",
        acknowledged=against(days_on_record(hip.file, day), day + timedelta(days=2)),
        confirmed=hip.signing(),
        read=hip.read,
        at=at,
    )
    assert [set(one.scores) for one in read(house)] == [{SCALE}]
    assert end_of(hip.file) == (None, "")


def test_the_last_score_is_the_one_given_last_not_the_one_keyed_last(house: House) -> None:
    hip = answered(operated(house), "6w", after=43)
    first = ResponseRow.objects.get(instrument="mhhs", status="submitted")
    hip.now += timedelta(days=5)
    ResponseRow.objects.create(
        **{
            **{f.attname: getattr(first, f.attname) for f in ResponseRow._meta.fields if f.name != "id"},
            "submitted_at": hip.now,
            "answered_on": hip.file.case.operated_on + timedelta(days=30),  # type: ignore[operator]
        }
    )
    (own,) = read(house)
    last = own.at(SCALE, "6w")
    assert last is not None
    assert last.day == 43
    newest = by_day_given(hip.file.responses)[-1]
    assert newest.id == first.id
    (course,) = (c for c in own_courses(hip.file.case, hip.file.responses, zone="America/New_York") if c.rows)
    assert course.when == day_in_words(hip.now.date() - timedelta(days=5))


def test_who_does_not_agree_to_be_counted_is_not_read(house: House) -> None:
    answered(a_hip(house).to(Stage.OPERATED), "6w", after=45)

    assert read(house) == []


def test_what_is_kept_is_read_back_and_what_is_told_no_more_is_gone(house: House) -> None:
    desk, made = house.desk, own_cohorts(a_cohort(), on=AT.date())
    save_cohorts(desk, made, at=AT)

    assert tuple(list_cohorts(desk).values()) == made
    band = load_band(house.scope(Role.RESEARCHER), load_instrument("mhhs"), lall="I")
    assert band is not None and band.types == ("I", "II")
    assert load_band(desk, load_instrument("nahs")) is None
    assert when_made(desk) == AT

    save_cohorts(desk, (), at=AT)
    assert (list_cohorts(desk), when_made(desk)) == ({}, None)


def test_a_patient_sees_the_band_of_the_own_practice(house: House) -> None:
    save_cohorts(house.desk, own_cohorts(a_cohort(), on=AT.date()), at=AT)

    assert load_band(house.patient(a_hip(house).patient), load_instrument("mhhs")) is not None
    assert load_band(a_house("south").desk, load_instrument("mhhs")) is None
