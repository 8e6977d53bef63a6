"""Text messages: short, in the telephone's alphabet, and handed to a carrier that says what it did."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

import pytest

import enthesis.config
from enthesis.cli.practice_file import read_practice
from enthesis.delivery.calendar import CalendarVisit
from enthesis.delivery.messages import sms
from enthesis.delivery.messages import twilio as carrier
from enthesis.delivery.messages.failures import Away, NotSent, Refused, Unwanted
from enthesis.delivery.messages.gsm import ALPHABET, TWICE, in_gsm
from enthesis.delivery.messages.mail import From
from enthesis.delivery.messages.sms import Text

SITE = read_practice(Path(enthesis.config.__file__).with_name("practice.toml"))
TO = "+12015550123"


def visit_at(office: str) -> CalendarVisit:
    return CalendarVisit(
        id=uuid4(),
        sequence=0,
        practice=SITE.name,
        office=office,
        telephone=SITE.telephone,
        wall_start=datetime(2027, 9, 22, 14, 45),  # noqa: DTZ001  a Wednesday in September: long names
        zone="America/New_York",
        minutes=30,
        organizer="practice@example.org",
        attendee="",
        told_at=datetime(2027, 3, 8, 14, tzinfo=UTC),
    )


ONE = 160  # letters


def gsm_length(text: str) -> int | None:
    """The room a text takes in the telephone's alphabet; None where it has a letter that is not in it."""
    if not set(text) <= ALPHABET | TWICE:
        return None
    return len(text) + sum(letter in TWICE for letter in text)


@pytest.mark.parametrize("office", [office.name for office in SITE.offices])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "write", [sms.visit_booked, sms.visit_moved, sms.visit_cancelled, sms.visit_reminder]
)
def test_what_is_told_of_a_visit_fits_into_one_message(write: Any, language: str, office: str) -> None:
    text = write(TO, language, visit_at(office))

    length = gsm_length(text.body)
    assert length is not None and length <= ONE, text.body
    assert SITE.name in text.body and office in text.body and "2:45 PM" in text.body and "22" in text.body


@pytest.mark.parametrize("office", [office.name for office in SITE.offices])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("write", [sms.visit_booked, sms.visit_moved])
def test_the_private_link_stands_in_a_text_of_two_messages_at_most(
    write: Any, language: str, office: str
) -> None:
    link = f"https://hips.example.org/v/{'x' * 43}/"
    text = write(TO, language, visit_at(office), link=link)

    length = gsm_length(text.body)
    assert length is not None and ONE < length <= 2 * 153, text.body
    assert text.body.endswith(link)


def test_a_link_that_takes_a_third_message_is_left_out() -> None:
    link = f"https://{'long.' * 40}example.org/v/{'x' * 43}/"
    text = sms.visit_booked(TO, "en", visit_at(SITE.offices[0].name), link=link)
    assert "http" not in text.body and "To move" not in text.body


@pytest.mark.parametrize("language", ["en", "es"])
def test_that_a_request_has_come_fits_into_one_message(language: str) -> None:
    text = sms.request_received(TO, language, From(practice=SITE.name, telephone=SITE.telephone))

    length = gsm_length(text.body)
    assert length is not None and length <= ONE, text.body


@pytest.mark.parametrize(
    ("said", "becomes", "length"),
    [
        ("Cita el sábado – mañana", "Cita el sabado - mañana", 23),
        ("miércoles, ¿qué?", "miércoles, ¿qué?", 16),
        ("[10 €]", "[10 €]", 9),
        ("Łódź", "Łodz", None),
        ("诊所", "诊所", None),
    ],
)
def test_letters_the_telephone_lacks_lose_their_accent_and_nothing_else(
    said: str, becomes: str, length: int | None
) -> None:
    assert in_gsm(said) == becomes
    assert gsm_length(becomes) == length


def test_without_a_carrier_a_text_is_a_file(settings: Any, tmp_path: Path) -> None:
    settings.ENTHESIS_SMS, settings.DATA, message = "file", tmp_path, uuid4()

    for _ in range(2):
        sms.send(Text(to=TO, body="¡Hola!"), id=message)

    (file,) = (tmp_path / "sms").iterdir()
    assert file.read_text(encoding="utf-8") == f"To: {TO}\n\n¡Hola!\n"


def test_a_carrier_nobody_knows_is_told(settings: Any) -> None:
    settings.ENTHESIS_SMS = "pigeon"

    with pytest.raises(ValueError, match="ENTHESIS_SMS is 'pigeon': it is twilio, file, or empty"):
        sms.send(Text(to=TO, body="Coo"), id=uuid4())


class Twilio(ThreadingHTTPServer):
    """Answers as it is told, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answer: tuple[int, dict[str, Any]] | None = (201, {"sid": "SM1"})
        self.drips = False
        self.asked: list[tuple[str, str, dict[str, list[str]]]] = []


class Answering(BaseHTTPRequestHandler):
    server: Twilio

    def do_POST(self) -> None:
        told = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((self.path, self.headers["Authorization"], parse_qs(told)))
        if self.server.answer is None:  # it took the text and the line broke
            self.connection.close()
            return
        while self.server.drips:  # a letter now and then, and never an end of the line
            try:
                self.wfile.write(b"H")
            except OSError:
                return
            time.sleep(0.05)
        status, body = self.server.answer
        whole = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        self.wfile.write(whole)

    def log_message(self, *words: Any) -> None:
        """Nothing."""


@pytest.fixture
def twilio(settings: Any) -> Iterator[Twilio]:
    with Twilio() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        settings.ENTHESIS_SMS = "twilio"
        settings.ENTHESIS_TWILIO_URL = f"http://127.0.0.1:{server.server_address[1]}"
        settings.ENTHESIS_TWILIO_ACCOUNT, settings.ENTHESIS_TWILIO_TOKEN = "AC1", "secret"
        settings.ENTHESIS_TWILIO_FROM = "+12015550100"
        yield server
        server.shutdown()


def test_twilio_is_asked_as_it_wants_to_be(twilio: Twilio) -> None:
    sms.send(Text(to=TO, body="¡Hola! 100 % & más"), id=uuid4())

    ((path, key, told),) = twilio.asked
    assert path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert key == "Basic QUMxOnNlY3JldA=="
    assert told == {"To": [TO], "From": ["+12015550100"], "Body": ["¡Hola! 100 % & más"]}


@pytest.mark.parametrize(
    ("status", "code", "means"),
    [
        (400, 21211, Refused),
        (400, 21614, Refused),
        (400, 21610, Unwanted),
        (400, 21606, NotSent),
        (400, None, NotSent),
        (401, 20003, Away),
        (429, 20429, Away),
        (503, None, Away),
    ],
)
def test_what_twilio_answers_is_understood(
    twilio: Twilio, status: int, code: int | None, means: type[NotSent]
) -> None:
    twilio.answer = (status, {"code": code, "message": f"The number {TO} is secret"})

    with pytest.raises(NotSent) as failed:
        sms.send(Text(to=TO, body="Hello"), id=uuid4())

    assert type(failed.value) is means
    assert failed.value.why == f"twilio {status} {code or ''}".strip()  # never its words


def test_a_line_that_breaks_may_have_carried_it(twilio: Twilio) -> None:
    twilio.answer = None

    with pytest.raises(NotSent) as failed:
        sms.send(Text(to=TO, body="Hello"), id=uuid4())

    assert type(failed.value) is NotSent
    assert len(twilio.asked) == 1


def test_who_answers_a_letter_at_a_time_is_hung_up_on(
    twilio: Twilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier, "LONGEST", 0.4)
    twilio.drips, begun = True, time.monotonic()

    with pytest.raises(NotSent, match="twilio "):
        sms.send(Text(to=TO, body="Hello"), id=uuid4())

    assert time.monotonic() - begun < 5


def test_where_nobody_listens_twilio_is_away(settings: Any) -> None:
    settings.ENTHESIS_SMS, settings.ENTHESIS_TWILIO_URL = "twilio", "http://127.0.0.1:1"

    with pytest.raises(Away, match="twilio ConnectionRefusedError"):
        sms.send(Text(to=TO, body="Hello"), id=uuid4())
