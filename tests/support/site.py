"""A whole site for the journeys: the demo practice in a temporary folder, served as its own process."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ENTHESIS = Path(sys.executable).with_name("enthesis")
SECONDS_TO_START = 60.0
OF_A_CROWD = {  # all journeys come from one address, and faster than people
    "ENTHESIS_LIMIT_REQUESTS": "10000/1h/ip",
    "ENTHESIS_LIMIT_CONTACTS": "10000/1d/key",
    "ENTHESIS_LIMIT_LINKS": "10000/10m/ip",
    "ENTHESIS_FASTEST_REQUEST": "0",
}
OF_THE_TESTS = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "ENTHESIS_DATA")  # the site has its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the demo practice answers. `told` is what preparing it printed: the accounts and passwords."""

    url: str
    data: Path
    told: str


@contextmanager
def running_site(data: Path, *, told: str) -> Iterator[Site]:
    """Yield the demo practice prepared in this folder, answering; afterwards its processes have ended.

    Raises RuntimeError with the command's own words when it does not answer.
    """
    port = _free_port()
    log = data.with_name(f"{data.name}.log")
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(ENTHESIS), "serve", "--data", str(data), "--port", str(port)],
            stdout=output,
            stderr=output,
            start_new_session=True,
            env=environment(),
        )
    try:
        _wait_until_healthy(server, port, log)
        yield Site(url=f"http://127.0.0.1:{port}", data=data, told=told)
    finally:
        _end(server)


def prepare(data: Path, hips: int) -> str:
    """A demo practice in this folder; what the command said. Raises RuntimeError with its words."""
    command = [str(ENTHESIS), "demo", "prepare", "--data", str(data), "--hips", str(hips)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment())
    if done.returncode:
        raise RuntimeError(f"The demo practice could not be prepared: {done.stdout}{done.stderr}")
    return done.stdout


def environment() -> dict[str, str]:
    """What a command of the site is started with: nothing of the tests' own settings and data."""
    return {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS} | OF_A_CROWD


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not _is_healthy(port):
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The site did not answer on port {port}: {log.read_text(errors='replace')}")
        time.sleep(0.1)


def _is_healthy(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _end(server: subprocess.Popen[bytes]) -> None:
    """Ask once, wait, then end whatever of its session is left."""
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(timeout=15)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
