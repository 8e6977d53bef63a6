"""Text messages by Twilio: one request in its REST interface, made with what Python brings.

Its own package would add sixteen others to the site for this one request.
"""

import json
import socket
from base64 import b64encode
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPHandler, HTTPSHandler, Request, build_opener

from django.conf import settings

from enthesis.delivery.messages.failures import Away, NotSent, Refused, Unwanted

TIMEOUT = 20.0  # seconds for each read
LONGEST = 60.0  # and for the whole conversation: well before another worker takes the message over
NO_SUCH_NUMBER = frozenset({21211, 21614})  # not a number; not one that takes text messages
SAID_STOP = 21610
MOST_READ = 100_000
ANSWERS = frozenset({200, 201})


def send_text(number: str, text: str) -> None:
    """Twilio has taken the text. Raises what `failures` tells otherwise."""
    lines: list[socket.socket] = []
    cut = Timer(LONGEST, _hang_up, (lines,))
    cut.daemon = True
    cut.start()
    try:
        with build_opener(_Http(lines), _Https(lines)).open(
            _request(number, text), timeout=TIMEOUT
        ) as answer:
            if answer.status not in ANSWERS:
                raise NotSent(f"twilio {answer.status}")
    except HTTPError as problem:
        raise _meaning(problem) from problem
    except URLError as problem:
        raise Away(f"twilio {type(problem.reason).__name__}") from problem
    except (OSError, HTTPException) as problem:  # after the request had gone: it may have been taken
        raise NotSent(f"twilio {type(problem).__name__}") from problem
    finally:
        cut.cancel()


class _Http(HTTPHandler):
    """Keeps the sockets it opens, so that they can be hung up."""

    def __init__(self, lines: list[socket.socket]) -> None:
        super().__init__()
        self._lines = lines

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_kept(HTTPConnection, self._lines), req)


class _Https(HTTPSHandler):
    """The same over TLS."""

    def __init__(self, lines: list[socket.socket]) -> None:
        super().__init__()
        self._lines = lines

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_kept(HTTPSConnection, self._lines), req)


def _kept(kind: type[HTTPConnection], lines: list[socket.socket]) -> type[HTTPConnection]:
    class Kept(kind):  # type: ignore[misc, valid-type]
        def connect(self) -> None:
            super().connect()
            lines.append(self.sock)

    return Kept


def _hang_up(lines: list[socket.socket]) -> None:
    """Python's timeout is for each read: a server that says a letter now and then would hold us for ever."""
    for line in lines:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)


def _request(number: str, text: str) -> Request:
    account, token = settings.ENTHESIS_TWILIO_ACCOUNT, settings.ENTHESIS_TWILIO_TOKEN
    told = urlencode({"To": number, "From": settings.ENTHESIS_TWILIO_FROM, "Body": text})
    address = f"{settings.ENTHESIS_TWILIO_URL}/2010-04-01/Accounts/{account}/Messages.json"
    key = b64encode(f"{account}:{token}".encode()).decode()
    return Request(address, data=told.encode(), headers={"Authorization": f"Basic {key}"})  # noqa: S310


def _meaning(problem: HTTPError) -> NotSent:
    code = _code(problem)
    told = f"twilio {problem.code} {code or ''}".strip()
    if code == SAID_STOP:
        return Unwanted(told)
    if code in NO_SUCH_NUMBER:
        return Refused(told)
    takes_none = problem.code in (401, 403, 404, 429) or problem.code >= 500
    return Away(told) if takes_none else NotSent(told)


def _code(problem: HTTPError) -> int | None:
    try:
        told = json.loads(problem.read(MOST_READ))
    except (ValueError, OSError, HTTPException):
        return None
    code = told.get("code") if isinstance(told, dict) else None
    return code if isinstance(code, int) else None
