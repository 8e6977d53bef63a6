"""Messages of a visit: when they leave, by which way, what stops them, what becomes of those that fail."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from enthesis.actions import bookings as acts
from enthesis.actions import messages as told
from enthesis.actions.own_visits import move_own_visit
from enthesis.actions.visit_links import issue_visit_link
from enthesis.delivery.messages.failures import Refused
from enthesis.delivery.messages.stop_link import read_stop_link
from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.booking import Booking, Why
from enthesis.domain.practice.clock import utc_to_wall, wall_to_utc
from enthesis.domain.practice.message import Because, Event, Stop
from enthesis.store import bookings, messages, patients
from enthesis.store.audit import list_audit
from enthesis.store.links import find_visit_link
from enthesis.store.models import ContactRow, OutboxRow
from enthesis.store.practice import save_practice
from enthesis.store.recipients import find_recipient
from enthesis.store.work import MOST_SENDINGS
from tests.support import sending
from tests.support.cases import AT, ZONE, Hip, a_hip, a_hold, a_house, a_visit, practice_of
from tests.support.sending import BOTH, Left, agree

pytestmark = pytest.mark.django_db

FAR = datetime(2027, 3, 30, 9, 30)  # noqa: DTZ001  wall times
LATER = datetime(2027, 4, 6, 14, 0)  # noqa: DTZ001
NIGHT = wall_to_utc(datetime(2027, 3, 8, 22, 0), ZONE)  # noqa: DTZ001
MORNING = wall_to_utc(datetime(2027, 3, 9, 8, 0), ZONE)  # noqa: DTZ001


@pytest.fixture(autouse=True)
def carried(settings: Any, tmp_path: Path) -> None:
    settings.ENTHESIS_SMS, settings.DATA = "file", tmp_path
    settings.ENTHESIS_ORIGIN = "https://hips.example.org"


@pytest.fixture
def hip() -> Hip:
    made = a_hip(a_house(), visit=a_visit(FAR))
    agree(*BOTH)
    return made


def the_booking(hip: Hip) -> Booking:
    return bookings.bookings_of(hip.house.desk, hip.case)[0]


def move(hip: Hip, wall: datetime, *, why: Why = Why.PATIENT, at: datetime | None = None) -> None:
    booking = the_booking(hip)
    acts.move_booking(
        hip.house.desk, booking.id, a_visit(wall), why=why, read=booking.version, at=at or hip.tick()
    )


def cancel(hip: Hip, *, why: Why = Why.PATIENT, at: datetime | None = None) -> None:
    booking = the_booking(hip)
    acts.cancel_booking(hip.house.desk, booking.id, why=why, read=booking.version, at=at or hip.tick())


def send(at: datetime) -> list[Left]:
    return [one for one in sending.send(at) if is_ours(one)]


def walk(first: datetime, last: datetime) -> list[Left]:
    return [one for one in sending.walk(first, last) if is_ours(one)]


def is_ours(one: Left) -> bool:
    """Of a request or of its visit; a consultation may bring others with it."""
    return one.kind.startswith(("request_received", "visit_", "remind_"))


def on_the_clock(left: list[Left]) -> list[tuple[str, str, str]]:
    """Way, wall time in New York, and the beginning of the subject or text."""
    return [
        (one.way.value, f"{utc_to_wall(one.at, ZONE):%m-%d %H:%M}", (one.subject or one.body)[:22])
        for one in left
    ]


def reminders(hip: Hip) -> dict[str, str]:
    """The status of each reminder of the visit, by kind and version."""
    rows = OutboxRow.objects.filter(subject=the_booking(hip).id, kind__startswith="remind_")
    return {f"{row.kind} {row.version}": row.status for row in rows}


def test_a_visit_is_confirmed_at_once_and_remembered_three_times(hip: Hip) -> None:
    left = walk(AT, a_visit(FAR).starts_at + timedelta(days=1))

    assert on_the_clock(left) == [
        ("email", "03-08 09:00", "We have your request –"),
        ("email", "03-08 09:00", "Your visit – North"),
        ("email", "03-23 09:30", "A reminder of your vis"),
        ("email", "03-28 09:30", "A reminder of your vis"),
        ("text", "03-29 19:45", "North: a reminder of y"),
    ]
    assert all("30 March 2027, 9:30 AM" in one.body for one in left[1:4])
    links = [one.body.split("https://hips.example.org/v/")[1].split("/")[0] for one in left[1:4]]
    assert len({find_visit_link(token, at=AT).id for token in links}) == 3  # type: ignore[union-attr]
    assert left[4].body == (
        "North: a reminder of your visit on Tue, Mar 30, 9:30 AM, office Town. +12015550100. "
        "STOP ends these texts."
    )


def test_the_old_time_is_never_remembered_again(hip: Hip) -> None:
    walk(AT, AT + timedelta(days=16))
    hip.now = AT + timedelta(days=16)
    move(hip, LATER)

    left = walk(hip.now, a_visit(LATER).starts_at + timedelta(days=1))

    assert on_the_clock(left) == [
        ("email", "03-24 10:01", "Your visit has another"),
        ("email", "03-30 14:00", "A reminder of your vis"),
        ("email", "04-04 14:00", "A reminder of your vis"),
        ("text", "04-06 12:00", "North: a reminder of y"),
    ]
    assert reminders(hip) == {
        "remind_7d 1": "done", "remind_2d 1": "done", "remind_2h 1": "done",
        "remind_7d 2": "done", "remind_2d 2": "done", "remind_2h 2": "done",
    }  # fmt: skip


def test_the_old_time_is_off_the_list_when_the_patient_moves_by_link(hip: Hip) -> None:
    before = OutboxRow.objects.filter(kind__startswith="remind_")
    old = set(before.values_list("id", flat=True))
    link = find_visit_link(issue_visit_link(hip.house.desk, the_booking(hip).id, at=AT).secret, at=AT)
    assert link is not None and link.patient == hip.patient

    move_own_visit(link.scope, link, a_visit(LATER), read=1, at=hip.tick())

    assert len(old) == 3
    for message in old:
        logged = messages.load_logged(hip.house.desk, message)
        assert (logged.status, logged.last and logged.last.event) == ("done", Event.MOOT)
    assert sum(status == "waiting" for status in reminders(hip).values()) == 3


def test_a_visit_that_was_said_to_be_there_by_mistake_is_remembered_again(hip: Hip) -> None:
    day = FAR.replace(hour=15)
    move(hip, day)
    walk(AT, wall_to_utc(day.replace(hour=8), ZONE))
    desk, booking = hip.house.desk, the_booking(hip)
    acts.record_arrival(desk, booking.id, read=booking.version, at=wall_to_utc(day.replace(hour=12), ZONE))
    late = wall_to_utc(day.replace(hour=13, minute=40), ZONE)
    assert walk(wall_to_utc(day.replace(hour=12), ZONE), late) == []  # the one at 13:30 is settled

    acts.reopen_visit(desk, booking.id, read=booking.version + 1, at=late)

    (left,) = send(late)
    assert left.kind == "remind_2h"
    assert send(late + timedelta(minutes=30)) == []


def test_a_visit_that_is_opened_again_after_it_began_is_not_remembered(hip: Hip) -> None:
    booking, desk = the_booking(hip), hip.house.desk
    begun = wall_to_utc(FAR + timedelta(minutes=10), ZONE)
    walk(AT, begun)
    written = OutboxRow.objects.count()
    acts.record_no_show(desk, booking.id, read=booking.version, at=begun)
    acts.reopen_visit(desk, booking.id, read=booking.version + 1, at=begun)
    assert OutboxRow.objects.count() == written


def test_nothing_remembers_a_visit_that_was_cancelled(hip: Hip) -> None:
    cancel(hip)

    left = walk(hip.now, a_visit(FAR).starts_at + timedelta(days=1))

    assert [one.subject[:25] for one in left] == ["We have your request – No", "Your visit is cancelled –"]


def test_a_reminder_in_hand_while_the_visit_is_cancelled_does_not_leave(hip: Hip) -> None:
    """The row was taken from the queue before the act: what holds as it leaves decides."""
    walk(AT, AT + timedelta(minutes=15))
    OutboxRow.objects.filter(kind="remind_7d").update(due_at=AT + timedelta(hours=1))
    OutboxRow.objects.filter(kind__in=("remind_2d", "remind_2h")).update(status="dead")
    booking = the_booking(hip)
    before = OutboxRow.objects.get(kind="remind_7d")
    cancel(hip)
    OutboxRow.objects.filter(id=before.id).update(status="waiting")

    assert [one.subject for one in send(AT + timedelta(days=1))] == ["Your visit is cancelled – North"]
    assert messages.load_logged(hip.house.desk, before.id).events[-1].event is Event.MOOT
    assert booking.id == before.subject


def test_reminders_that_were_held_up_leave_by_day_and_not_all_at_once(hip: Hip) -> None:
    walk(AT, AT + timedelta(minutes=15))
    two_nights_before = wall_to_utc(datetime(2027, 3, 28, 23, 0), ZONE)  # noqa: DTZ001

    left = walk(two_nights_before, a_visit(FAR).starts_at)

    assert on_the_clock(left) == [
        ("email", "03-29 08:00", "A reminder of your vis"),
    ]  # the other two are within twelve hours of it


def test_who_agreed_to_nothing_is_told_of_the_visit_and_not_reminded(hip: Hip) -> None:
    agree()

    left = walk(AT, a_visit(FAR).starts_at)

    assert [one.subject[:14] for one in left] == ["We have your r", "Your visit – N"]
    assert set(reminders(hip).values()) == {"done"}


def test_a_visit_type_says_which_reminders_it_has(hip: Hip) -> None:
    site = practice_of("north")
    kinds = tuple(replace(kind, reminders=("1d",)) for kind in site.visit_types)
    walk(AT, AT + timedelta(minutes=15))
    save_practice(replace(site, visit_types=kinds), at=AT)

    assert (
        walk(AT + timedelta(minutes=30), a_visit(FAR).starts_at) == []
    )  # those planned are no longer wanted
    move(hip, LATER, at=AT + timedelta(minutes=20))
    left = walk(AT + timedelta(minutes=30), a_visit(LATER).starts_at)

    assert [one[1] for one in on_the_clock(left)] == ["03-08 09:30", "04-05 14:00"]


@pytest.mark.parametrize(
    ("why", "leaves"), [(Why.PATIENT, NIGHT), (Why.PRACTICE, MORNING), (Why.MISTAKE, MORNING)]
)
def test_what_the_practice_changes_at_night_waits_for_the_morning(
    hip: Hip, why: Why, leaves: datetime
) -> None:
    send(AT)
    move(hip, LATER, why=why, at=NIGHT)

    assert [one.at for one in walk(NIGHT, MORNING)] == [leaves]


def test_a_site_that_wakes_nobody_sends_at_night(hip: Hip, settings: Any) -> None:
    settings.ENTHESIS_SENDS_AT_NIGHT = True
    send(AT)
    move(hip, LATER, why=Why.PRACTICE, at=NIGHT)

    assert len(send(NIGHT)) == 1


def test_a_change_at_night_of_a_visit_before_the_morning_is_told_at_once() -> None:
    house = a_house()
    early = a_visit(datetime(2027, 3, 9, 7, 30))  # noqa: DTZ001
    hip = a_hip(house, visit=early)
    send(AT)
    cancel(hip, why=Why.PRACTICE, at=NIGHT)

    assert [one.subject for one in send(NIGHT)] == ["Your visit is cancelled – North"]


def test_a_request_that_holds_a_time_is_told_and_remembered_like_a_patient() -> None:
    a_hold(a_house())
    agree(Reach.TEXT)

    left = walk(AT, a_visit().starts_at + timedelta(days=1))

    assert on_the_clock(left) == [
        ("email", "03-08 09:00", "Your visit – North"),
        ("text", "03-09 12:00", "North: a reminder of y"),
    ]


def test_an_answer_goes_to_the_telephone_of_who_gave_no_mail(hip: Hip) -> None:
    ContactRow.objects.update(email="", agreed="[]")

    left = send(AT)

    assert [(one.way, one.to) for one in left if "visit" in one.body] == [(Reach.TEXT, "+12015550123")]


def test_a_site_without_text_messages_sends_none(hip: Hip, settings: Any) -> None:
    settings.ENTHESIS_SMS = ""

    left = walk(AT, a_visit(FAR).starts_at)

    assert {one.way for one in left} == {Reach.EMAIL}
    assert len(left) == 5


def stop_link(left: list[Left]) -> str:
    (body,) = {one.body for one in left if one.subject.startswith("A reminder")}
    return body.split("/stop/")[1].split("/")[0]


def test_the_link_in_a_reminder_ends_reminders_and_nothing_else(hip: Hip) -> None:
    send(AT)
    seventh = wall_to_utc(datetime(2027, 3, 23, 9, 30), ZONE)  # noqa: DTZ001
    link = read_stop_link(stop_link(send(seventh)))
    assert mail.outbox[-1].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link.token in mail.outbox[-1].extra_headers["List-Unsubscribe"]

    for _ in range(2):
        told.unsubscribe(hip.house.visitor, link.message, link.address_hash, at=seventh)

    hip.now = seventh + timedelta(minutes=15)
    assert walk(hip.now, a_visit(FAR).starts_at - timedelta(minutes=30)) == []  # nor by the other way
    hip.now = a_visit(FAR).starts_at - timedelta(minutes=30)
    move(hip, LATER)
    assert [one.subject for one in send(hip.now)] == ["Your visit has another time – North"]
    stops = messages.list_stops(hip.house.desk, patients.load_contact(hip.house.desk, hip.patient))
    assert [(s.what, s.why) for s in stops[Reach.EMAIL]] == [(Stop.REMINDERS, Because.UNSUBSCRIBED)]


@pytest.mark.parametrize(
    "change",
    [lambda t: t[:-1] + "xyz", lambda t: ("B" if t[0] == "A" else "A") + t[1:], lambda t: "", lambda t: "é"],
)
def test_a_link_we_did_not_make_ends_nothing(hip: Hip, change: Any) -> None:
    send(AT)
    token = stop_link(send(wall_to_utc(datetime(2027, 3, 23, 9, 30), ZONE)))  # noqa: DTZ001

    with pytest.raises(NotFound, match="This link is not whole"):
        read_stop_link(change(token))


def test_who_asks_for_no_messages_gets_none_until_allowed_again(hip: Hip) -> None:
    told.stop_messages(hip.house.desk, hip.patient, at=AT)
    move(hip, LATER)
    assert [one.subject[:10] for one in walk(AT, a_visit(LATER).starts_at)] == []

    told.allow_messages(hip.house.desk, hip.patient, at=AT + timedelta(days=1))
    hip.now = AT + timedelta(days=1)
    cancel(hip)
    assert [one.subject for one in send(hip.now)] == ["Your visit is cancelled – North"]
    acted = [entry.action for entry in list_audit(hip.house.desk)]
    assert acted[:4] == ["cancel_booking", "allow_messages", "move_booking", "stop_messages"]


def refusing(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """The server refuses these addresses for good; to which ones mail was tried."""
    tried: list[str] = []
    before = mail.EmailMultiAlternatives.send

    def hand_over(message: mail.EmailMultiAlternatives) -> None:
        tried.append(message.to[0])
        if message.to[0] in addresses:
            raise Refused("RCPT 550")
        before(message)

    monkeypatch.setattr("enthesis.delivery.messages.mail.hand_over", hand_over)
    return tried


def test_an_address_that_refuses_is_not_tried_again_until_there_is_another(
    hip: Hip, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = refusing(monkeypatch, "ida@example.org")

    left = walk(AT, wall_to_utc(datetime(2027, 3, 23, 10, 0), ZONE))  # noqa: DTZ001

    assert tried == ["ida@example.org"]
    assert [one.way for one in left] == [Reach.TEXT] * 3  # the same messages, by the other way
    contact = patients.load_contact(hip.house.desk, hip.patient)
    stops = messages.list_stops(hip.house.desk, contact)
    assert [(s.what, s.why) for s in stops[Reach.EMAIL]] == [(Stop.ALL, Because.BOUNCED)]

    patients.save_contact(hip.house.desk, hip.patient, replace(contact, email="new@example.org"), at=AT)
    hip.now = wall_to_utc(datetime(2027, 3, 23, 11, 0), ZONE)  # noqa: DTZ001
    move(hip, LATER)
    assert [(one.way, one.to) for one in send(hip.now)] == [(Reach.EMAIL, "new@example.org")]


def test_whom_nothing_reaches_the_desk_is_told(
    hip: Hip, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.ENTHESIS_SMS = ""
    refusing(monkeypatch, "ida@example.org")

    send(AT)

    about = messages.list_about(hip.house.desk, {the_booking(hip).id}, most=50)
    (booked,) = (one for one in about if one.kind == "visit_booked")
    assert [(e.event, e.way, e.why) for e in booked.events] == [
        (Event.NO_WAY, None, ""),
    ]  # the request's message was refused first, and the address not tried again
    assert find_recipient(hip.house.desk, booked).contact.name == "Ida Ferro"  # type: ignore[union-attr]


def test_what_fails_at_every_try_is_shown_and_can_be_tried_again_or_given_up(
    hip: Hip, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(message: object) -> None:
        raise ValueError("something is wrong with it")

    send(AT)
    move(hip, LATER)
    monkeypatch.setattr("enthesis.delivery.messages.mail.hand_over", away)
    left = walk(hip.now, hip.now + timedelta(hours=9))
    assert left == []
    (row,) = OutboxRow.objects.filter(kind="visit_moved")
    assert (row.status, row.attempts) == ("dead", MOST_SENDINGS)
    logged = messages.load_logged(hip.house.desk, row.id)
    assert [e.event for e in logged.events] == [Event.FAILED] * (MOST_SENDINGS - 1) + [Event.DEAD]
    assert {e.why for e in logged.events} == {"ValueError"}

    monkeypatch.undo()
    told.try_message_again(hip.house.desk, row.id, at=hip.now + timedelta(hours=10))
    assert [o.subject for o in send(hip.now + timedelta(hours=10))] == ["Your visit has another time – North"]

    for act in (told.try_message_again, told.give_up_message):
        with pytest.raises(NotAllowed, match="has not failed, or somebody has dealt with it"):
            act(hip.house.desk, row.id, at=hip.now + timedelta(hours=11))
    OutboxRow.objects.filter(id=row.id).update(status="dead")
    told.give_up_message(hip.house.desk, row.id, at=hip.now + timedelta(hours=12))
    assert OutboxRow.objects.get(id=row.id).status == "done"
    ours = [e for e in list_audit(hip.house.desk) if e.action.endswith(("_message", "_message_again"))]
    assert [(e.action, e.patient, e.subject) for e in ours] == [
        ("give_up_message", hip.patient, row.id),
        ("try_message_again", hip.patient, row.id),
    ]


CLINICAL = ("hurts", "night", "left", "consultation", "doctor", "surgeon", "hip ", "tendon", "operation")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("way", [Reach.EMAIL, Reach.TEXT])
def test_a_message_of_a_visit_names_practice_office_and_time_and_nothing_clinical(
    hip: Hip, way: Reach, language: str
) -> None:
    ContactRow.objects.update(language=language, agreed=f'["{way.value}"]')
    if way is Reach.TEXT:
        ContactRow.objects.update(email="")
    left = walk(AT, a_visit(FAR).starts_at - timedelta(hours=1))
    hip.now = a_visit(FAR).starts_at - timedelta(hours=1)
    move(hip, LATER)
    left += send(hip.now)
    cancel(hip)
    left += send(hip.now)

    of_visit = [one for one in left if "Town" in one.body]
    assert len(of_visit) == 6
    for one in of_visit:
        assert one.way is way
        assert "North" in one.body and ("9:30 AM" in one.body or "2:00 PM" in one.body)
        said = f"{one.subject} {one.body}".casefold()
        assert not [word for word in (*CLINICAL, "ida", "ferro") if word in said]


def test_of_an_address_nothing_is_kept_that_could_be_guessed_without_the_key(hip: Hip, settings: Any) -> None:
    before = messages.hash_of_address(hip.house.desk, Reach.EMAIL, "Ida@example.org ")
    assert before == messages.hash_of_address(hip.house.desk, Reach.EMAIL, "ida@example.org")
    settings.SECRET_KEY = "another site's"
    assert messages.hash_of_address(hip.house.desk, Reach.EMAIL, "ida@example.org") != before
