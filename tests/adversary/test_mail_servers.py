"""Mail servers that refuse, hang or drop the line: nothing is lost, nothing sent twice, nobody waits."""

import time
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from enthesis.actions import bookings as acts
from enthesis.cli.outbox.pauses import FIRST, Pauses
from enthesis.cli.outbox.send import send_due_messages, send_next_message
from enthesis.delivery.messages import mail
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.booking import Why
from enthesis.domain.practice.message import Event
from enthesis.store import bookings, messages
from enthesis.store.models import ContactRow, OutboxRow, RequestRow
from enthesis.store.work import LEASE, MOST_SENDINGS, lease_message
from tests.support import mail_servers
from tests.support.cases import AT, Hip, House, a_hip, a_house, a_request, a_visit
from tests.support.fresh import together
from tests.support.mail_servers import Talk, bad_server, good_server

pytestmark = pytest.mark.usefixtures("fresh_database")

PATIENCE, LONGEST = 0.4, 1.2  # seconds for one answer, and for all of it
LATER = datetime(2027, 3, 9, 11, 0)  # noqa: DTZ001  a wall time


@pytest.fixture(autouse=True)
def by_smtp(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "enthesis.delivery.messages.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    settings.EMAIL_TIMEOUT, settings.ENTHESIS_MAIL_LONGEST = PATIENCE, LONGEST
    settings.ENTHESIS_SMS, settings.DATA = "file", tmp_path


@pytest.fixture
def house() -> House:
    return a_house()


def asked_by(house: House, *families: str) -> None:
    """Requests whose answers wait in the outbox."""
    for family in families:
        a_request(house, family)
        RequestRow.objects.filter(family=family).update(email=f"{family.lower()}@example.org")


def statuses() -> dict[str, int]:
    rows = OutboxRow.objects.values_list("status", flat=True)
    return {status: list(rows).count(status) for status in set(rows)}


def events(house: House) -> list[Event]:
    every = ("waiting", "leased", "done", "dead")
    first, last = AT - timedelta(days=1), AT + timedelta(days=60)
    listed = messages.list_logged(house.desk, every, first=first, last=last, most=100)
    return [event.event for logged in listed for event in logged.events]


AWAY: list[Talk] = [
    mail_servers.hangs,
    mail_servers.dribbles,
    mail_servers.drops_at_once,
    mail_servers.puts_off,
]


@pytest.mark.parametrize("talk", AWAY, ids=lambda talk: talk.__name__)
def test_while_the_server_is_away_all_mail_waits_and_no_try_is_counted(
    house: House, talk: Talk, settings: Any
) -> None:
    asked_by(house, "One", "Two", "Three")
    pauses, began = Pauses(), time.monotonic()

    with bad_server(talk) as (port, _):
        settings.EMAIL_PORT = port
        assert send_due_messages(at=AT, pauses=pauses) == 0
    assert time.monotonic() - began < LONGEST + 3  # one conversation, not three

    assert statuses() == {"waiting": 3}
    assert {row.attempts for row in OutboxRow.objects.all()} == {0}
    with good_server() as (port, kept):
        settings.EMAIL_PORT = port
        assert send_due_messages(at=AT + FIRST, pauses=pauses) == 3
    assert sorted(str(m["To"]) for m in kept.taken) == [
        "one@example.org", "three@example.org", "two@example.org",
    ]  # fmt: skip


def test_where_nobody_listens_mail_waits_longer_each_time_and_is_never_given_up(house: House) -> None:
    asked_by(house, "One")
    pauses, at, waits = Pauses(), AT, []

    for _ in range(3 * MOST_SENDINGS):
        send_due_messages(at=at, pauses=pauses)
        due = OutboxRow.objects.get().due_at
        waits.append(int((due - at).total_seconds() // 60))
        at = due

    assert waits[:6] == [1, 2, 4, 8, 15, 15]
    assert OutboxRow.objects.get().status == "waiting"


def test_texts_go_on_while_mail_is_away(house: House, tmp_path: Path) -> None:
    asked_by(house, "Mail", "Text")
    RequestRow.objects.filter(family="Text").update(email="")

    assert send_due_messages(at=AT) == 1

    assert [file.read_text().split("\n")[0] for file in (tmp_path / "sms").iterdir()] == ["To: +12015550123"]
    assert statuses() == {"done": 1, "waiting": 1}


UNCERTAIN: list[tuple[Talk, bool]] = [
    (mail_servers.drops_in_the_middle, False),
    (mail_servers.drops_before_the_answer, True),
    (mail_servers.hangs_after_mail, True),
]


@pytest.mark.parametrize(("talk", "had_it"), UNCERTAIN, ids=lambda value: getattr(value, "__name__", ""))
def test_a_line_that_breaks_before_the_answer_makes_another_try_with_the_same_message(
    house: House, talk: Talk, had_it: bool, settings: Any
) -> None:
    asked_by(house, "One")

    with bad_server(talk) as (port, read):
        settings.EMAIL_PORT = port
        assert send_due_messages(at=AT) == 0
    assert [row.attempts for row in OutboxRow.objects.all()] == [1]
    with good_server() as (port, kept):
        settings.EMAIL_PORT = port
        assert send_due_messages(at=AT + timedelta(hours=1)) == 1

    assert events(house) == [Event.FAILED, Event.SENT]
    assert kept.ids == [f"<{OutboxRow.objects.get().id}@localhost>"]
    assert [message_from_bytes(whole)["Message-ID"] for whole in read] == kept.ids * had_it


def test_a_message_that_was_taken_is_not_sent_again_for_want_of_a_farewell(
    house: House, settings: Any
) -> None:
    asked_by(house, "One")

    with bad_server(mail_servers.hangs_at_the_farewell) as (port, read):
        settings.EMAIL_PORT = port
        assert send_due_messages(at=AT) == 1
        assert send_due_messages(at=AT + timedelta(days=1)) == 0

    assert len(read) == 1
    assert events(house) == [Event.SENT]


@pytest.mark.parametrize(
    ("answer", "event"),
    [
        ("450 4.2.1 mailbox busy", Event.FAILED),
        ("451 try again", Event.FAILED),
        ("552 5.2.2 mailbox full", Event.FAILED),
        ("550 5.7.1 your network is blocked", Event.FAILED),
        ("554 no thanks", Event.FAILED),
        ("550 5.1.1 no such user", Event.BOUNCED),
        ("550 no such user", Event.BOUNCED),
        ("553 5.1.3 what address is that", Event.BOUNCED),
        ("550 5.2.1 disabled", Event.BOUNCED),
    ],
)
def test_only_what_says_that_the_address_is_gone_ends_messages_to_it(
    house: House, answer: str, event: Event, settings: Any
) -> None:
    settings.ENTHESIS_SMS = ""
    asked_by(house, "Gone", "There")

    with good_server() as (port, kept):
        settings.EMAIL_PORT = port
        kept.answers["gone@example.org"] = answer
        assert send_due_messages(at=AT) == 1
        assert event in events(house)
        assert [str(m["To"]) for m in kept.taken] == ["there@example.org"]
        kept.answers.clear()
        send_due_messages(at=AT + timedelta(hours=1))

    came_through = "gone@example.org" in [str(m["To"]) for m in kept.taken]
    assert came_through == (event is Event.FAILED)


def test_what_is_put_off_for_hours_is_shown_and_not_lost(house: House, settings: Any) -> None:
    asked_by(house, "One")
    at = AT

    with good_server() as (port, kept):
        settings.EMAIL_PORT = port
        kept.answers["one@example.org"] = "450 busy"
        while OutboxRow.objects.get().status == "waiting":
            send_due_messages(at=at)
            at = max(OutboxRow.objects.get().due_at, at)

    assert OutboxRow.objects.get().status == "dead"
    assert at - AT > timedelta(hours=4)
    assert events(house) == [Event.FAILED] * (MOST_SENDINGS - 1) + [Event.DEAD]


def test_a_worker_that_was_killed_with_a_message_in_hand_loses_none(house: House, settings: Any) -> None:
    asked_by(house, "One")
    assert lease_message(at=AT)  # and never heard of again

    with good_server() as (port, kept):
        settings.EMAIL_PORT = port
        assert send_due_messages(at=AT + timedelta(minutes=1)) == 0
        assert send_due_messages(at=AT + LEASE + timedelta(seconds=1)) == 1
    assert len(kept.ids) == 1


def test_a_worker_whose_lease_ran_out_does_not_tell_what_became_of_a_message(
    house: House, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_by(house, "One")

    def slow(*args: Any, **kwargs: Any) -> None:
        assert lease_message(at=AT + LEASE + timedelta(seconds=1))  # another worker takes it over meanwhile
        send(*args, **kwargs)

    send = mail.send
    monkeypatch.setattr(mail, "send", slow)
    with good_server() as (port, _kept):
        settings.EMAIL_PORT = port
        send_next_message(Pauses(), at=AT)
    assert events(house) == []
    assert statuses() == {"leased": 1}

    monkeypatch.setattr(mail, "send", send)
    with good_server() as (port, _kept):
        settings.EMAIL_PORT = port
        send_next_message(Pauses(), at=AT + 3 * LEASE)
    assert events(house) == [Event.SENT]


def test_four_workers_at_once_send_each_message_once(house: House, settings: Any) -> None:
    families = [f"Family{n}" for n in range(24)]
    asked_by(house, *families)
    connection.close()

    def work(number: int) -> int:
        pauses, done = Pauses(), 0
        while send_next_message(pauses, at=AT):
            done += 1
        return done

    with good_server() as (port, kept):
        settings.EMAIL_PORT = port
        settings.EMAIL_TIMEOUT = settings.ENTHESIS_MAIL_LONGEST = 20
        done = together(4, work)

    assert all(isinstance(count, int) for count in done), done
    assert sum(done) == 24  # type: ignore[arg-type]
    assert len(kept.ids) == len(set(kept.ids)) == 24
    assert statuses() == {"done": 24}


@pytest.fixture
def booked(house: House) -> Hip:
    return a_hip(house)


def test_no_act_on_a_visit_talks_to_a_mail_server(booked: Hip, socket_disabled: None) -> None:
    """So none can slow it down: a connection of any kind would be refused here."""
    booking = bookings.bookings_of(booked.house.desk, booked.case)[0]
    told = {"why": Why.PRACTICE, "at": AT}
    acts.move_booking(booked.house.desk, booking.id, a_visit(LATER), read=booking.version, **told)
    acts.cancel_booking(booked.house.desk, booking.id, read=booking.version + 1, **told)
    again = acts.book_visit(booked.house.desk, booked.case, a_visit(), at=AT)

    assert OutboxRow.objects.filter(subject=again.subject, kind="visit_booked").exists()


def test_while_a_server_hangs_a_visit_is_booked_beside_it(booked: Hip, settings: Any) -> None:
    """No transaction is open while the worker waits for an answer: on SQLite nobody else could write."""
    settings.EMAIL_TIMEOUT = settings.ENTHESIS_MAIL_LONGEST = 4.0
    connection.close()

    def do(number: int) -> float:
        if number == 0:
            send_due_messages(at=AT)
            return 0.0
        time.sleep(0.5)  # the worker has its message in hand
        began = time.monotonic()
        acts.book_visit(booked.house.desk, booked.case, a_visit(LATER), at=AT)
        return time.monotonic() - began

    with bad_server(mail_servers.hangs) as (port, _):
        settings.EMAIL_PORT = port
        _, took = together(2, do)

    assert isinstance(took, float) and took < 3.0, took


def test_an_address_that_bounced_is_left_alone_and_the_telephone_tried(
    booked: Hip, settings: Any, tmp_path: Path
) -> None:
    ContactRow.objects.update(agreed=f'["{Reach.TEXT.value}"]')

    with good_server() as (port, kept):
        settings.EMAIL_PORT = port
        kept.answers["ida@example.org"] = "550 5.1.1 no such user"
        send_due_messages(at=AT)

    assert kept.taken == []
    kinds = [OutboxRow.objects.get(id=file.stem).kind for file in (tmp_path / "sms").iterdir()]
    assert {"request_received", "visit_booked"} <= set(kinds)
    assert events(booked.house).count(Event.BOUNCED) == 1
