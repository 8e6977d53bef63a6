"""A visit is booked, moved, cancelled and kept: what it claims, what is sent, what is refused."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import icalendar
import pytest
from django.core import mail

from enthesis.actions import bookings as acts
from enthesis.actions.act import Receipt
from enthesis.cli.outbox.send import send_due_messages
from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Stale
from enthesis.domain.practice.booking import Booking, BookingAct, BookingStatus, Visit, Why
from enthesis.domain.practice.claims import Claim, Taken
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.resource import Device, Room
from enthesis.domain.practice.ticks import tick_of
from enthesis.store import bookings
from enthesis.store.audit import list_audit
from enthesis.store.claims import list_claims
from enthesis.store.models import ContactRow
from enthesis.store.practice import save_practice
from enthesis.store.work import list_messages
from tests.support.cases import AT, Hip, House, a_hip, a_house, a_visit, practice_of
from tests.support.claims import claims_of

pytestmark = pytest.mark.django_db

TEN = datetime(2027, 3, 9, 10, 0)  # noqa: DTZ001  a wall time, as a_visit() has it
LATER = TEN + timedelta(hours=1)


def with_rooms(house: House, *, rooms: int = 1, places: int | None = None) -> Practice:
    """The practice, whose consultations need a room and an ultrasound device and count new patients."""
    site = practice_of("north")
    consultation, follow_up = site.visit_types
    needy = replace(consultation, room="exam", devices=("ultrasound",), new_patient=True)
    told = replace(
        site,
        visit_types=(needy, follow_up),
        rooms=tuple(Room(slug=f"r{n}", name="R", office="town", kind="exam") for n in range(1, rooms + 1)),
        devices=tuple(
            Device(slug=f"u{n}", name="U", office="town", kind="ultrasound") for n in range(1, rooms + 1)
        ),
        sessions=tuple(replace(session, new_patients=places) for session in site.sessions),
    )
    save_practice(told, at=AT)
    return told


def the_booking(hip: Hip) -> Booking:
    return bookings.bookings_of(hip.house.desk, hip.case)[0]


def move(hip: Hip, visit: Visit, *, why: Why = Why.PATIENT) -> Receipt:
    booking = the_booking(hip)
    return acts.move_booking(hip.house.desk, booking.id, visit, why=why, read=booking.version, at=hip.tick())


def cancel(hip: Hip, *, at: datetime | None = None) -> Receipt:
    booking = the_booking(hip)
    return acts.cancel_booking(
        hip.house.desk, booking.id, why=Why.PATIENT, read=booking.version, at=at or hip.tick()
    )


def taken(house: House) -> set[tuple[str, int, int]]:
    return {(c.resource, c.first, c.ticks) for c in list_claims(house.desk, AT.date(), AT.date())}


def test_a_visit_claims_its_clinician_room_and_device_and_a_place() -> None:
    house = a_house()
    with_rooms(house, places=2)
    hip = a_hip(house)

    first = tick_of(a_visit().starts_at)
    assert set(claims_of(the_booking(hip).id).values()) == {
        Claim(resource="clinician:doctor", first=first, ticks=6),
        Claim(resource="room:r1", first=first, ticks=6),
        Claim(resource="device:u1", first=first, ticks=6),
        Claim(
            resource="new-patients:doctor@town",
            first=tick_of(a_visit(TEN.replace(hour=9)).starts_at),
            ticks=1,
        ),
    }


def test_two_at_one_time_have_a_room_each_and_a_third_has_none() -> None:
    house = a_house()
    with_rooms(house, rooms=2)
    one, other = a_hip(house), a_hip(house, "Bruno", visit=a_visit(clinician="other"))

    rooms = [set(claims_of(the_booking(hip).id)) for hip in (one, other)]
    assert rooms == [
        {"clinician:doctor", "room:r1", "device:u1"},
        {"clinician:other", "room:r2", "device:u2"},
    ]
    cancel(other)
    with_rooms(house, rooms=1)
    with pytest.raises(Taken, match="At 10:05 no room or device that this visit needs is free there"):
        a_hip(house, "Carli", visit=a_visit(TEN + timedelta(minutes=5), clinician="other"))


def test_a_session_takes_as_many_new_patients_as_it_has_places() -> None:
    house = a_house()
    with_rooms(house, rooms=3, places=2)
    first = a_hip(house, "A")
    a_hip(house, "B", visit=a_visit(LATER))

    with pytest.raises(Taken, match="12:00 lies in a session that has no place left") as refused:
        a_hip(house, "C", visit=a_visit(TEN.replace(hour=12)))
    assert refused.value.code == "session-full"
    assert [v.wall_start.day for v in refused.value.next_free] == [10, 10, 10]
    acts.book_visit(house.desk, first.case, a_visit(TEN.replace(hour=12), kind="follow-up"), at=AT)
    cancel(first)
    a_hip(house, "D", visit=a_visit(TEN.replace(hour=13)))


def test_a_session_that_opens_earlier_now_still_counts_who_is_booked() -> None:
    house = a_house()
    site = with_rooms(house, rooms=3, places=2)
    a_hip(house, "A")
    a_hip(house, "B", visit=a_visit(LATER))
    earlier = tuple(replace(session, opens=time(8)) for session in site.sessions)
    save_practice(replace(site, sessions=earlier), at=AT)

    with pytest.raises(Taken, match="no place left"):
        a_hip(house, "C", visit=a_visit(TEN.replace(hour=8)))


def test_who_is_too_late_hears_the_next_free_times() -> None:
    house = a_house()
    a_hip(house)
    a_hip(house, "B", visit=a_visit(TEN + timedelta(minutes=30)))

    with pytest.raises(Taken) as refused:
        a_hip(house, "C")

    assert refused.value.code == "time-taken"
    assert refused.value.sentence == (
        "10:00 has just been taken. The next free times: Tuesday 09 March 2027, 11:00; "
        "Tuesday 09 March 2027, 11:30; Tuesday 09 March 2027, 12:00."
    )
    assert [v.wall_start.time() for v in refused.value.next_free] == [time(11), time(11, 30), time(12)]
    a_hip(house, "D", visit=refused.value.next_free[0])


def test_where_nothing_is_left_the_next_free_times_are_elsewhere() -> None:
    house = a_house()
    site = practice_of("north")
    office = replace(site.offices[0], slug="village", name="Village")
    (tuesday,) = (s for s in site.sessions if s.weekday == "tuesday")
    short = replace(tuesday, opens=time(10), closes=time(10, 30), valid_until=TEN.date())
    wednesday = replace(tuesday, office="village", weekday="wednesday", clinician="other")
    save_practice(replace(site, offices=(*site.offices, office), sessions=(short, wednesday)), at=AT)
    a_hip(house)

    with pytest.raises(Taken, match=r"Wednesday 10 March 2027, 09:00 \(Village\)"):
        a_hip(house, "B")


def test_without_any_free_time_the_refusal_says_where_to_look() -> None:
    house = a_house()
    save_practice(replace(practice_of("north"), sessions=()), at=AT)
    a_hip(house)

    with pytest.raises(Taken, match="Choose another day, office or clinician"):
        a_hip(house, "B")


def test_one_more_visit_of_a_case() -> None:
    hip = a_hip(a_house())

    receipt = acts.book_visit(hip.house.desk, hip.case, a_visit(LATER, kind="follow-up"), at=hip.tick())

    second = bookings.load_booking(hip.house.desk, receipt.subject)
    assert (second.case, second.visit.wall_start, second.status) == (hip.case, LATER, BookingStatus.BOOKED)
    newest = list_audit(hip.house.desk, limit=1)[0]
    assert (newest.action, newest.subject, newest.patient) == ("book_visit", second.id, hip.patient)


def test_a_closed_case_has_no_further_visit() -> None:
    hip = a_hip(a_house()).examine().close()

    with pytest.raises(NotAllowed, match="This case is closed"):
        acts.book_visit(hip.house.desk, hip.case, a_visit(LATER), at=hip.tick())


def test_a_visit_that_moves_leaves_its_time_to_others() -> None:
    hip = a_hip(a_house())

    move(hip, a_visit(LATER))

    moved = the_booking(hip)
    assert (moved.visit.wall_start, moved.version, moved.status) == (LATER, 2, BookingStatus.BOOKED)
    assert taken(hip.house) == {("clinician:doctor", tick_of(a_visit(LATER).starts_at), 6)}
    a_hip(hip.house, "Bruno")


def test_a_visit_may_move_by_less_than_its_length_and_keeps_its_room() -> None:
    house = a_house()
    with_rooms(house, rooms=2, places=1)
    a_hip(house, "A", visit=a_visit(clinician="other"))
    hip = a_hip(house, "B")
    before = set(claims_of(the_booking(hip).id))

    move(hip, a_visit(TEN + timedelta(minutes=15)))

    after = claims_of(the_booking(hip).id)
    assert set(after) == before >= {"room:r2", "new-patients:doctor@town"}
    assert after["room:r2"].first == tick_of(a_visit(TEN + timedelta(minutes=15)).starts_at)
    assert {c.ticks for c in after.values()} == {6, 1}


def test_a_visit_that_cannot_move_stays_where_it_is() -> None:
    house = a_house()
    hip = a_hip(house)
    a_hip(house, "Bruno", visit=a_visit(LATER))
    before = taken(house)

    with pytest.raises(Taken, match=r"11:15 has just been taken. The next free times: Tuesday .* 11:30"):
        move(hip, a_visit(LATER + timedelta(minutes=15)))

    assert the_booking(hip).visit == a_visit()
    assert taken(house) == before


@pytest.mark.parametrize(
    ("visit", "said"),
    [
        (a_visit(), "at this time already"),
        (a_visit(LATER, kind="follow-up"), "stays of its kind"),
        (replace(a_visit(LATER), minutes=60), "no longer offered like this"),
        (replace(a_visit(LATER), zone="America/Chicago"), "no longer offered like this"),
        (replace(a_visit(LATER), starts_at=a_visit().starts_at), "not the time of this visit"),
        (a_visit(TEN - timedelta(days=7)), "already over"),
        (replace(a_visit(LATER), clinician="nobody"), "no clinician called"),
        (replace(a_visit(LATER), office="nowhere"), "no office called"),
    ],
)
def test_a_visit_does_not_move_to_what_is_no_time(visit: Visit, said: str) -> None:
    hip = a_hip(a_house())

    with pytest.raises((Invalid, NotAllowed, NotFound), match=said):
        move(hip, visit)
    assert the_booking(hip).version == 1


def test_a_cancelled_visit_is_free_at_once_and_gone_from_the_day() -> None:
    hip = a_hip(a_house())

    cancel(hip)

    assert the_booking(hip).status is BookingStatus.CANCELLED
    assert taken(hip.house) == set()
    assert bookings.list_bookings(hip.house.desk, AT, AT + timedelta(days=9)) == ()
    a_hip(hip.house, "Bruno")


def test_the_course_of_a_visit() -> None:
    hip = a_hip(a_house())
    desk, id_ = hip.house.desk, the_booking(hip).id
    noon = a_visit().starts_at + timedelta(hours=2)

    acts.record_no_show(desk, id_, read=1, at=noon)
    acts.record_arrival(desk, id_, read=2, at=noon)
    acts.finish_visit(desk, id_, read=3, at=noon)
    acts.reopen_visit(desk, id_, read=4, at=noon)

    told = [(change.number, change.act) for change in bookings.list_changes(desk, id_)]
    assert told == [
        (1, BookingAct.BOOK),
        (2, BookingAct.MISS),
        (3, BookingAct.ARRIVE),
        (4, BookingAct.FINISH),
        (5, BookingAct.REOPEN),
    ]
    assert the_booking(hip).status is BookingStatus.BOOKED
    assert taken(hip.house) != set()


def test_a_visit_keeps_its_history_with_who_and_why() -> None:
    hip = a_hip(a_house())

    move(hip, a_visit(LATER), why=Why.PRACTICE)
    cancel(hip)

    booked, moved, cancelled = bookings.list_changes(hip.house.desk, the_booking(hip).id)
    assert (booked.wall_start, booked.why) == (TEN, None)
    assert (moved.wall_start, moved.why, moved.by_name) == (LATER, Why.PRACTICE, "Desk")
    assert (cancelled.wall_start, cancelled.why) == (LATER, Why.PATIENT)
    actions = [e.action for e in list_audit(hip.house.desk, patient=hip.patient)]
    assert actions[:2] == ["cancel_booking", "move_booking"]


YESTERDAY, NOON = AT - timedelta(days=1), a_visit().starts_at + timedelta(hours=2)
COURSE = {
    "cancel_booking": lambda desk, id_, at: acts.cancel_booking(desk, id_, why=Why.PATIENT, read=1, at=at),
    "record_arrival": lambda desk, id_, at: acts.record_arrival(desk, id_, read=1, at=at),
    "record_no_show": lambda desk, id_, at: acts.record_no_show(desk, id_, read=1, at=at),
    "finish_visit": lambda desk, id_, at: acts.finish_visit(desk, id_, read=1, at=at),
    "reopen_visit": lambda desk, id_, at: acts.reopen_visit(desk, id_, read=1, at=at),
}


@pytest.mark.parametrize(
    ("act", "at", "said"),
    [
        ("cancel_booking", NOON, "time has come and it cannot be cancelled"),
        ("record_arrival", AT, "This visit is on 09 March 2027, not today"),
        ("record_no_show", AT, "nobody can have missed it"),
        (
            "finish_visit",
            NOON,
            "This visit is booked and cannot be marked as done. It could while it is arrived",
        ),
        ("reopen_visit", NOON, "cannot be opened again"),
    ],
)
def test_what_the_course_of_a_visit_does_not_allow(act: str, at: datetime, said: str) -> None:
    hip = a_hip(a_house())

    with pytest.raises(NotAllowed, match=said):
        COURSE[act](hip.house.desk, the_booking(hip).id, at)
    assert the_booking(hip).version == 1


def test_nothing_happens_to_a_cancelled_visit() -> None:
    hip = a_hip(a_house())
    cancel(hip)

    for act in (lambda: cancel(hip), lambda: move(hip, a_visit(LATER))):
        with pytest.raises(NotAllowed, match="This visit is cancelled and cannot be"):
            act()


@pytest.mark.parametrize("act", sorted(COURSE))
def test_who_read_an_older_visit_changes_nothing(act: str) -> None:
    hip = a_hip(a_house())
    move(hip, a_visit(LATER))

    with pytest.raises(Stale, match=r"you read version 1, it is at 2"):
        COURSE[act](hip.house.desk, the_booking(hip).id, NOON)
    assert the_booking(hip).version == 2


def test_anothers_visit_is_not_there() -> None:
    hip, south = a_hip(a_house()), a_house("south")

    for act in COURSE.values():
        with pytest.raises(NotFound, match="no such visit"):
            act(south.desk, the_booking(hip).id, NOON)


def test_the_same_form_twice_moves_once() -> None:
    hip = a_hip(a_house())
    booking, desk = the_booking(hip), replace(hip.house.desk, submit="one form")

    receipts = [
        acts.move_booking(desk, booking.id, a_visit(LATER), why=Why.PATIENT, read=1, at=hip.tick())
        for _ in range(2)
    ]

    assert [r.repeated for r in receipts] == [False, True]
    assert the_booking(hip).version == 2


def sent() -> list[tuple[str, str, int, datetime]]:
    """Subject, method, sequence and beginning of each message of a visit that went out."""
    told = []
    for message in mail.outbox:
        for text, kind in getattr(message, "alternatives", ()):
            (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
            method = re.search(r"method=(\w+)", kind)
            assert method
            told.append((message.subject, method[1], event["SEQUENCE"], event.start.astimezone(UTC)))
    return told


def test_each_message_updates_the_entry_of_the_one_before() -> None:
    hip = a_hip(a_house())
    send_due_messages(at=hip.tick())
    move(hip, a_visit(LATER))
    send_due_messages(at=hip.tick())
    cancel(hip)
    send_due_messages(at=hip.tick())

    assert sent() == [
        ("Your visit – North", "REQUEST", 0, a_visit().starts_at),
        ("Your visit has another time – North", "REQUEST", 1, a_visit(LATER).starts_at),
        ("Your visit is cancelled – North", "CANCEL", 2, a_visit(LATER).starts_at),
    ]


def test_messages_that_were_held_up_tell_what_holds_now_once() -> None:
    hip = a_hip(a_house())
    move(hip, a_visit(LATER))
    move(hip, a_visit(LATER + timedelta(hours=1)))

    send_due_messages(at=hip.tick())
    assert [(subject[:10], sequence) for subject, _, sequence, _ in sent()] == [("Your visit", 2)]

    cancel(hip)
    other = a_hip(hip.house, "Bruno")
    cancel(other)
    mail.outbox.clear()
    send_due_messages(at=hip.tick())
    assert [method for _, method, _, _ in sent()] == ["CANCEL", "CANCEL"]


def test_no_message_goes_out_for_a_visit_that_is_over() -> None:
    hip = a_hip(a_house())
    move(hip, a_visit(LATER))

    send_due_messages(at=a_visit(LATER).starts_at)

    assert sent() == []


def test_a_patient_without_an_address_gets_no_message_and_none_is_left_over() -> None:
    hip = a_hip(a_house())
    ContactRow.objects.update(email="")
    move(hip, a_visit(LATER))

    send_due_messages(at=hip.tick())

    assert sent() == []
    (moved,) = list_messages(hip.house.desk, "visit_moved", [the_booking(hip).id])
    assert moved.status == "unsent"
