"""What a snapshot is told: operated hips of patients who agreed, as the record stands, chunk by chunk."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enthesis.actions.corrections import correct_entry
from enthesis.actions.ended import record_end, take_end_back
from enthesis.domain.examination.history import History
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.scoring import score_each
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Purpose
from enthesis.domain.terms import Role, Side
from enthesis.store.cases import load_case
from enthesis.store.extracts import (
    NO_CHOICE,
    NO_ZONE,
    REFUSED,
    Operated,
    count_operated,
    list_operated,
)
from enthesis.store.follow_ups import Mode, OnPaper, Sent, load_response, save_open_response, save_sent
from enthesis.store.models import BookingRow
from tests.support.cases import ZONE, Hip, House, a_hip, a_house, a_visit
from tests.support.papers import a_sheet
from tests.support.portal import MHHS, Telephone

pytestmark = pytest.mark.django_db

REGISTRY = Purpose.REGISTRY


@pytest.fixture
def house() -> House:
    return a_house()


def booked(house: House, family: str = "Ferro", *, place: int = 0, side: Side = Side.LEFT) -> Hip:
    """Each at a time of its own: `place` counts half hours from nine."""
    begins = datetime(2027, 3, 9, 9) + timedelta(minutes=30 * place)  # noqa: DTZ001  a wall time
    return a_hip(house, family, side=side, visit=a_visit(begins))


def operated(house: House, family: str = "Ferro", *, place: int = 0, side: Side = Side.LEFT) -> Hip:
    """Operated on, and the patient agreed to be counted."""
    return booked(house, family, place=place, side=side).to(Stage.OPERATED).decide(purpose=REGISTRY)


def listed(house: House, *, chunk: int = 500) -> list[Operated]:
    parts = list_operated(house.scope(Role.RESEARCHER), chunk=chunk)
    return [one for part in parts for one in part.operated]


def left_out(house: House) -> dict[str, int]:
    (part,) = list_operated(house.surgeon)
    return dict(part.left_out)


def test_who_agreed_is_told_and_everybody_else_counted_by_the_reason(house: House) -> None:
    agreed = operated(house)
    operated(house, "Nolan", place=1).decide(given=False, purpose=REGISTRY)
    booked(house, "Silent", place=2).to(Stage.OPERATED)
    booked(house, "Young", place=3).to(Stage.CONSENTED).decide(purpose=REGISTRY)

    assert [one.case for one in listed(house)] == [agreed.case]
    assert left_out(house) == {REFUSED: 1, NO_CHOICE: 1}
    assert count_operated(house.surgeon) == 3


def test_a_consent_to_a_product_is_none_to_the_registry(house: House) -> None:
    booked(house).to(Stage.OPERATED)

    assert (listed(house), left_out(house)) == ([], {NO_CHOICE: 1})


def test_a_decision_is_the_patients_for_both_hips_and_the_newest_counts(house: House) -> None:
    left, right = booked(house).to(Stage.OPERATED), booked(house, place=1, side=Side.RIGHT)
    assert left.patient == right.patient
    right.to(Stage.OPERATED)
    assert left_out(house) == {NO_CHOICE: 2}

    right.decide(purpose=REGISTRY)
    assert {one.case for one in listed(house)} == {left.case, right.case}

    left.now = right.now
    left.decide(given=False, purpose=REGISTRY)
    assert left_out(house) == {REFUSED: 2}

    right.now = left.now
    right.decide(purpose=REGISTRY)
    assert {one.side for one in listed(house)} == {Side.LEFT, Side.RIGHT}


def test_who_withdraws_is_in_no_later_extract_until_they_agree_anew(house: House) -> None:
    hip, other = operated(house), operated(house, "Nolan", place=1)
    assert {one.case for one in listed(house)} == {hip.case, other.case}
    stopped = Ended(kind=EndKind.WITHDREW_RESEARCH, on=hip.now.date(), told_by=ToldBy.PATIENT)
    end = record_end(house.patient(hip.patient), hip.patient, stopped, at=hip.tick()).subject

    assert [one.case for one in listed(house)] == [other.case]
    assert left_out(house) == {REFUSED: 1}

    take_end_back(house.desk, end, why="She thought better of it", at=hip.tick())
    assert left_out(house) == {REFUSED: 1}
    hip.tick()
    hip.decide(purpose=REGISTRY)
    assert {one.case for one in listed(house)} == {hip.case, other.case}


def test_a_closed_case_is_told_too(house: House) -> None:
    hip = operated(house).close()

    assert [one.case for one in listed(house)] == [hip.case]


def test_an_age_leaves_and_a_birth_date_does_not(house: House) -> None:
    operated(house)

    (one,) = listed(house)
    assert (one.age, one.operated_on, one.zone) == (65, date(2027, 3, 8), ZONE)
    told = repr(one)
    for secret in ("Ferro", "Ida", "ida@example.org", "1961", "+1201"):
        assert secret not in told


def test_what_was_corrected_is_told_once_and_in_its_place(house: House) -> None:
    hip = operated(house)
    before = [type(value) for value in listed(house)[0].values]
    (entry,) = every(hip.file.entries, History)
    right = History(symptom_months=Decimal(20))
    correct_entry(
        hip.house.surgeon, hip.case, entry.id, right, reason="Misheard.", read=hip.read, at=hip.tick()
    )

    (one,) = listed(house)
    assert [type(value) for value in one.values] == before
    assert one.values[0] == right


def test_only_what_was_sent_is_told_with_its_scores(house: House) -> None:
    hip = operated(house)
    hip.now += timedelta(days=45)
    Telephone(hip).enter("6w").send("mhhs", MHHS)

    (one,) = listed(house)
    (response,) = one.forms
    assert (response.instrument, response.milestone) == ("mhhs", "6w")
    assert [score.value for score in response.scores] != [None]
    assert response.submitted_at == hip.now


def test_products_come_with_their_life_in_the_order_of_their_collection(house: House) -> None:
    hip = booked(house).to(Stage.CONSENTED).collect().discard()
    hip.start().steps().release_now().confirm().administer().finish().decide(purpose=REGISTRY)

    (one,) = listed(house)
    assert [product.state.value for product in one.products] == ["discarded", "administered"]


def test_an_operation_after_it_on_the_same_hip_is_known(house: House) -> None:
    first = operated(house).close()
    again = booked(house, place=1)
    again.now += timedelta(days=500)
    again.to(Stage.OPERATED)
    other = booked(house, place=2, side=Side.RIGHT).to(Stage.OPERATED)

    told = {one.case: (one.number, one.reoperated_on) for one in listed(house)}
    assert told == {first.case: (1, date(2028, 7, 20)), again.case: (2, None), other.case: (1, None)}


def test_a_pathway_that_ended_without_an_operation_is_no_earlier_one(house: House) -> None:
    booked(house).to(Stage.CLOSED)
    hip = operated(house, place=1)

    assert [(one.case, one.number) for one in listed(house)] == [(hip.case, 1)]


def test_a_hip_whose_clock_nobody_knows_is_counted(house: House) -> None:
    hip = operated(house)
    BookingRow.objects.filter(case_id=hip.case).update(case_id=booked(house, "Other", place=1).case)

    assert (listed(house), left_out(house)) == ([], {NO_ZONE: 1})


def test_chunks_hold_every_hip_once_in_the_order_of_their_identities(house: House) -> None:
    hips = [operated(house, f"Family{n}", place=n) for n in range(5)]
    ids = sorted(hip.case for hip in hips)

    assert [len(part) for part in list_operated(house.surgeon, chunk=2)] == [2, 2, 1]
    for chunk in (1, 2, 5, 6):
        assert [one.case for one in listed(house, chunk=chunk)] == ids


def test_a_chunk_asks_as_often_for_five_hips_as_for_one(house: House) -> None:
    asked = []
    house.scope(Role.RESEARCHER)
    for n in range(5):
        operated(house, f"Family{n}", place=n)
        with CaptureQueriesContext(connection) as queries:
            listed(house)
        asked.append(len(queries))
    assert asked == [asked[0]] * 5
    assert asked[0] < 15


def test_another_practice_is_another_snapshot(house: House) -> None:
    operated(house)
    assert listed(a_house("south")) == []


def test_answers_are_of_the_day_they_were_given_and_somebody_else_s_are_left_out(house: House) -> None:
    hip = operated(house)
    hip.now += timedelta(days=60)
    given, at = hip.now.date() - timedelta(days=9), hip.tick()
    for by, milestone in ((AnsweredBy.PATIENT, "6w"), (AnsweredBy.OTHER, "3m")):
        case, pain = load_case(house.desk, hip.case), load_instrument("vas-pain-10")
        opened = save_open_response(
            house.desk, case, milestone, pain, wording=Wording.LABELS, mode=Mode.PAPER, at=at
        )
        sheet = a_sheet(house.desk, hip.case, number=ord(milestone[0]), at=at)
        told = OnPaper(sheet=sheet.id, answered_on=given, answered_by=by, missing={})
        answers = {"pain": 3}
        sent = Sent(answers=answers, scores=score_each(pain, answers), mode=Mode.PAPER, at=at, on_paper=told)
        save_sent(house.desk, load_response(house.desk, opened), sent)

    (one,) = listed(house)
    on_paper = [form for form in one.forms if form.mode is Mode.PAPER]
    assert [(form.milestone, form.submitted_at.date()) for form in on_paper] == [("6w", given)]
