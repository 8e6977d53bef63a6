"""An operation is booked, moved, confirmed and cancelled; its team's time and its visits go with it."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import icalendar
import pytest
from django.core import mail

from enthesis.actions import bookings as visits
from enthesis.actions import operations as acts
from enthesis.actions.clinic import close_case
from enthesis.actions.closures import close_time
from enthesis.actions.corrections import correct_entry
from enthesis.actions.surgery import start_surgery
from enthesis.cli.outbox.send import send_due_messages
from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Stale
from enthesis.domain.pathway.case import Closure as End
from enthesis.domain.pathway.operation import Hanging, OperationAct, OperationState
from enthesis.domain.pathway.plan import Approach, Biologic, Timing
from enthesis.domain.pathway.surgery import Start
from enthesis.domain.practice.booking import Booking, BookingStatus, Why
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.session import Closure
from enthesis.domain.terms import Option, Role
from enthesis.store.audit import list_audit
from enthesis.store.bookings import load_booking
from enthesis.store.models import TickRow
from enthesis.store.operations import list_operation_changes, list_operations
from enthesis.store.practice import load_written_practice, save_practice
from enthesis.store.tasks import list_tasks
from tests.support.cases import Hip, a_hip, a_house, a_plan, a_visit
from tests.support.operations import (
    DOCTOR,
    ON,
    OTHER,
    OUTSIDER,
    a_planned_hip,
    a_theatre,
    book,
    cancel,
    change,
    the_operation,
    with_hospitals,
)

pytestmark = pytest.mark.django_db
TWO_WEEKS, SIX_WEEKS = date(2027, 4, 6), date(2027, 5, 4)


def hanging(hip: Hip, purpose: str) -> Hanging:
    return next(one for one in the_operation(hip).visits if one.purpose == purpose)


def visit(hip: Hip, purpose: str) -> Booking:
    booking = hanging(hip, purpose).booking
    assert booking
    return load_booking(hip.house.desk, booking)


def todo(hip: Hip) -> list[str]:
    return [task.todo.words for task in list_tasks(hip.house.desk)]


def calendars_sent() -> list[str]:
    """The text of every calendar in the mail that left."""
    parts = [part for told in mail.outbox for part in told.message().walk()]
    found = [part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/calendar"]
    return [one.decode() for one in found if isinstance(one, bytes)]


def test_an_operation_claims_its_team_and_its_visits_are_booked_with_it() -> None:
    hip = a_planned_hip()
    book(hip)

    booked = the_operation(hip)
    assert (booked.state, booked.on) == (OperationState.PLANNED, ON)
    claimed = TickRow.objects.filter(operation_id=booked.id)
    assert set(claimed.values_list("resource", flat=True)) == {"clinician:doctor"}
    assert claimed.count() == 24
    assert [one.purpose for one in booked.visits] == ["2w", "6w"]
    assert [visit(hip, p).visit.wall_start.date() for p in ("2w", "6w")] == [TWO_WEEKS, SIX_WEEKS]
    assert visit(hip, "2w").visit.visit_type == "follow-up"
    assert todo(hip) == [
        "Have General Hospital confirm the operation of Tuesday, 23 March 2027, 10:00, 120 minutes."
    ]
    entry = list_audit(hip.house.scope(Role.AUDITOR))[0]
    assert (entry.action, entry.subject) == ("book_operation", booked.id)


def test_a_planned_injection_is_a_visit_of_its_own_and_never_before_its_day() -> None:
    product = Biologic(product="prp-lr", option=Option.PRP, timing=Timing.AFTER, day=4)  # a Saturday
    hip = a_planned_hip().draft(a_plan(product))
    book(hip)
    assert visit(hip, "injection").visit.wall_start.date() == date(2027, 3, 29)


def test_a_visit_without_a_free_time_is_a_task_that_says_which() -> None:
    hip = a_planned_hip()
    away = Closure(first=date(2027, 4, 1), last=date(2027, 4, 11), office="town", clinician="doctor")
    close_time(hip.house.desk, away, at=hip.tick())
    book(hip)

    assert hanging(hip, "2w").booking is None
    assert (
        "Book the visit after the operation (2 weeks), best on 6 April 2027, from 2 April to 10 April: "
        "no time is free near it."
    ) in todo(hip)
    assert hanging(hip, "6w").booking


def test_no_time_of_the_surgeon_is_given_twice() -> None:
    hip = a_planned_hip()
    book(hip)
    at_ten = a_visit(datetime(2027, 3, 23, 10, 0))  # noqa: DTZ001  a wall time
    with pytest.raises(Taken, match="10:00 has just been taken"):
        visits.book_visit(hip.house.desk, hip.case, at_ten, at=hip.tick())

    second = a_planned_hip(hip.house)
    with pytest.raises(Taken, match="The Doctor has another operation on 23 March 2027"):
        book(second, a_theatre(begins=time(11)))
    busy = a_visit(datetime(2027, 3, 24, 9, 0))  # noqa: DTZ001  a wall time
    visits.book_visit(hip.house.desk, hip.case, busy, at=hip.tick())
    with pytest.raises(Taken, match="The Doctor has a visit"):
        book(second, a_theatre(date(2027, 3, 24), time(8)))
    book(second, a_theatre(begins=time(11)), (OTHER,))


def test_a_day_without_a_time_holds_nobody() -> None:
    hip = a_planned_hip()
    book(hip, a_theatre(begins=None, minutes=None))
    assert not TickRow.objects.filter(operation_id=the_operation(hip).id).exists()
    assert visit(hip, "2w").visit.wall_start.date() == TWO_WEEKS


def test_what_cannot_be_booked_is_refused_in_a_sentence() -> None:
    hip = a_planned_hip()
    with pytest.raises(Invalid, match="8 March 2026 is over at the hospital"):
        book(hip, a_theatre(date(2026, 3, 8)))
    with pytest.raises(NotAllowed, match=r"Saturday 27 March 2027 is at a weekend\. Tick that it is meant"):
        book(hip, a_theatre(date(2027, 3, 27)))
    with pytest.raises(NotFound, match="no hospital called 'nowhere'"):
        book(hip, a_theatre(hospital="nowhere"))
    with pytest.raises(Invalid, match="An operation has one surgeon who leads it"):
        book(hip, team=(OUTSIDER,))
    close_time(hip.house.desk, Closure(first=ON, last=ON, clinician="doctor"), at=hip.tick())
    with pytest.raises(NotAllowed, match="The Doctor is away on 23 March 2027"):
        book(hip)
    saturday = a_theatre(date(2027, 3, 27))
    acts.book_operation(hip.house.desk, hip.case, saturday, (DOCTOR,), all_the_same=True, at=hip.tick())
    with pytest.raises(NotAllowed, match="An operation is booked for this case already"):
        book(hip, a_theatre(date(2027, 3, 25)))


def test_a_hip_without_a_plan_is_not_booked() -> None:
    hip = a_hip(with_hospitals(a_house())).examine().classify()
    with pytest.raises(NotAllowed, match=r"No plan is drafted for this hip\. Draft the plan first"):
        book(hip)


def test_an_operation_that_moves_takes_its_visits_along_and_the_calendar_is_told() -> None:
    hip = a_planned_hip()
    book(hip)
    before = visit(hip, "2w")
    send_due_messages(at=hip.tick())
    mail.outbox.clear()
    with pytest.raises(Invalid, match="It is not said why"):
        change(hip, a_theatre(ON + timedelta(days=14)))
    change(hip, a_theatre(ON + timedelta(days=14)), reason="The hospital has no room.")

    after = visit(hip, "2w")
    assert (after.id, after.version) == (before.id, before.version + 1)
    assert after.visit.wall_start.date() == TWO_WEEKS + timedelta(days=14)
    assert not TickRow.objects.filter(booking_id=after.id, tick__lt=after.visit.starts_at.timestamp() // 300)
    assert the_operation(hip).state is OperationState.MOVED
    send_due_messages(at=hip.tick())
    (invite,) = [one for one in calendars_sent() if str(after.id) in one]
    event = icalendar.Calendar.from_ical(invite).walk("VEVENT")[0]
    assert event["SEQUENCE"] == after.version - 1
    told = " ".join(str(one.message()) for one in mail.outbox if "visit" in one.subject) + invite
    assert not re.search(r"operation|surgery|hospital|hip repair", told, re.IGNORECASE)


def test_a_visit_that_still_fits_stays_and_one_that_took_place_too() -> None:
    hip = a_planned_hip()
    book(hip)
    before = visit(hip, "2w")
    change(hip, a_theatre(ON + timedelta(days=1)), reason="One day later.")
    assert visit(hip, "2w") == before


def test_another_time_on_the_same_day_is_no_move_and_needs_to_be_confirmed_again() -> None:
    hip = a_planned_hip()
    book(hip)
    acts.confirm_operation(hip.house.desk, the_operation(hip).id, read=1, at=hip.tick())
    assert the_operation(hip).state is OperationState.CONFIRMED
    assert todo(hip) == []
    change(hip, a_theatre(), (DOCTOR,))
    assert the_operation(hip).state is OperationState.CONFIRMED
    change(hip, a_theatre(begins=time(12)), (DOCTOR,))
    assert the_operation(hip).state is OperationState.MOVED
    assert todo(hip) == [
        "Tell General Hospital that the operation of Tuesday, 23 March 2027, 10:00, 120 minutes is now "
        "Tuesday, 23 March 2027, 12:00, 120 minutes; have it confirmed."
    ]
    with pytest.raises(Invalid, match="booked like this already"):
        change(hip, a_theatre(begins=time(12)), (DOCTOR,))


def test_a_move_that_cannot_be_leaves_everything_where_it_was() -> None:
    hip = a_planned_hip()
    book(hip)
    second = a_planned_hip(hip.house)
    book(second, a_theatre(date(2027, 3, 25)))
    before = (the_operation(second), visit(second, "2w"))
    with pytest.raises(Taken, match="another operation"):
        change(second, a_theatre(), reason="Earlier.")
    assert (the_operation(second), visit(second, "2w")) == before


def test_a_cancelled_operation_frees_its_time_and_cancels_what_hangs_on_it() -> None:
    hip = a_planned_hip()
    book(hip)
    two, operation = visit(hip, "2w"), the_operation(hip)
    cancel(hip)

    assert load_booking(hip.house.desk, two.id).status is BookingStatus.CANCELLED
    assert not TickRow.objects.filter(operation_id=operation.id).exists()
    assert todo(hip) == [
        "Tell General Hospital that the operation of Tuesday, 23 March 2027, 10:00, 120 minutes is cancelled."
    ]
    told = [(one.act, one.reason, one.by_name) for one in list_operation_changes(hip.house.desk, hip.case)]
    assert told == [(OperationAct.BOOK, "", "Desk"), (OperationAct.CANCEL, "The patient is ill.", "Desk")]
    assert list_operations(hip.house.desk, ON, ON) == ()
    book(hip)
    assert the_operation(hip).id != operation.id


def test_two_who_change_one_booking_do_not_overwrite_each_other() -> None:
    hip = a_planned_hip()
    book(hip)
    read = the_operation(hip)
    change(hip, a_theatre(begins=time(12)))
    with pytest.raises(Stale, match=r"you read version 1, it is at 2"):
        acts.cancel_operation(hip.house.desk, read.id, reason="No.", read=read.version, at=hip.tick())


def test_the_same_form_books_once() -> None:
    hip = a_planned_hip()
    desk = replace(hip.house.desk, submit="a-key")
    at = hip.tick()
    first = acts.book_operation(desk, hip.case, a_theatre(), (DOCTOR,), at=at)
    again = acts.book_operation(desk, hip.case, a_theatre(), (DOCTOR,), at=at)
    assert (again.subject, again.repeated) == (first.subject, True)


def test_surgery_on_another_day_than_booked_says_why_and_then_the_booking_stands_for_good() -> None:
    hip = a_planned_hip().sign().decide()
    book(hip)
    with pytest.raises(Invalid, match="booked for 23 March 2027, and begins on 8 March 2027") as refused:
        hip.start()
    assert refused.value.code == "another_day"
    hip.now = datetime.fromisoformat("2027-03-23T14:00:00+00:00")
    hip.tell().start()
    with pytest.raises(NotAllowed, match="The operation has begun"):
        change(hip, a_theatre(date(2027, 3, 30)), reason="Too late.")
    with pytest.raises(NotAllowed, match="The operation has begun"):
        cancel(hip)


def test_a_signed_operation_is_a_booking_that_was_done() -> None:
    hip = a_planned_hip().sign().decide()
    book(hip, a_theatre(date(2027, 3, 8), time(18)))
    hip.start().steps().finish()
    done = the_operation(hip)
    assert (done.state, done.is_standing) == (OperationState.DONE, False)
    assert visit(hip, "2w").status is BookingStatus.BOOKED


def test_done_on_another_day_the_booking_tells_that_day_and_its_visits_follow_it() -> None:
    hip = a_planned_hip().sign().decide()
    book(hip)
    hip.start(another_day="The hospital had a theatre free two weeks earlier.").steps().finish()
    done = the_operation(hip)
    assert (done.on, done.theatre.begins, done.state) == (date(2027, 3, 8), time(9, 5), OperationState.DONE)
    assert not TickRow.objects.filter(operation_id=done.id).exists()
    assert [one.due_on for one in done.visits] == [date(2027, 3, 22), date(2027, 4, 19)]
    assert [visit(hip, p).visit.wall_start.date() for p in ("2w", "6w")] == [
        date(2027, 3, 22),
        date(2027, 4, 19),
    ]
    assert todo(hip) == []


def test_the_reason_for_another_approach_is_none_for_another_day() -> None:
    hip = a_planned_hip().sign().decide()
    book(hip)
    start = Start(
        started_at=hip.tick(),
        approach=Approach.OPEN,
        wristband=hip.file.case.wristband,
        departure="The scope failed.",
    )
    with pytest.raises(Invalid, match="begins on 8 March 2027") as refused:
        start_surgery(hip.house.nurse, hip.case, start, read=hip.read, at=hip.now)
    assert refused.value.code == "another_day"


def test_a_start_that_is_corrected_to_another_day_says_why() -> None:
    hip = a_planned_hip().sign().decide()
    book(hip)
    hip.start(another_day="The hospital had a theatre free.")
    wrong = hip.file.latest(Start)
    assert wrong
    silent = replace(wrong.value, another_day="", started_at=wrong.value.started_at - timedelta(minutes=1))
    with pytest.raises(Invalid, match="booked for 23 March 2027, and begins on 8 March 2027"):
        correct_entry(
            hip.house.nurse, hip.case, wrong.id, silent, reason="Misread.", read=hip.read, at=hip.tick()
        )


def test_another_plan_that_is_signed_moves_or_cancels_the_visit_of_its_injection() -> None:
    hip = a_planned_hip()
    book(hip)
    later = Biologic(product="prp-lr", option=Option.PRP, timing=Timing.AFTER, day=7)
    hip.draft(a_plan(later)).sign()
    injection = visit(hip, "injection")
    assert injection.visit.wall_start.date() == ON + timedelta(days=7)
    hip.draft(a_plan(replace(later, day=14))).sign()
    assert visit(hip, "injection").visit.wall_start.date() == ON + timedelta(days=14)
    hip.draft(a_plan()).sign()
    assert [one.purpose for one in the_operation(hip).visits] == ["2w", "6w"]
    assert load_booking(hip.house.desk, injection.id).status is BookingStatus.CANCELLED


def test_a_visit_that_people_moved_stays_while_its_day_is_the_same() -> None:
    hip = a_planned_hip()
    book(hip)
    before = visit(hip, "2w")
    on = a_visit(datetime(2027, 4, 14, 9, 0), kind="follow-up")  # noqa: DTZ001  a wall time
    visits.move_booking(hip.house.desk, before.id, on, why=Why.PATIENT, read=1, at=hip.tick())
    change(hip, a_theatre(begins=time(12)))
    assert visit(hip, "2w").visit == on


def test_a_visit_nobody_came_to_is_booked_anew_when_the_operation_moves() -> None:
    hip = a_planned_hip()
    book(hip)
    missed = visit(hip, "2w")
    hip.now = missed.visit.starts_at + timedelta(hours=1)
    visits.record_no_show(hip.house.desk, missed.id, read=missed.version, at=hip.tick())
    change(hip, a_theatre(date(2027, 4, 20)), reason="The patient was ill.")
    assert visit(hip, "2w").id != missed.id
    assert visit(hip, "2w").visit.wall_start.date() == date(2027, 5, 4)


def test_a_task_gives_the_reason_for_which_there_is_no_visit() -> None:
    hip = a_planned_hip()
    site = load_written_practice(hip.house.desk)
    kinds = tuple(replace(kind, after_operation=()) for kind in site.visit_types)
    save_practice(replace(site, visit_types=kinds), at=hip.tick())
    book(hip)
    assert any(words.endswith("the practice file names no kind of visit for it.") for words in todo(hip))


def test_a_case_with_a_booked_operation_is_not_closed() -> None:
    hip = a_planned_hip()
    book(hip)
    with pytest.raises(NotAllowed, match=r"An operation is booked for 23 March 2027\. Cancel it first"):
        close_case(hip.house.surgeon, hip.case, End(reason="Moved away"), read=hip.read, at=hip.tick())


def test_another_practice_sees_and_moves_nothing() -> None:
    hip = a_planned_hip()
    book(hip)
    south = with_hospitals(a_house("south"))
    assert list_operations(south.desk, ON, ON) == ()
    with pytest.raises(NotFound, match="no such operation in this practice"):
        acts.cancel_operation(south.desk, the_operation(hip).id, reason="x", read=1, at=hip.tick())
