"""The web server as a child process: started, watched, and ended with everything it started."""

import ctypes
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from types import TracebackType

from enthesis.domain.errors import NotAllowed

ANSWER_WITHIN = 60.0  # seconds until the site is expected to answer
POLL = 0.2
GRACE = 10.0  # seconds a stopping server has for the requests it is answering
PR_SET_PDEATHSIG = 1


class Server:
    """Granian on one address. On leaving the context it has ended."""

    def __init__(self, *, host: str, port: int, workers: int) -> None:
        self.host, self.port, self.workers = host, port, workers

    def __enter__(self) -> "Server":
        # in a session of its own: ctrl-C reaches us alone, and we end it in order
        self.child = subprocess.Popen(
            self._command(), start_new_session=True, preexec_fn=_die_with_parent if _LIBC else None
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(GRACE)
            except subprocess.TimeoutExpired:
                self.child.kill()
        self.child.wait()

    def is_ready(self, stop: threading.Event) -> bool:
        """Waits until the site answers; False when it was stopped, ended, or took too long."""
        for _ in range(int(ANSWER_WITHIN / POLL)):
            if self._answers():
                return True
            if self.child.poll() is not None or stop.wait(POLL):
                return False
        return False

    def wait(self, stop: threading.Event) -> int | None:
        """Until somebody stops us (None), or the server ends by itself (its exit code)."""
        while not stop.wait(POLL):
            if self.child.poll() is not None:
                return self.child.returncode
        return None

    def _answers(self) -> bool:
        connection = HTTPConnection(_reachable(self.host), self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def _command(self) -> list[str]:
        options = {
            "--interface": "wsgi",
            "--host": self.host,
            "--port": self.port,
            "--workers": self.workers,
            "--blocking-threads": 4,
            "--log-level": "warning",
        }
        flat = [str(word) for pair in options.items() for word in pair]
        return [sys.executable, "-m", "granian", *flat, "enthesis.config.wsgi:application"]


def check_port_free(host: str, port: int) -> None:
    """Nobody listens there; raises NotAllowed with what to do otherwise."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as problem:
        why = "is in use" if "in use" in str(problem) else f"cannot be used: {problem.strerror}"
        raise NotAllowed(
            "port",
            f"Port {port} of {host} {why}.",
            f"Stop what uses it, or choose another, for example --port {port % 65535 + 1}.",
        ) from None


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """Set when somebody stops this process: ctrl-C or a termination signal."""
    stop = threading.Event()
    before = {which: signal.signal(which, lambda *_: stop.set()) for which in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """In the child: Linux ends it when we are killed, so that no server is left holding the port."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
