"""The site runs until it is stopped, and leaves nothing running."""

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from enthesis.cli import worker
from enthesis.cli.server import check_port_free
from enthesis.domain.errors import NotAllowed
from tests.cli.conftest import Run, command, environment

WAIT = 40.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


@pytest.fixture
def served(demo: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    """A copy of the demonstration, served."""
    data, port = tmp_path / "data", free_port()
    shutil.copytree(demo, data)
    process = subprocess.Popen(
        command("serve", "--data", data, "--port", port, "--workers", 1),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = process.stdout.readline()
    if f"http://127.0.0.1:{port}/" not in said:
        process.kill()
        pytest.fail(f"{said}{process.communicate()}")
    yield process, port, data
    process.kill()
    process.communicate()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told(served: tuple[subprocess.Popen[str], int, Path], how: signal.Signals) -> None:
    process, port, _ = served
    assert answers(port)
    process.send_signal(how)
    _, said = process.communicate(timeout=WAIT)
    assert (process.returncode, said) == (0, "Stopped.\n")
    check_port_free("127.0.0.1", port)


def test_killed_it_leaves_no_server_and_its_mail_led_back_to_it(
    run: Run, served: tuple[subprocess.Popen[str], int, Path]
) -> None:
    process, port, data = served
    taken = run("serve", "--data", data, "--port", port)
    assert taken.returncode == 1
    assert taken.stderr.startswith(f"Port {port} of 127.0.0.1 is in use.")

    deadline = time.monotonic() + WAIT
    while not any(f"http://127.0.0.1:{port}/my/link/" in mail.read_text() for mail in data.glob("mail/*")):
        assert time.monotonic() < deadline, "no invitation was mailed"
        time.sleep(0.2)

    process.kill()
    process.communicate()
    while answers(port):
        assert time.monotonic() < deadline, "the web server outlived the command"
        time.sleep(0.2)


def test_a_taken_port_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(NotAllowed, match=f"Port {port} of 127.0.0.1 is in use"):
            check_port_free("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(NotAllowed, match="cannot be used"):
        check_port_free("192.0.2.1", 8000)


def test_the_worker_goes_on_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def away(pauses: object, *, at: object) -> bool:
        seen.append(1)
        raise OSError("the database is away")

    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(worker, "send_next_message", away)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    with worker.Worker() as working:
        deadline = time.monotonic() + 5
        while len(seen) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
    assert len(seen) >= 3
    assert not any(thread.is_alive() for thread in working.threads)
