"""A snapshot is there whole or not at all: killed with -9, on a full disk, begun twice at once."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.db import connection

from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Purpose
from enthesis.evidence import snapshot as snapshots
from enthesis.evidence.extract.make import make_snapshot
from enthesis.evidence.snapshot import Manifest, open_snapshot
from enthesis.store.audit import list_audit
from tests.adversary.test_killed import ROOT, environment
from tests.support.cases import Hip, House
from tests.support.snapshotter import AT
from tests.support.stages import a_hip_at

STEPS = ("0 of 1", "1 of 1", "sealed")  # the record is copied; a chunk is read; all but its name is there


@pytest.fixture
def hip(fresh_database: str) -> Hip:
    hip = a_hip_at(Stage.OPERATED).decide(purpose=Purpose.REGISTRY)
    connection.close()
    return hip


def made(house: House, out: Path, **kwargs: Any) -> Manifest:
    return make_snapshot(house.surgeon, out, at=AT, **kwargs)


@contextmanager
def begun(hip: Hip, database: str, out: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process makes it, and waits at each step."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.support.snapshotter", str(hip.house.practice), str(out)],
        cwd=ROOT,
        env=environment(database),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def goes_on(child: subprocess.Popen[str]) -> str:
    assert child.stdin and child.stdout
    child.stdin.write("\n")
    child.stdin.flush()
    return child.stdout.readline().strip()


def first_step(child: subprocess.Popen[str]) -> str:
    assert child.stdout
    return child.stdout.readline().strip()


def hidden(out: Path) -> list[Path]:
    return sorted(path for path in out.parent.iterdir() if path.name.startswith("."))


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step_it_leaves_nothing_under_its_name_and_the_next_one_tidies_up(
    hip: Hip, fresh_database: str, tmp_path: Path, step: str
) -> None:
    out = tmp_path / "made" / "snapshot"
    with begun(hip, fresh_database, out) as child:
        told = first_step(child)
        while told != step:
            told = goes_on(child)
        child.send_signal(signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL

    assert not out.exists()
    (left,) = hidden(out)
    assert [file.name for file in left.iterdir() if "sqlite" in file.name] == []

    assert made(hip.house, out).rows["hips"] == 1
    assert open_snapshot(out).manifest.rows["hips"] == 1
    assert hidden(out) == []


def test_what_another_process_is_making_is_left_alone(hip: Hip, fresh_database: str, tmp_path: Path) -> None:
    out = tmp_path / "made" / "snapshot"
    with begun(hip, fresh_database, out) as child:
        assert first_step(child) == "0 of 1"
        made(hip.house, out)
        assert len(hidden(out)) == 1

        assert [goes_on(child), goes_on(child)] == ["1 of 1", "sealed"]
        assert goes_on(child) == f"{out} is there already. Name a folder that does not exist yet."
        goes_on(child)
    assert hidden(out) == []
    assert open_snapshot(out).manifest.rows["hips"] == 1


@pytest.mark.parametrize("why", [ENOSPC, EDQUOT])
@pytest.mark.parametrize("where", ["table", "manifest", "disk"])
def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    hip: Hip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, why: int
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(why, os.strerror(why))

    target = {
        "table": (pq.ParquetWriter, "write_table"),
        "manifest": (snapshots, "_write"),
        "disk": (os, "fsync"),
    }[where]
    out = tmp_path / "made" / "snapshot"
    with monkeypatch.context() as patched:
        patched.setattr(*target, full)
        with pytest.raises(NotAllowed) as refused:
            made(hip.house, out)

    assert str(refused.value).startswith(f"The disk is full: nothing was written to {out}.")
    assert list(out.parent.iterdir()) == []
    assert made(hip.house, out).rows["hips"] == 1


APART = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]


def can_mount() -> bool:
    if shutil.which(APART[0]) is None:
        return False
    return subprocess.run([*APART, "mount", "-t", "tmpfs", "x", "/mnt"], capture_output=True).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="Nobody may make a small disk here.")
def test_on_a_small_disk_the_command_says_so_and_leaves_nothing(
    hip: Hip, fresh_database: str, tmp_path: Path
) -> None:
    """SQLite: the copy of the database has no room; PostgreSQL: the first table has none."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        f"mount -t tmpfs -o size=8192 small {disk} || exit 9\n"
        f"{sys.executable} -m enthesis.cli snapshot --out {disk}/snapshot; ended=$?\n"
        f"ls -A {disk}; exit $ended"
    )
    done = subprocess.run(
        [*APART, "sh", "-c", script],
        cwd=ROOT,
        env={**environment(fresh_database), "PYTHONPATH": f"{ROOT}/src"},
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    copies = connection.vendor == "sqlite"
    said = "The database cannot be copied to" if copies else "The disk is full: nothing was written to"
    assert done.stderr.startswith(f"{said} {disk}")
    assert done.stderr.count("\n") == 1
    assert [e.action for e in list_audit(hip.house.surgeon, limit=1)] != ["record_snapshot"]
