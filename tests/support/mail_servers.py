"""Mail servers that behave: one that keeps what it takes, and some that hang, drop the line or refuse."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller

LINE = b"\r\n"


@dataclass
class Kept:
    """What a good server took, in order. It answers an address as `answers` says, else well."""

    answers: dict[str, str] = field(default_factory=dict)
    taken: list[Message] = field(default_factory=list)

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.append(message_from_bytes(envelope.content))
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.taken]


@contextmanager
def good_server(**answers: str) -> Iterator[tuple[int, Kept]]:
    """The port of a server that takes mail, and what it took."""
    kept = Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=_free_port())
    controller.start()
    try:
        yield controller.port, kept
    finally:
        controller.stop()


Talk = Callable[[socketserver.StreamRequestHandler, list[bytes]], None]


@contextmanager
def bad_server(talk: Talk) -> Iterator[tuple[int, list[bytes]]]:
    """The port of a server that talks so, and the messages it read to their end."""
    read: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        timeout = 20

        def handle(self) -> None:
            with suppress(OSError):
                talk(self, read)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads, block_on_close = True, False

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.server_address[1], read
        finally:
            server.shutdown()


def hangs(line: socketserver.StreamRequestHandler, read: list[bytes]) -> None:
    """Takes the connection and says nothing."""
    _wait_for_the_end(line)


def dribbles(line: socketserver.StreamRequestHandler, read: list[bytes]) -> None:
    """Says a letter now and then, for ever, each before the client's patience with one answer ends."""
    while True:
        line.wfile.write(b"2")
        line.wfile.flush()
        line.connection.settimeout(0.1)
        try:
            if not line.connection.recv(1000):
                return
        except TimeoutError:
            continue


def hangs_after_mail(line: socketserver.StreamRequestHandler, read: list[bytes]) -> None:
    """Reads the whole message and does not answer."""
    _talk_to_data(line)
    read.append(_message(line))
    _wait_for_the_end(line)


def drops_in_the_middle(line: socketserver.StreamRequestHandler, read: list[bytes]) -> None:
    """Ends the line while the message is being told."""
    _talk_to_data(line)
    line.rfile.readline()
    _drop(line)


def drops_before_the_answer(line: socketserver.StreamRequestHandler, read: list[bytes]) -> None:
    """Has the whole message, and ends the line before it says so."""
    _talk_to_data(line)
    read.append(_message(line))
    _drop(line)


def drops_at_once(line: socketserver.StreamRequestHandler, read: list[bytes]) -> None:
    _drop(line)


def hangs_at_the_farewell(line: socketserver.StreamRequestHandler, read: list[bytes]) -> None:
    """Takes the message, says so, and never says goodbye."""
    _talk_to_data(line)
    read.append(_message(line))
    line.wfile.write(b"250 taken" + LINE)
    _wait_for_the_end(line)


def puts_off(line: socketserver.StreamRequestHandler, read: list[bytes]) -> None:
    """Has no time for anybody: 421 instead of a greeting."""
    line.wfile.write(b"421 come back later" + LINE)


def _talk_to_data(line: socketserver.StreamRequestHandler) -> None:
    line.wfile.write(b"220 here" + LINE)
    while told := line.rfile.readline():
        if told.upper().startswith(b"DATA"):
            line.wfile.write(b"354 tell" + LINE)
            return
        line.wfile.write(b"250 go on" + LINE)


def _message(line: socketserver.StreamRequestHandler) -> bytes:
    lines = []
    while (told := line.rfile.readline()) not in (b"." + LINE, b""):
        lines.append(told)
    return b"".join(lines)


def _drop(line: socketserver.StreamRequestHandler) -> None:
    """The other side sees a reset, not an end."""
    line.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    line.connection.close()


def _wait_for_the_end(line: socketserver.StreamRequestHandler) -> None:
    while line.rfile.read(1):
        pass


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
