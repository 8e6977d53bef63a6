"""Many hands reach for the same time, room or device: one gets it, the others hear what is free instead.

What keeps them apart is one unique key: without it the same race gives a time away twice on PostgreSQL.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection

from enthesis.actions import bookings as acts
from enthesis.actions.act import Receipt
from enthesis.actions.own_visits import cancel_own_visit, move_own_visit
from enthesis.actions.requests import book_consultation, request_consultation
from enthesis.actions.visit_links import issue_own_link, issue_visit_link
from enthesis.domain.errors import NotAllowed, Problem, Stale
from enthesis.domain.people.matching import NewPatient
from enthesis.domain.practice.booking import Booking, BookingStatus, Visit, Why
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.practice import Clinician
from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.practice.resource import Device, Room
from enthesis.domain.practice.ticks import ticks
from enthesis.domain.terms import Role
from enthesis.store import bookings, cases
from enthesis.store.audit import find_break
from enthesis.store.links import VisitLink, find_visit_link
from enthesis.store.models import BookingRow, OutboxRow, TickRow
from enthesis.store.practice import save_practice
from enthesis.store.scope import Scope
from tests.support.cases import AT, BORN, Hip, House, a_contact, a_hip, a_house, a_visit, asked, practice_of
from tests.support.fresh import together

pytestmark = pytest.mark.usefixtures("fresh_database")

MONTH = timedelta(days=30)
TEN = datetime(2027, 3, 9, 10, 0)  # noqa: DTZ001  a wall time, as a_visit() has it
BOOKERS = 200


def at(minutes: int = 0, *, clinician: str = "doctor") -> Visit:
    """A consultation so many minutes after ten."""
    return a_visit(TEN + timedelta(minutes=minutes), clinician=clinician)


def a_stranger(house: House, number: int) -> UUID:
    """A request of somebody born on a day of their own: nothing but the time keeps two of them apart."""
    contact = replace(a_contact(f"Ferro{number}"), birth_date=BORN + timedelta(days=number + 1))
    told = replace(asked(), contact=contact)
    return request_consultation(house.visitor, told, red_flags=frozenset(), at=AT).subject


def won(results: Sequence[object]) -> list[Receipt]:
    """What succeeded. Whatever else came back must be a sentence, never a crash."""
    broken = [r for r in results if not isinstance(r, Receipt | Problem)]
    assert broken == []
    return [r for r in results if isinstance(r, Receipt)]


def active(desk: Scope) -> list[Booking]:
    return list(bookings.list_bookings(desk, AT, AT + MONTH))


def check_book(desk: Scope) -> None:
    """No five minutes of anything have two owners, and each visit in the book owns all of its own."""
    owners = Counter(TickRow.objects.values_list("practice", "resource", "tick"))
    assert max(owners.values(), default=1) == 1
    for booking in active(desk):
        visit = booking.visit
        mine = TickRow.objects.filter(booking_id=booking.id, resource=f"clinician:{visit.clinician}")
        assert sorted(mine.values_list("tick", flat=True)) == list(ticks(visit.starts_at, visit.minutes))
    cancelled = BookingRow.objects.filter(status=BookingStatus.CANCELLED.value)
    assert not TickRow.objects.filter(booking__in=cancelled).exists()
    assert find_break() is None


def book_one_time(house: House, count: int) -> list[Receipt | Exception]:
    waiting = [a_stranger(house, n) for n in range(count)]
    desk = house.desk
    return together(count, lambda n: book_consultation(desk, waiting[n], at(), who=NewPatient(), at=AT))


def test_two_hundred_want_one_time_and_one_gets_it() -> None:
    house = a_house()

    results = book_one_time(house, BOOKERS)

    (winner,) = won(results)
    refused = [r for r in results if isinstance(r, Taken)]
    assert len(refused) == BOOKERS - 1
    assert {r.code for r in refused} == {"time-taken"}
    for one in refused:
        assert [v.wall_start for v in one.next_free] == [TEN + timedelta(minutes=m) for m in (30, 60, 90)]
        assert "The next free times: Tuesday 09 March 2027, 10:30; " in one.sentence
    assert [b.case for b in active(house.desk)] == [winner.subject]
    assert [c.id for c in cases.list_cases(house.desk)] == [winner.subject]
    assert len(bookings.list_requests(house.desk)) == BOOKERS - 1
    assert OutboxRow.objects.filter(kind="visit_booked").count() == 1
    check_book(house.desk)


@pytest.mark.postgres
def test_without_the_unique_key_the_same_race_books_one_time_twice() -> None:
    """The mutant: it shows that the race above can fail, and what the key is for."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE tick DROP CONSTRAINT tick_claimed_once")
    house = a_house()

    results = book_one_time(house, 40)

    assert len(won(results)) > 1
    assert len({b.visit.starts_at for b in active(house.desk)}) == 1
    with pytest.raises(AssertionError):
        check_book(house.desk)


def test_of_many_clinicians_as_many_see_somebody_as_there_are_devices() -> None:
    house = a_house()
    site = practice_of("north")
    names = [f"c{n}" for n in range(10)]
    needy = replace(site.visit_types[0], room="exam", devices=("ultrasound",))
    save_practice(
        replace(
            site,
            clinicians=(*site.clinicians, *(Clinician(slug=name, name=name) for name in names)),
            visit_types=(needy, *site.visit_types[1:]),
            rooms=tuple(Room(slug=f"r{n}", name="R", office="town", kind="exam") for n in range(4)),
            devices=tuple(Device(slug=f"u{n}", name="U", office="town", kind="ultrasound") for n in range(3)),
        ),
        at=AT,
    )
    waiting, desk = [a_stranger(house, n) for n in range(10)], house.desk

    results = together(
        10,
        lambda n: book_consultation(
            desk, waiting[n], at(5 * (n % 3), clinician=names[n]), who=NewPatient(), at=AT
        ),
    )

    assert len(won(results)) == 3
    assert {r.code for r in results if isinstance(r, Problem)} == {"no-room"}
    check_book(desk)


def test_a_session_is_never_fuller_than_its_places() -> None:
    house = a_house()
    site = practice_of("north")
    counted = replace(site.visit_types[0], new_patient=True)
    sessions = tuple(replace(session, new_patients=3) for session in site.sessions)
    save_practice(replace(site, visit_types=(counted, *site.visit_types[1:]), sessions=sessions), at=AT)
    waiting, desk = [a_stranger(house, n) for n in range(12)], house.desk

    results = together(
        12, lambda n: book_consultation(desk, waiting[n], at(30 * n - 60), who=NewPatient(), at=AT)
    )

    assert len(won(results)) == 3
    refused = [r for r in results if isinstance(r, Taken)]
    assert {r.code for r in refused} == {"session-full"}
    assert {v.wall_start.day for r in refused for v in r.next_free} == {10}
    check_book(desk)


def the_booking(hip: Hip) -> Booking:
    return bookings.bookings_of(hip.house.desk, hip.case)[0]


def hips_at(house: House, *minutes: int) -> list[Hip]:
    return [a_hip(house, f"Ferro{m}", visit=at(m)) for m in minutes]


def move(scope: Scope, booking: Booking, visit: Visit) -> Receipt:
    return acts.move_booking(scope, booking.id, visit, why=Why.PATIENT, read=booking.version, at=AT)


def cancel(scope: Scope, booking: Booking) -> Receipt:
    return acts.cancel_booking(scope, booking.id, why=Why.PATIENT, read=booking.version, at=AT)


def test_a_time_that_is_being_cancelled_is_booked_by_one_or_none_and_is_then_free() -> None:
    house = a_house()
    (hip,) = hips_at(house, 0)
    booking, desk = the_booking(hip), house.desk
    waiting = [a_stranger(house, n) for n in range(9)]

    results = together(
        10,
        lambda n: (
            cancel(desk, booking)
            if n == 9
            else book_consultation(desk, waiting[n], at(), who=NewPatient(), at=AT)
        ),
    )

    assert isinstance(results[9], Receipt)
    assert len(won(results)) <= 2
    assert all(isinstance(r, Taken) for r in results if not isinstance(r, Receipt))
    check_book(desk)
    if not active(desk):
        assert book_consultation(desk, waiting[0], at(), who=NewPatient(), at=AT)
    assert [b.visit for b in active(desk)] == [at()]


@pytest.mark.parametrize("round_", [(0, 60), (0, 60, 120), (0, 45, 105)], ids=["two", "three", "uneven"])
def test_visits_that_want_each_others_time_all_keep_one(round_: tuple[int, ...]) -> None:
    """In a ring nobody can move before another has: each is refused, none is lost, nobody waits for ever."""
    house = a_house()
    held = [the_booking(hip) for hip in hips_at(house, *round_)]
    desk, count = house.desk, len(round_)

    for _ in range(3):
        results = together(count, lambda n: move(desk, held[n], at(round_[(n + 1) % count])))
        assert won(results) == []
        assert all(isinstance(r, Taken) for r in results)

    assert [b.visit for b in active(desk)] == [at(m) for m in sorted(round_)]
    check_book(desk)


def test_visits_that_move_up_one_after_the_other_do_so_or_stay() -> None:
    """10:00 to 10:15, 10:30 to 10:45 and 11:00 to 11:15: each needs half of what the next one leaves."""
    house = a_house()
    starts = (0, 30, 60)
    held, desk = [the_booking(hip) for hip in hips_at(house, *starts)], house.desk

    results = together(3, lambda n: move(desk, held[n], at(starts[n] + 15)))

    now = sorted(b.visit.starts_at for b in active(desk))
    assert len(now) == 3
    assert len(won(results)) >= 1
    assert isinstance(results[2], Receipt)
    check_book(desk)


def test_of_many_who_move_to_one_time_one_arrives_and_the_others_keep_theirs() -> None:
    house = a_house()
    starts = (0, 30, 60, 90, 120, 150)
    held, desk = [the_booking(hip) for hip in hips_at(house, *starts)], house.desk

    results = together(6, lambda n: move(desk, held[n], at(240)))

    assert len(won(results)) == 1
    assert all(r.next_free for r in results if isinstance(r, Taken))
    free = next(n for n, r in enumerate(results) if isinstance(r, Receipt))
    expected = {at(m).starts_at for m in (*starts, 240)} - {at(starts[free]).starts_at}
    assert {b.visit.starts_at for b in active(desk)} == expected
    check_book(desk)


def test_of_many_acts_on_one_visit_one_is_done() -> None:
    house = a_house()
    (hip,) = hips_at(house, 0)
    booking, desk = the_booking(hip), house.desk
    today = at().starts_at - timedelta(hours=1)

    def do(n: int) -> Receipt:
        if n % 3 == 0:
            return cancel(desk, booking)
        if n % 3 == 1:
            return move(desk, booking, at(60 + 30 * n))
        return acts.record_arrival(desk, booking.id, read=booking.version, at=today)

    results = together(9, do)

    assert len(won(results)) == 1
    assert all(isinstance(r, Stale | NotAllowed) for r in results if not isinstance(r, Receipt))
    assert the_booking(hip).version == 2
    assert len(bookings.list_changes(desk, booking.id)) == 2
    check_book(desk)


def test_an_answer_that_was_lost_is_given_again_and_nothing_is_done_twice() -> None:
    """The same form eight times at once and once more later, as after a broken line."""
    house = a_house()
    hip = a_hip(house)
    booking, desk = the_booking(hip), replace(house.desk, submit="one form")

    for act in (
        lambda _: acts.book_visit(desk, hip.case, at(60), at=AT),
        lambda _: acts.move_booking(desk, booking.id, at(120), why=Why.PATIENT, read=1, at=AT),
        lambda _: acts.cancel_booking(desk, booking.id, why=Why.PATIENT, read=2, at=AT),
    ):
        receipts = won([*together(8, act), act(8)])
        assert len(receipts) == 9
        assert len({r.subject for r in receipts}) == 1
        assert Counter(r.repeated for r in receipts) == {False: 1, True: 8}

    assert [b.visit for b in active(house.desk)] == [at(60)]
    assert Counter(OutboxRow.objects.filter(kind__startswith="visit_").values_list("kind", flat=True)) == {
        "visit_booked": 2,
        "visit_moved": 1,
        "visit_cancelled": 1,
    }
    check_book(house.desk)


def test_a_request_that_two_desks_book_at_once_has_one_visit() -> None:
    house = a_house()
    desks = [replace(house.scope(Role.DESK, name), submit=f"form of {name}") for name in ("ann", "bob")]
    request = a_stranger(house, 0)

    results = together(2, lambda n: book_consultation(desks[n], request, at(30 * n), who=NewPatient(), at=AT))

    (winner,) = won(results)
    (loser,) = [r for r in results if isinstance(r, Problem)]
    assert loser.code in ("request-done", "who")
    assert [b.case for b in active(house.desk)] == [winner.subject]
    assert len(cases.list_cases(house.desk)) == 1
    check_book(house.desk)


def test_a_storm_of_bookings_moves_and_cancellations_leaves_a_whole_book() -> None:
    house = a_house()
    hips, desk = hips_at(house, *range(0, 240, 30)), house.desk

    def storm(n: int) -> list[object]:
        chance, done = Random(n), list[object]()  # noqa: S311
        for _ in range(12):
            hip, visit = chance.choice(hips), at(15 * chance.randrange(20))
            booked = chance.choice(bookings.bookings_of(desk, hip.case))
            act = chance.choice(
                [
                    lambda h=hip, v=visit: acts.book_visit(desk, h.case, v, at=AT),
                    lambda b=booked, v=visit: move(desk, b, v),
                    lambda b=booked: cancel(desk, b),
                ]
            )
            try:
                done.append(act())
            except Problem as problem:
                done.append(problem)
        return done

    results = together(8, storm)

    assert [r for r in results if isinstance(r, Exception)] == []
    assert len(won([one for result in results if isinstance(result, list) for one in result])) > 8
    check_book(desk)


def hold(house: House, number: int, visit: Visit, *, submit: str = "") -> Receipt:
    """A visitor of their own asks for a time, as the public pages do."""
    contact = replace(a_contact(f"Ferro{number}"), birth_date=BORN + timedelta(days=number + 1))
    visitor = replace(house.visitor, submit=submit)
    return request_consultation(
        visitor, replace(asked(), contact=contact), red_flags=frozenset(), visit=visit, at=AT
    )


def hold_one_time(house: House, count: int) -> list[Receipt | Exception]:
    return together(count, lambda n: hold(house, n, at()))


def test_two_hundred_visitors_want_one_time_and_one_holds_it() -> None:
    house = a_house()

    results = hold_one_time(house, BOOKERS)

    (winner,) = won(results)
    refused = [r for r in results if isinstance(r, Taken)]
    assert len(refused) == BOOKERS - 1
    for one in refused:
        assert [v.wall_start for v in one.next_free] == [TEN + timedelta(minutes=m) for m in (30, 60, 90)]
    assert [b.request for b in active(house.desk)] == [winner.subject]
    assert [r.id for r in bookings.list_requests(house.desk)] == [winner.subject]  # the losers left nothing
    assert OutboxRow.objects.filter(kind="visit_booked").count() == 1
    check_book(house.desk)


@pytest.mark.postgres
def test_without_the_unique_key_two_visitors_hold_one_time() -> None:
    """The mutant, for those who book without the desk."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE tick DROP CONSTRAINT tick_claimed_once")
    house = a_house()

    results = hold_one_time(house, 40)

    assert len(won(results)) > 1
    with pytest.raises(AssertionError):
        check_book(house.desk)


def test_a_held_time_that_is_cancelled_goes_to_one_visitor_or_is_free() -> None:
    house = a_house()
    held = bookings.find_held(house.desk, hold(house, 99, at()).subject)
    assert held is not None
    link = link_to(house, held)

    results = together(
        10,
        lambda n: (
            cancel_own_visit(link.scope, link, why=None, read=held.version, at=AT)
            if n == 9
            else hold(house, n, at())
        ),
    )

    assert isinstance(results[9], Receipt)
    assert len(won(results)) <= 2
    assert all(isinstance(r, Taken) for r in results if not isinstance(r, Receipt))
    check_book(house.desk)
    if not active(house.desk):
        assert hold(house, 50, at())
    assert [b.visit for b in active(house.desk)] == [at()]


def test_patient_and_desk_move_one_visit_at_once_and_one_of_them_does() -> None:
    house = a_house()
    (hip,) = hips_at(house, 0)
    booking, desk = the_booking(hip), house.desk
    link = link_to(house, booking)

    results = together(
        6,
        lambda n: (
            move_own_visit(link.scope, link, at(60 + 30 * n), read=booking.version, at=AT)
            if n % 2
            else move(desk, booking, at(60 + 30 * n))
        ),
    )

    assert len(won(results)) == 1
    assert all(isinstance(r, Stale) for r in results if not isinstance(r, Receipt))
    assert the_booking(hip).version == 2
    check_book(desk)


def test_the_desk_accepts_while_the_visitor_cancels_or_moves_and_nothing_is_half_done() -> None:
    house = a_house()
    desk = house.desk
    for round_ in range(6):
        request = hold(house, round_, at(round_ * 60)).subject
        held = bookings.find_held(desk, request)
        assert held is not None
        link = link_to(house, held)
        race(house, request, held, link, at(round_ * 60 + 30), cancels=round_ % 2 == 0)
    check_book(desk)


def race(house: House, request: UUID, held: Booking, link: VisitLink, other: Visit, *, cancels: bool) -> None:
    """Either may win, or both one after the other; then the visit and the request tell the same."""

    def by_visitor() -> Receipt:
        if cancels:
            return cancel_own_visit(link.scope, link, why=None, read=held.version, at=AT)
        return move_own_visit(link.scope, link, other, read=held.version, at=AT)

    results = together(
        2,
        lambda n: by_visitor() if n else book_consultation(house.desk, request, who=NewPatient(), at=AT),
    )

    assert won(results)
    now, told = bookings.load_booking(house.desk, held.id), bookings.load_request(house.desk, request)
    if told.status is RequestStatus.BOOKED:
        assert now.case is not None and now.case == told.case
    else:
        assert told.status is (RequestStatus.WITHDRAWN if cancels else RequestStatus.WAITING)
        assert now.case is None


def test_a_form_of_a_visitor_sent_many_times_holds_one_time() -> None:
    house = a_house()

    receipts = won(together(8, lambda _: hold(house, 1, at(), submit="one form")))

    assert len(receipts) == 8
    assert len({r.subject for r in receipts}) == 1
    assert Counter(r.repeated for r in receipts) == {False: 1, True: 7}
    assert len(active(house.desk)) == 1
    tokens = {issue_own_link(house.visitor, receipt, at=AT).secret for receipt in receipts}
    assert len(tokens) == 8
    check_book(house.desk)


def test_one_person_who_asks_many_times_at_once_holds_one_time_for_a_hip() -> None:
    house = a_house()

    results = together(8, lambda n: hold(house, 1, at(30 * n), submit=f"form {n}"))

    assert len(won(results)) == 8
    assert len(active(house.desk)) == 1
    assert len(bookings.list_requests(house.desk)) == 8
    check_book(house.desk)


def with_one_room() -> House:
    house = a_house()
    rooms = (Room(slug="r1", name="Room 1", office="town", kind="exam"),)
    save_practice(replace(practice_of("north"), rooms=rooms), at=AT)
    return house


def room_four(house: House, day: int = 0) -> list[Receipt | Exception]:
    """Four desks take four patients of a day to one room at once."""
    desk = house.desk
    here = [the_booking(hip) for hip in hips_at(house, *(day * 24 * 60 + m for m in (0, 30, 60, 90)))]
    for booking in here:
        acts.record_arrival(desk, booking.id, read=booking.version, at=booking.visit.starts_at)
    now = here[0].visit.starts_at
    return together(4, lambda n: acts.record_rooming(desk, here[n].id, "r1", read=2, at=now))


def test_of_four_desks_that_take_four_patients_to_one_room_one_does() -> None:
    house = with_one_room()

    results = room_four(house)

    assert len(won(results)) == 1
    refused = [str(r) for r in results if isinstance(r, Problem)]
    assert len(refused) == 3 and all("Somebody else is in Room 1." in one for one in refused)
    assert [b.room for b in active(house.desk) if b.status is BookingStatus.ROOMED] == ["r1"]
    check_book(house.desk)


@pytest.mark.postgres
def test_without_its_unique_key_a_room_holds_many() -> None:
    """The mutant: looking first does not keep two desks from one room."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX room_holds_one")
    house = with_one_room()

    assert max(len(won(room_four(house, day))) for day in range(3)) > 1


def link_to(house: House, booking: Booking) -> VisitLink:
    link = find_visit_link(issue_visit_link(house.desk, booking.id, at=AT).secret, at=AT)
    assert link is not None
    return link
