"""A surgeon is called away: the time is closed; its visits move, with messages, once somebody has said so."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from enthesis.actions.bookings import move_booking
from enthesis.actions.closures import close_time
from enthesis.domain.practice.booking import Booking, BookingStatus, Why
from enthesis.domain.practice.practice import Clinician
from enthesis.domain.practice.session import Closure
from enthesis.domain.practice.task import TaskKind
from enthesis.domain.terms import SURGEONS, PatientId, Role
from enthesis.store import bookings, closures, patients, practice, tasks, work
from enthesis.store.people import list_people
from tests.support.at_the_desk import Desk, a_desk
from tests.support.cases import AT, a_hip, a_hold, a_house, a_visit
from tests.support.operations import ON, a_planned_hip, a_theatre, change
from tests.support.operations import book as book_operation
from tests.support.screen import Screen, text_of
from tests.support.waiting import ANY, an_asker, joins, serve

pytestmark = pytest.mark.django_db
AWAY = {"clinician": "doctor", "office": "-", "first": "2027-03-09", "last": "", "begins": "", "ends": ""}
TO = re.compile(r'<select class="form-select" name="to-([0-9a-f-]+)".*?</select>', re.DOTALL)


def close(desk: Desk, **told: str) -> HttpResponse:
    return desk.post("practice:closures", {**AWAY, **told})


def closed(desk: Desk) -> UUID:
    assert close(desk).status_code == 303
    return closures.list_closures(desk.house.desk)[0].id


def offered(page: HttpResponse) -> dict[str, str]:
    """For each visit the chosen option."""
    found = {}
    for match in TO.finditer(page.content.decode()):
        chosen = re.search(r'<option value="([^"]*)" selected', match[0])
        found[match[1]] = chosen[1] if chosen else ""
    return found


def confirm(desk: Desk, closure: UUID, wanted: dict[str, str], *, key: str = "all") -> HttpResponse:
    read = {f"version-{b}": bookings.load_booking(desk.house.desk, UUID(b)).version for b in wanted}
    sent = {f"to-{b}": where for b, where in wanted.items()}
    return desk.post("practice:closure", {**sent, **read, "submit_key": key}, closure_id=closure)


def stands(desk: Desk, booking: Booking) -> Booking:
    return bookings.load_booking(desk.house.desk, booking.id)


def test_each_visit_is_proposed_another_time_with_the_message_drafted() -> None:
    desk = a_desk()
    second = desk.also("Second", 11)
    page = desk.get("practice:closure", closure_id=closed(desk))
    told = text_of(page)
    assert "Away: The Doctor, every office" in told
    assert "Ida Ferro Tuesday, 9 March 2027, 10:00, Town" in told
    assert "Your visit is now on Wednesday 10 March 2027, 9:00 AM at our office Town." in told
    assert "By mail, English" in told
    proposed = offered(page)
    assert set(proposed) == {str(desk.booking.id), str(second.id)}
    assert len(set(proposed.values())) == 2


def test_a_surgeon_whom_the_practice_file_does_not_name_is_told_to_be_missing() -> None:
    desk = a_desk()
    desk.house.scope(Role.SURGEON)
    told = text_of(desk.get("practice:closures"))
    unlisted = [one for one in list_people(desk.house.desk) if one.active and one.role in SURGEONS]
    assert unlisted
    assert f"does not name them as clinicians: {', '.join(one.name for one in unlisted)}." in told
    site = practice.load_written_practice(desk.house.desk)
    doctor, *others = site.clinicians
    accounts = tuple(
        Clinician(slug=f"surgeon-{n}", name=one.name, account=one.email) for n, one in enumerate(unlisted)
    )
    practice.save_practice(replace(site, clinicians=(doctor, *others, *accounts)), at=AT)
    assert "does not name them as clinicians" not in text_of(desk.get("practice:closures"))


def test_operations_in_the_closed_time_are_listed_until_they_move() -> None:
    hip = a_planned_hip()
    desk = Screen(hip.house.desk, hip)
    book_operation(hip)
    for who in ("other", "doctor"):
        away = Closure(first=ON, last=ON, clinician=who)
        closure = close_time(hip.house.desk, away, at=hip.tick()).subject
        told = text_of(desk.get(reverse("practice:closure", kwargs={"closure_id": closure})))
        assert ("Operations in this time" in told) is (who == "doctor")
    assert "Tuesday, 23 March 2027, 10:00, 120 minutes Ida Ferro Left General Hospital" in told
    change(hip, a_theatre(ON + timedelta(days=1)), reason="The surgeon is away.")
    told = text_of(desk.get(reverse("practice:closure", kwargs={"closure_id": closure})))
    assert "Operations in this time" not in told


def test_nothing_moves_before_it_is_confirmed_and_then_all_of_it() -> None:
    desk = a_desk()
    second = desk.also("Second", 11)
    closure = closed(desk)
    wanted = offered(desk.get("practice:closure", closure_id=closure))
    assert stands(desk, second).version == 1

    assert confirm(desk, closure, wanted).status_code == 303
    for booking in (desk.booking, stands(desk, second)):
        assert booking.visit.wall_start.date().isoformat() == "2027-03-10"
        assert work.count_messages(booking.id, "visit_moved") == 1
        assert bookings.list_changes(desk.house.desk, booking.id)[-1].why is Why.PRACTICE
    told = text_of(desk.get("practice:closure", closure_id=closure))
    assert "2 visits are settled, and whoever comes is told." in told
    assert "No visit is in this time any more." in told


def test_the_same_form_twice_moves_everybody_once() -> None:
    desk = a_desk()
    closure = closed(desk)
    wanted = offered(desk.get("practice:closure", closure_id=closure))
    sent: dict[str, object] = {f"to-{b}": where for b, where in wanted.items()}
    sent |= {f"version-{b}": 1 for b in wanted}
    codes = [desk.post("practice:closure", sent, closure_id=closure).status_code for _ in range(2)]
    assert codes == [303, 303]
    assert desk.booking.version == 2


def test_one_that_was_taken_meanwhile_stays_and_the_others_move() -> None:
    desk = a_desk()
    second = desk.also("Second", 11)
    closure = closed(desk)
    wanted = offered(desk.get("practice:closure", closure_id=closure))
    desk.also_at(wanted[str(desk.booking.id)])

    answer = confirm(desk, closure, wanted)
    assert answer.status_code == 409
    told = text_of(answer)
    assert "1 visit is settled, and whoever comes is told." in told
    assert "Not changed: Ida Ferro, Tuesday, 9 March 2027, 10:00." in told
    assert "09:00 has just been taken." in told
    assert desk.booking.version == 1
    assert stands(desk, second).version == 2
    assert offered(answer) == {str(desk.booking.id): ""}  # nothing is chosen until somebody has looked


def test_one_that_somebody_moved_meanwhile_is_told_apart() -> None:
    desk = a_desk()
    closure = closed(desk)
    later = a_visit(datetime(2027, 3, 10, 15, 0))  # noqa: DTZ001  a wall time
    move_booking(desk.house.desk, desk.booking.id, later, why=Why.PATIENT, read=1, at=AT)
    sent = {f"to-{desk.booking.id}": "town.doctor.20270310T1400", f"version-{desk.booking.id}": 1}
    answer = desk.post("practice:closure", sent, closure_id=closure)
    assert answer.status_code == 409
    told = text_of(answer)
    assert (
        "Not changed: Ida Ferro, Wednesday, 10 March 2027, 15:00. Somebody changed this visit since" in told
    )


def test_a_visit_may_be_cancelled_or_left_for_now() -> None:
    desk = a_desk()
    second = desk.also("Second", 11)
    closure = closed(desk)
    assert confirm(desk, closure, {str(desk.booking.id): "cancel", str(second.id): ""}).status_code == 303
    assert desk.booking.status is BookingStatus.CANCELLED
    assert work.count_messages(desk.booking.id, "visit_cancelled") == 1
    assert stands(desk, second).version == 1
    assert set(offered(desk.get("practice:closure", closure_id=closure))) == {str(second.id)}


def test_the_messages_follow_the_choice_at_a_button_that_moves_nothing() -> None:
    desk = a_desk()
    closure = closed(desk)
    page = desk.get("practice:closure", closure_id=closure)
    assert "Read it, as proposed" in text_of(page)
    id_ = str(desk.booking.id)
    times = re.findall(r'<option value="(town[^"]+)"', page.content.decode())

    def look(where: str) -> str:
        sent: dict[str, object] = {f"to-{id_}": where, f"version-{id_}": 1, "look": "yes"}
        answer = desk.post("practice:closure", sent, closure_id=closure)
        assert answer.status_code == 200
        assert offered(answer) == {id_: where}
        return text_of(answer)

    other = look(times[1])
    assert "Read it, as chosen" in other
    assert "Your visit is now on Wednesday 10 March 2027, 09:00" not in other
    assert "Your visit is now on Wednesday 10 March 2027, 9:" in other
    assert "is cancelled" in look("cancel")
    assert "Nothing is sent while it is left." in look("")
    assert desk.booking.version == 1


def test_whom_nothing_reaches_is_to_be_called_on_the_page_in_the_answer_and_on_today() -> None:
    desk = a_desk()
    contact = replace(patients.load_contact(desk.house.desk, desk.hip.patient), email="", agreed=())
    patients.save_contact(desk.house.desk, PatientId(desk.hip.patient), contact, at=AT)
    desk.also("Second", 11)
    closure = closed(desk)
    page = desk.get("practice:closure", closure_id=closure)
    call = "Call Ida Ferro, (201) 555-0123: nothing reaches them by message."
    assert call in text_of(page)
    assert "As a text message" not in text_of(page)

    assert confirm(desk, closure, offered(page)).status_code == 303
    told = text_of(desk.get("practice:closure", closure_id=closure))
    assert "2 visits are settled." in told
    assert "whoever comes is told" not in told
    assert call in told

    today = text_of(desk.get("practice:today"))
    assert "Call Ida Ferro Visit moved: it is now Wednesday 10 March 2027, " in today
    (task,) = tasks.list_tasks(desk.house.desk, kind=TaskKind.TELL)
    desk.post("practice:task", {"act": "finish", "version": 1, "outcome": "Told her."}, task_id=task.id)
    assert "Call Ida Ferro" not in text_of(desk.get("practice:today"))


def test_a_visit_somebody_asked_for_moves_too() -> None:
    desk = a_desk()
    request = a_hold(desk.house, "Bruno", hour=14)
    closure = closed(desk)
    wanted = offered(desk.get("practice:closure", closure_id=closure))
    assert len(wanted) == 2
    assert confirm(desk, closure, wanted).status_code == 303
    held = bookings.held_by(desk.house.desk, {request})[request]
    assert held.visit.wall_start.date().isoformat() == "2027-03-10"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"first": ""}, "Enter a date."),
        ({"clinician": ""}, "Choose one."),
        ({"clinician": "nobody"}, "Choose one of the answers on the page."),
        ({"begins": "10:00"}, "Give both times, or none for the whole day."),
        ({"begins": "12:00", "ends": "10:00"}, "closes before it opens"),
        ({"last": "2027-03-01"}, "ends before it begins"),
        ({"first": "2027-03-01"}, "01 March 2027 is over: nothing can be closed there."),
    ],
)
def test_what_cannot_be_closed_is_a_sentence(told: dict[str, str], sentence: str) -> None:
    desk = a_desk()
    answer = close(desk, **told)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert closures.list_closures(desk.house.desk) == ()


def test_closed_times_are_listed_with_the_visits_still_in_them_and_lifted() -> None:
    desk = a_desk()
    closure = closed(desk)
    told = text_of(desk.get("practice:closures"))
    assert "9 March 2027 The Doctor, every office 1 visit still in it closed by Desk, 8 March 2027" in told
    assert desk.post("practice:closures", {"closure": str(closure), "submit_key": "lift"}).status_code == 303
    assert "Nothing was closed here." in text_of(desk.get("practice:closures"))
    assert desk.get("practice:closure", closure_id=closure).status_code == 404


def test_an_hour_is_closed_by_its_times() -> None:
    desk = a_desk()
    assert close(desk, begins="12:00", ends="13:00", office="town").status_code == 303
    told = text_of(desk.get("practice:closures"))
    assert "9 March 2027, 12:00–13:00 The Doctor, Town No visit in it" in told


def test_a_form_nobody_wrote_moves_nothing() -> None:
    desk = a_desk()
    answer = desk.post("practice:closure", {"to-x": "cancel", "version-x": 1}, closure_id=closed(desk))
    assert answer.status_code == 422
    assert "This page was not complete. Load it again." in text_of(answer)


def test_who_may_not_close_does_not_come_in() -> None:
    for role in (Role.NURSE, Role.RESEARCHER):
        assert a_desk_named(role).get("practice:closures").status_code == 403


def a_desk_named(role: Role) -> Desk:
    hip = a_hip(a_house(f"house-of-{role.value}"))
    return Desk(hip.house, hip, Screen(hip.house.scope(role), hip), role)


def test_a_long_closure_is_asked_about_once() -> None:
    desk = a_desk()
    assert "It is meant to be closed for so long." not in text_of(desk.get("practice:closures"))
    asked = close(desk, last="2036-03-09")
    assert asked.status_code == 422
    told = text_of(asked)
    assert "9 March 2027 to 9 March 2036 are 3,289 days." in told
    assert "It is meant to be closed for so long." in told
    assert closures.list_closures(desk.house.desk) == ()
    assert close(desk, last="2036-03-09", long="on", submit_key="again").status_code == 303


def test_a_closure_says_which_offers_it_takes_back() -> None:
    desk = a_desk()
    joins(desk.house, an_asker(desk.house, "Early"), replace(ANY, first=date(2027, 3, 9)))
    assert serve(desk.house)
    assert close(desk).status_code == 303
    (closure,) = closures.list_closures(desk.house.desk)
    told = text_of(desk.get("practice:closure", closure_id=closure.id))
    assert "1 time in it was on offer to somebody on the waiting list, and is taken back." in told
