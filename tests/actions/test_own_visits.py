"""A visit by its private link: moved, cancelled, never by somebody who only has the address."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from enthesis.actions import bookings as acts
from enthesis.actions.act import Receipt
from enthesis.actions.confirmation import confirm_birth_date
from enthesis.actions.own_visits import cancel_own_visit, move_own_visit
from enthesis.actions.patients import correct_contact
from enthesis.actions.requests import book_consultation, request_consultation
from enthesis.actions.visit_links import (
    give_visit_tries_back,
    issue_own_link,
    issue_visit_link,
    revoke_visit_links,
)
from enthesis.domain.errors import NotAllowed, NotFound, Stale
from enthesis.domain.people.matching import KnownPatient, NewPatient
from enthesis.domain.practice.booking import Booking, BookingStatus, Why
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.referral import Asked, RequestStatus
from enthesis.domain.terms import Role, Side
from enthesis.store import bookings, links, patients
from enthesis.store.links import VisitLink
from enthesis.store.models import AuditRow, LinkRow
from tests.support.cases import AT, BORN, Hip, House, a_contact, a_hip, a_hold, a_house, a_visit, asked

pytestmark = pytest.mark.django_db

AT_TWO = datetime(2027, 3, 9, 14, 0)  # noqa: DTZ001, a wall time
AT_THREE = AT_TWO.replace(hour=15)


@pytest.fixture
def house() -> House:
    return a_house()


def ask(house: House, told: Asked, hour: int = 14) -> Receipt:
    visit = a_visit(AT_TWO.replace(hour=hour))
    return request_consultation(house.visitor, told, red_flags=frozenset(), visit=visit, at=AT)


def held_of(house: House, request: UUID) -> Booking:
    held = bookings.find_held(house.desk, request)
    assert held is not None
    return held


def follow(house: House, booking: UUID, *, at: datetime = AT) -> VisitLink:
    token = issue_visit_link(house.scope(Role.SYSTEM), booking, at=at).secret
    link = links.find_visit_link(token, at=at)
    assert link is not None
    return link


def stands(link: VisitLink, *, at: datetime = AT) -> bool:
    try:
        links.check_stands(link, at=at)
    except NotAllowed:
        return False
    return True


def guess(house: House, link: VisitLink, born: date) -> None:
    confirm_birth_date(house.visitor, link, born, at=AT)


def test_whoever_asked_moves_the_held_visit(house: House) -> None:
    held = held_of(house, a_hold(house))
    link = follow(house, held.id)
    move_own_visit(link.scope, link, a_visit(AT_THREE), read=held.version, at=AT)
    assert held_of(house, held.request or held.id).visit.wall_start == AT_THREE
    assert ask(house, asked("Next")).subject  # the earlier time is free again


def test_a_patient_moves_the_own_visit(house: House) -> None:
    hip = a_hip(house)
    (visit,) = bookings.bookings_of(house.desk, hip.case)
    link = follow(house, visit.id)
    move_own_visit(link.scope, link, a_visit(AT_THREE), read=visit.version, at=AT)
    (moved,) = bookings.bookings_of(house.desk, hip.case)
    assert (moved.visit.wall_start, moved.version) == (AT_THREE, 2)
    assert AuditRow.objects.get(action="move_own_visit").patient == hip.patient


def test_a_taken_time_names_the_next_and_the_old_one_is_kept(house: House) -> None:
    ask(house, asked("Other"), 15)
    held = held_of(house, a_hold(house))
    link = follow(house, held.id)
    with pytest.raises(Taken, match="15:00 is not free") as refused:
        move_own_visit(link.scope, link, a_visit(AT_THREE), read=held.version, at=AT)
    assert [v.wall_start.strftime("%H:%M") for v in refused.value.next_free] == ["15:30", "16:00", "16:30"]
    assert bookings.load_booking(house.desk, held.id) == held


def test_only_what_is_offered_to_patients_can_be_had(house: House) -> None:
    held = held_of(house, a_hold(house))
    link = follow(house, held.id)
    with pytest.raises(Taken, match="22:00 is not free"):
        move_own_visit(link.scope, link, a_visit(AT_TWO.replace(hour=22)), read=held.version, at=AT)


def test_a_page_that_is_too_old_moves_nothing(house: House) -> None:
    held = held_of(house, a_hold(house))
    link = follow(house, held.id)
    acts.move_booking(house.desk, held.id, a_visit(AT_THREE), why=Why.PRACTICE, read=held.version, at=AT)
    with pytest.raises(Stale):
        move_own_visit(link.scope, link, a_visit(AT_TWO), read=held.version, at=AT)
    with pytest.raises(Stale):
        cancel_own_visit(link.scope, link, why=None, read=held.version, at=AT)


def test_a_held_visit_that_is_cancelled_withdraws_the_request(house: House) -> None:
    request = a_hold(house)
    held = held_of(house, request)
    link = follow(house, held.id)
    cancel_own_visit(link.scope, link, why=Why.NO_TIME, read=held.version, at=AT)
    assert bookings.load_request(house.desk, request).status is RequestStatus.WITHDRAWN
    assert bookings.load_booking(house.desk, held.id).status is BookingStatus.CANCELLED
    assert [c.why for c in bookings.list_changes(house.desk, held.id)] == [None, Why.NO_TIME]
    assert not stands(link)
    assert ask(house, asked("Next")).subject


def test_a_patients_visit_that_is_cancelled_leaves_the_case(house: House) -> None:
    hip = a_hip(house)
    (visit,) = bookings.bookings_of(house.desk, hip.case)
    link = follow(house, visit.id)
    cancel_own_visit(link.scope, link, why=None, read=visit.version, at=AT)
    (now,) = bookings.bookings_of(house.desk, hip.case)
    assert now.status is BookingStatus.CANCELLED
    assert bookings.list_changes(house.desk, visit.id)[-1].why is Why.PATIENT
    assert not stands(link)


@pytest.mark.parametrize("why", [Why.PRACTICE, Why.MISTAKE, Why.PATIENT])
def test_a_patient_gives_the_reasons_of_patients(house: House, why: Why) -> None:
    held = held_of(house, a_hold(house))
    link = follow(house, held.id)
    with pytest.raises(NotAllowed, match="not a reason a patient gives"):
        cancel_own_visit(link.scope, link, why=why, read=held.version, at=AT)


def test_a_visit_that_began_stays(house: House) -> None:
    held = held_of(house, a_hold(house))
    began = held.visit.starts_at + timedelta(minutes=1)
    link = follow(house, held.id, at=began)
    with pytest.raises(NotAllowed, match="has begun and cannot be moved"):
        move_own_visit(link.scope, link, a_visit(AT_THREE), read=held.version, at=began)
    with pytest.raises(NotAllowed, match="cannot be cancelled any more"):
        cancel_own_visit(link.scope, link, why=None, read=held.version, at=began)


def test_a_link_lasts_a_day_longer_than_the_visit_also_when_that_moves(house: House) -> None:
    held = held_of(house, a_hold(house))
    link = follow(house, held.id)
    over = held.visit.ends_at + timedelta(days=1)
    assert (stands(link, at=over - timedelta(minutes=1)), stands(link, at=over)) == (True, False)
    later = a_visit(AT_TWO + timedelta(days=7))
    acts.move_booking(house.desk, held.id, later, why=Why.PATIENT, read=held.version, at=AT)
    assert stands(link, at=over)
    with pytest.raises(NotAllowed, match="over or off"):
        issue_visit_link(house.desk, held.id, at=later.ends_at)


def test_only_the_hash_of_a_token_is_kept(house: House) -> None:
    held = held_of(house, a_hold(house))
    token = issue_visit_link(house.desk, held.id, at=AT).secret
    assert len(token) == 43
    assert token not in str(list(LinkRow.objects.values())) + str(list(AuditRow.objects.values()))


def test_no_message_of_a_visit_is_one_too_old(house: House) -> None:
    held = held_of(house, a_hold(house))
    assert [stands(link) for link in [follow(house, held.id) for _ in range(3)]] == [True] * 3


def test_five_wrong_dates_lock_every_link_of_the_visit(house: House) -> None:
    held = held_of(house, a_hold(house))
    one, other = follow(house, held.id), follow(house, held.id)
    for link in (one, one, other, other):
        with pytest.raises(NotAllowed, match="not the date of birth"):
            guess(house, link, date(1950, 1, 1))
    with pytest.raises(NotAllowed, match="now locked"):
        guess(house, one, date(1950, 1, 1))
    with pytest.raises(NotAllowed, match="locked after five"):
        guess(house, follow(house, held.id), BORN)
    give_visit_tries_back(house.desk, held.id, at=AT)
    guess(house, one, BORN)


def test_tries_count_for_the_patient_once_the_visit_is_somebodys(house: House) -> None:
    request = a_hold(house)
    held = held_of(house, request)
    before = follow(house, held.id)
    with pytest.raises(NotAllowed, match="4 tries are left"):
        guess(house, before, date(1950, 1, 1))
    book_consultation(house.desk, request, who=NewPatient(), at=AT)
    after = follow(house, held.id)
    assert (before.patient, links.tries_left(after)) == (None, 4)
    assert after.patient is not None and links.find_visit_link("x", at=AT) is None
    assert after.scope.actor.role is Role.PATIENT


def test_a_link_to_a_visit_is_none_to_a_case_and_the_other_way_round(house: House) -> None:
    hip = a_hip(house)
    (visit,) = bookings.bookings_of(house.desk, hip.case)
    token = issue_visit_link(house.desk, visit.id, at=AT).secret
    assert links.find_link(token, at=AT) is None
    link = links.find_visit_link(token, at=AT)
    assert link is not None
    with pytest.raises(NotAllowed, match="no longer works"):
        links.load_link_session(link.id, at=AT)


def test_a_new_contact_and_the_desk_end_links(house: House) -> None:
    hip = a_hip(house)
    (visit,) = bookings.bookings_of(house.desk, hip.case)
    link = follow(house, visit.id)
    new = replace(a_contact(), email="new@example.org")
    correct_contact(house.desk, hip.patient, new, read=1, at=AT)
    assert not stands(link)
    other = follow(house, visit.id)
    revoke_visit_links(house.desk, visit.id, at=AT)
    assert not stands(other)
    with pytest.raises(NotAllowed, match="no longer works"):
        cancel_own_visit(other.scope, other, why=None, read=visit.version, at=AT)


def test_an_unconfirmed_address_loses_its_link_when_the_visit_becomes_a_known_patients(house: House) -> None:
    hip = a_hip(house)
    told = replace(asked(side=Side.RIGHT), contact=replace(a_contact(), email="eve@example.net"))
    request = ask(house, told).subject
    link = follow(house, held_of(house, request).id)
    book_consultation(house.desk, request, who=KnownPatient(patient=_id(hip)), at=AT)
    assert not stands(link)


def _id(hip: Hip):  # type: ignore[no-untyped-def]
    return next(iter(patients.list_born_on(hip.house.desk, BORN)))


def test_a_second_request_for_the_same_hip_holds_no_second_time(house: House) -> None:
    assert held_of(house, ask(house, asked()).subject)
    again = ask(house, asked(), 15).subject
    assert bookings.find_held(house.desk, again) is None
    assert bookings.load_request(house.desk, again).status is RequestStatus.WAITING
    assert held_of(house, ask(house, asked(side=Side.RIGHT), 15).subject)  # the other hip
    other = replace(asked(), contact=replace(a_contact(), birth_date=date(1970, 1, 1)))
    assert held_of(house, ask(house, other, 16).subject)  # somebody else at the same telephone


def test_a_kind_of_visit_that_the_desk_books_is_not_had_here(house: House) -> None:
    visit = a_visit(AT_TWO, kind="follow-up")
    with pytest.raises(NotAllowed, match="not booked here"):
        request_consultation(house.visitor, asked(), red_flags=frozenset(), visit=visit, at=AT)


def test_whoever_has_just_booked_gets_a_link_also_when_the_answer_was_lost(house: House) -> None:
    visitor = replace(house.visitor, submit="one form")
    visit = a_visit(AT_TWO)
    receipts = [
        request_consultation(visitor, asked(), red_flags=frozenset(), visit=visit, at=AT) for _ in range(2)
    ]
    assert [r.repeated for r in receipts] == [False, True]
    tokens = [issue_own_link(house.visitor, receipt, at=AT).secret for receipt in receipts]
    assert all(links.find_visit_link(token, at=AT) for token in tokens)
    without = request_consultation(house.visitor, asked("Later"), red_flags=frozenset(), at=AT)
    with pytest.raises(NotFound, match="holds no time"):
        issue_own_link(house.visitor, without, at=AT)
