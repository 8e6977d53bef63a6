"""A run leaves a whole folder or none, the same bytes for the same records, and says what it is doing."""

import csv
import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.evidence.catalogue import load_study
from enthesis.evidence.revision import revision
from enthesis.evidence.run import run_study
from enthesis.evidence.snapshot import MANIFEST, Snapshot, open_snapshot
from enthesis.evidence.whole_folder import whole_folder
from tests.support.snapshots import by_hand, drawn, hip, shuffled
from tests.support.source import PACKAGE

STUDY = load_study("isolated-endoscopic-two-year")
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = datetime(2027, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return drawn(tmp_path_factory.mktemp("drawn") / "s", hips=400, seed=9)


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_the_folder_holds_everything_of_the_run(snapshot: Snapshot, tmp_path: Path) -> None:
    steps: list[str] = []
    run_study(STUDY, snapshot, tmp_path / "out", at=AT, told=steps.append)
    made = files(tmp_path / "out")
    assert {name for name in made if "/" not in name} == {
        "results.json",
        "report.html",
        "protocol.toml",
        "provenance.json",
    }
    assert {"figures/flow.svg", "figures/over-time-mhhs.svg", "figures/thresholds-nahs.svg"} <= set(made)
    assert {"tables/outcomes.csv", "tables/beside-published.csv", "tables/references.csv"} <= set(made)
    assert sha256(made["protocol.toml"]).hexdigest() == STUDY.digest
    assert steps[0] == "Reading the records"
    assert steps[-1] == "Writing the report"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_provenance_names_records_protocol_code_and_libraries(snapshot: Snapshot, tmp_path: Path) -> None:
    steps: list[str] = []
    run_study(STUDY, snapshot, tmp_path / "out", at=AT, told=steps.append)
    told = json.loads((tmp_path / "out" / "provenance.json").read_text("utf-8"))
    assert told["manifest"]["sha256"] == snapshot.manifest.sha256
    assert told["manifest_sha256"] == sha256((snapshot.folder / MANIFEST).read_bytes()).hexdigest()
    assert told["protocol_sha256"] == STUDY.digest
    assert told["revision"] == revision()
    assert {"numpy", "scipy", "pyarrow"} <= set(told["libraries"])
    assert told["at"] == "2026-11-23T09:30:00+00:00"
    assert list(told["seconds"]) == steps


def test_the_same_records_give_the_same_bytes_whenever_it_runs(snapshot: Snapshot, tmp_path: Path) -> None:
    """Only what says when it ran may differ, and after a shuffle the hashes of the files."""
    run_study(STUDY, snapshot, tmp_path / "a", at=AT)
    run_study(STUDY, snapshot, tmp_path / "b", at=LATER)
    run_study(STUDY, shuffled(snapshot, tmp_path / "s", seed=1), tmp_path / "c", at=AT)
    first, second, third = (files(tmp_path / name) for name in "abc")
    assert set(first) == set(second) == set(third)
    differs = {"provenance.json", "report.html"}
    assert {name for name in first if first[name] != second[name]} == differs
    assert {name for name in first if first[name] != third[name]} == differs
    assert b"2026" not in first["results.json"]


def test_every_table_is_rectangular_csv(snapshot: Snapshot, tmp_path: Path) -> None:
    run_study(STUDY, snapshot, tmp_path / "out", at=AT)
    for file in (tmp_path / "out" / "tables").iterdir():
        text = file.read_bytes().decode("utf-8")
        assert "\u202f" not in text
        assert len({len(row) for row in csv.reader(text.splitlines())}) == 1, file.name


def test_an_empty_cohort_is_written_too(tmp_path: Path) -> None:
    results = run_study(STUDY, by_hand(tmp_path / "s", []), tmp_path / "out", at=AT)
    assert results.flow.analysed == 0
    assert "Of 0 operated hips none was eligible." in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_what_is_there_already_stays(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(Invalid, match=r"out is there already\. Name a folder that does not exist yet\."):
        run_study(STUDY, snapshot, tmp_path / "out", at=AT)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("step", ["Reading the records", "Choosing the cohort", "Writing the report"])
def test_a_failure_leaves_nothing(snapshot: Snapshot, tmp_path: Path, step: str) -> None:
    def stop(at: str) -> None:
        if at == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_study(STUDY, snapshot, tmp_path / "out", at=AT, told=stop)
    assert list(tmp_path.iterdir()) == []


def full(_path: Path, *_args: object, **_more: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NotAllowed, match=r"The disk is full: nothing was written to .*out\. Free some space"):
        run_study(STUDY, snapshot, tmp_path / "out", at=AT)
    assert list(tmp_path.iterdir()) == []


def test_another_fault_of_the_disk_is_not_called_full(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Input/output error"), whole_folder(tmp_path / "out"):
        raise OSError(errno.EIO, "Input/output error")
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from enthesis.evidence.catalogue import load_study
from enthesis.evidence.run import run_study
from enthesis.evidence.snapshot import open_snapshot

def kill(step):
    if step == "Writing the report":
        os.kill(os.getpid(), signal.SIGKILL)

study = load_study("isolated-endoscopic-two-year")
run_study(study, open_snapshot(Path(sys.argv[1])), Path(sys.argv[2]), at=datetime.now(UTC), told=kill)
"""


def test_a_killed_run_leaves_nothing_under_the_name_and_the_next_one_clears_up(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    words = [sys.executable, "-c", KILLED, str(snapshot.folder), str(tmp_path / "out")]
    killed = subprocess.run(words, env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)}, check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".out.part-")
    run_study(STUDY, snapshot, tmp_path / "out", at=AT)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_folder_somebody_still_writes_in_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / ".out.part-theirs"
    theirs.mkdir()
    lock = os.open(theirs, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with whole_folder(tmp_path / "out") as part:
            (part / "x").touch()
    finally:
        os.close(lock)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".out.part-theirs", "out"]


def test_of_two_runs_of_one_name_the_first_to_finish_wins(tmp_path: Path) -> None:
    def both() -> None:
        with whole_folder(tmp_path / "out") as part:
            (part / "mine").touch()
            (tmp_path / "out").mkdir()
            (tmp_path / "out" / "theirs").touch()

    with pytest.raises(Invalid, match="is there already"):
        both()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["theirs"]


def change_a_file(folder: Path) -> None:
    file = folder / "events.parquet"
    file.write_bytes(file.read_bytes() + b" ")


def lose_a_file(folder: Path) -> None:
    (folder / "hips.parquet").unlink()


def change_the_schema(folder: Path) -> None:
    file = folder / MANIFEST
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "schema": "0"}), "utf-8")


def unname_a_file(folder: Path) -> None:
    """The manifest names one file less: what is in it could be anything."""
    file = folder / MANIFEST
    told = json.loads(file.read_text("utf-8"))
    del told["sha256"]["responses_mhhs.parquet"]
    file.write_text(json.dumps(told), "utf-8")


def lose_the_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


@pytest.mark.parametrize(
    ("harm", "kind", "sentence"),
    [
        (unname_a_file, Invalid, "responses_mhhs.parquet is not the file its manifest names"),
        (change_a_file, Invalid, "events.parquet is not the file its manifest names"),
        (lose_a_file, Invalid, "hips.parquet is not the file its manifest names"),
        (change_the_schema, Invalid, "is a snapshot of schema 0; this version reads 2"),
        (lose_the_manifest, NotFound, "is no snapshot"),
    ],
)
def test_a_snapshot_that_is_not_whole_is_refused(
    tmp_path: Path, harm: Callable[[Path], None], kind: type[Exception], sentence: str
) -> None:
    by_hand(tmp_path / "s", [hip(1)])
    harm(tmp_path / "s")
    with pytest.raises(kind, match=sentence):
        open_snapshot(tmp_path / "s")


def test_a_changed_protocol_is_another_protocol(snapshot: Snapshot, tmp_path: Path) -> None:
    other = replace(STUDY, text=STUDY.text + "# later\n", digest=sha256(b"later").hexdigest())
    results = run_study(other, snapshot, tmp_path / "out", at=AT)
    assert results.protocol != STUDY.digest
    assert (tmp_path / "out" / "protocol.toml").read_text("utf-8").endswith("# later\n")
