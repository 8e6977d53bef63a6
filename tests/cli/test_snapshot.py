"""`enthesis snapshot` as an operator calls it: what it says, what it refuses, how it ends."""

import json
import os
import pty
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from enthesis.evidence.snapshot import open_snapshot
from enthesis.store.extracts import REFUSED
from tests.cli.conftest import Run, command, environment
from tests.support.snapshots import rows_of
from tests.support.source import PACKAGE

NOT_PUBLIC = "It names nobody; single hips may still be recognised, so it is no public file."
PRACTICE = PACKAGE / "config" / "practice.toml"


@pytest.fixture
def data(demo: Path, tmp_path: Path) -> Iterator[Path]:
    """A demonstration of one's own."""
    folder = tmp_path / "data"
    shutil.copytree(demo, folder)
    yield folder
    shutil.rmtree(folder)


def test_it_says_how_many_and_where_and_nothing_else(run: Run, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "snapshot"
    done = run("snapshot", "--data", demo, "--out", out)

    assert (done.returncode, done.stderr) == (0, "")  # no terminal, no progress
    assert re.fullmatch(
        rf"\d+ hips and \d+ responses in {out}\. Left out: 1 hip, {REFUSED}\. {NOT_PUBLIC}\n", done.stdout
    )
    snapshot = open_snapshot(out)
    told = [int(number) for number in re.findall(r"^\d+|(?<=and )\d+", done.stdout)]
    assert told[0] == snapshot.manifest.rows["hips"] == len(rows_of(snapshot, "hips")) > 5
    assert told[1] == sum(n for t, n in snapshot.manifest.rows.items() if t.startswith("responses_")) > 50
    assert (snapshot.manifest.source, snapshot.manifest.synthetic, snapshot.truth) == ("sqlite", True, None)
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert [path.name for path in out.parent.iterdir()] == ["snapshot"]


def test_what_a_demonstration_tells_of_an_operation_is_known(run: Run, demo: Path, tmp_path: Path) -> None:
    run("snapshot", "--data", demo, "--out", tmp_path / "s")
    hips = rows_of(open_snapshot(tmp_path / "s"), "hips")
    for column in ("bmi", "concomitant", "lall", "goutallier", "approach", "repair", "anchors", "age"):
        assert [row["hip"] for row in hips if row[column] is None] == [], column
    assert {row["hip"] for row in hips} == set(range(len(hips)))


def test_a_folder_that_is_there_is_not_touched(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("mine")
    done = run("snapshot", "--data", demo, "--out", tmp_path / "mine")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{tmp_path / 'mine'} is there already. Name a folder that does not exist yet.\n"
    assert (tmp_path / "mine" / "file").read_text() == "mine"


def test_a_wrong_call_is_answered_in_a_sentence(run: Run, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for words, code, sentence in (
        (["--data", demo], 2, "the following arguments are required: --out"),
        (["--data", tmp_path / "nowhere", "--out", out], 1, "There is no data folder"),
        (["--data", tmp_path, "--out", out, "--practice", "x"], 1, f"There is no database in {tmp_path}."),
        (
            ["--data", demo, "--out", out, "--practice", "west"],
            1,
            "There is no practice 'west'. Choose one of: lall-orthopedics.",
        ),
    ):
        done = run("snapshot", *words, env=PRODUCTION)
        assert (done.returncode, done.stdout) == (code, ""), done.stderr
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
        assert not out.exists()


PRODUCTION = {
    "ENTHESIS_SECRET_KEY": "x" * 60,
    "ENTHESIS_HOSTS": "hips.example",
    "ENTHESIS_ORIGIN": "https://hips.example",
    "ENTHESIS_MAIL_HOST": "mail.example",
    "ENTHESIS_FROM": "desk@hips.example",
}


def test_of_several_practices_one_is_named(run: Run, data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(PRACTICE.read_text("utf-8").replace('slug = "lall-orthopedics"', 'slug = "other"'))
    assert run("practice", "load", other, "--data", data).returncode == 0

    asked = run("snapshot", "--data", data, "--out", tmp_path / "s")
    assert asked.returncode == 1
    assert (
        "The database holds 2 practices: lall-orthopedics, other. Name one with --practice." in asked.stderr
    )
    done = run("snapshot", "--data", data, "--out", tmp_path / "s", "--practice", "other")
    assert done.stdout == f"0 hips and 0 responses in {tmp_path / 's'}. {NOT_PUBLIC}\n"


def test_what_is_true_of_a_synthetic_practice_goes_with_it(run: Run, data: Path, tmp_path: Path) -> None:
    truth = {"seed": 7, "parameters": {"effect": "0"}}
    (data / "truth.json").write_text(json.dumps(truth))
    assert run("snapshot", "--data", data, "--out", tmp_path / "s").returncode == 0
    assert open_snapshot(tmp_path / "s").truth == truth

    (data / "truth.json").write_text("{")
    done = run("snapshot", "--data", data, "--out", tmp_path / "t")
    assert done.returncode == 1
    assert done.stderr == (
        f"{data / 'truth.json'} cannot be read. Restore it, or remove it if the records are real.\n"
    )
    assert not (tmp_path / "t").exists()


def test_the_trail_stays_whole(run: Run, data: Path, tmp_path: Path) -> None:
    assert run("snapshot", "--data", data, "--out", tmp_path / "s").returncode == 0
    verified = run("audit", "verify", "--data", data)
    assert (verified.returncode, "The audit trail is whole" in verified.stdout) == (0, True)


def test_a_terminal_sees_how_far_it_is(demo: Path, tmp_path: Path) -> None:
    screen, end = pty.openpty()
    child = subprocess.Popen(
        command("snapshot", "--data", demo, "--out", tmp_path / "s"),
        env=environment(TERM="xterm"),
        stdout=subprocess.PIPE,
        stderr=end,
    )
    os.close(end)
    assert child.wait(timeout=100) == 0
    seen = os.read(screen, 10_000).decode()
    os.close(screen)
    manifest = open_snapshot(tmp_path / "s").manifest
    hips = manifest.rows["hips"] + sum(manifest.left_out.values())
    assert f"0 of {hips} hips" in seen
    assert f"{hips} of {hips} hips" in seen
    assert seen.endswith("\r\033[K")


def test_without_its_library_it_says_what_to_install(run: Run, demo: Path, tmp_path: Path) -> None:
    missing = tmp_path / "without" / "pyarrow"
    missing.mkdir(parents=True)
    (missing / "__init__.py").write_text("raise ImportError('not here', name='pyarrow')\n")
    done = run(
        "snapshot",
        "--data",
        demo,
        "--out",
        tmp_path / "s",
        env={"PYTHONPATH": f"{missing.parent}:{PACKAGE.parent}"},
    )
    assert done.returncode == 1
    assert done.stderr.startswith(
        "Snapshots need a library that is not installed: pyarrow. Install the extra"
    )
