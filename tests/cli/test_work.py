"""A worker alone: what is due leaves once, and it stops when told."""

import shutil
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.conftest import Run, command, environment
from tests.cli.test_serve import free_port

WAIT = 40.0


@pytest.fixture
def data(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration, whose last messages wait for a worker."""
    return Path(shutil.copytree(demo, tmp_path / "data"))


def mailed(data: Path) -> int:
    """How many messages the mail server has; it writes one file for each conversation."""
    return sum(file.read_text().count("\nMessage-ID: <") for file in data.glob("mail/*"))


def test_workers_at_once_send_what_is_due_once(run: Run, data: Path) -> None:
    with ThreadPoolExecutor(3) as together:
        done = list(together.map(lambda _: run("work", "--data", data, "--once"), range(3)))

    assert [one.returncode for one in done] == [0] * 3, [one.stderr for one in done]
    counts = [int(one.stdout.split()[0]) for one in done]
    assert sum(counts) == mailed(data) + len(list(data.glob("sms/*"))) > 0
    again = run("work", "--data", data, "--once")
    assert again.stdout == "0 messages sent.\n"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_works_until_it_is_told_to_stop(data: Path, how: signal.Signals) -> None:
    process = subprocess.Popen(
        command("work", "--data", data),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout and process.stdout.readline() == "Working.  (stop with ctrl-C)\n"
        process.send_signal(how)
        _, said = process.communicate(timeout=WAIT)
        assert (process.returncode, said) == (0, "Stopped.\n")
    finally:
        process.kill()
        process.communicate()


def test_a_site_without_a_worker_leaves_messages_to_another(run: Run, data: Path) -> None:
    port = free_port()
    process = subprocess.Popen(
        command("serve", "--data", data, "--port", port, "--workers", 1, "--no-worker"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout and f":{port}/" in process.stdout.readline()
        time.sleep(3.0)  # a worker begins after two
        assert mailed(data) == 0
        assert run("work", "--data", data, "--once").returncode == 0
        assert mailed(data) > 0
    finally:
        process.kill()
        process.communicate()


def test_without_a_data_folder_it_says_so(run: Run) -> None:
    done = run("work", "--data", "nowhere", "--once")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no data folder")
