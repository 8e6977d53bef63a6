"""A synthetic practice by command: whole or not there, the same for the same numbers."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import DAY, Run, environment
from tests.support.fresh import fresh_database
from tests.support.once import made_once
from tests.support.synthetic_equal import differences
from tests.support.synthetic_practice import loaded, straight

__all__ = ["fresh_database"]

HIPS = 24
MANY = int(os.environ.get("ENTHESIS_LOADED_HIPS", "250"))
OF_CHANCE = {"person": {"password", "pin_hash"}, "practice": {"loaded_at"}, "django_migrations": {"applied"}}
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
UUIDS = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b")


@pytest.fixture(scope="module")
def made(prepare: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished synthetic practice; read only."""

    def make(folder: Path) -> str:
        done = prepare("demo-data", "--data", folder, "--hips", HIPS, "--today", DAY)
        assert done.returncode == 0, done.stderr
        return done.stdout

    folder = tmp_path_factory.mktemp("synthetic") / "data"
    shutil.copytree(made_once(tmp_path_factory, f"synthetic-{HIPS}", make).folder, folder)
    return folder


def tables(folder: Path) -> dict[str, list[str]]:
    """Every row of every table as text, without what is drawn by the machine: keys of accounts, passwords.

    The random identities of the practice and its accounts stand as how they are called.
    """
    file = sqlite3.connect(f"file:{folder / 'enthesis.sqlite3'}?immutable=1", uri=True)
    try:
        names = [n for (n,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        called = dict(file.execute("SELECT id, email FROM person UNION SELECT id, slug FROM practice"))
        return {name: sorted(_rows(file, name, called)) for name in sorted(names)}
    finally:
        file.close()


def _rows(file: sqlite3.Connection, table: str, called: dict[str, str]) -> list[str]:
    found = file.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a name of our own
    columns = [told[0] for told in found.description]
    kept = [n for n, column in enumerate(columns) if column not in OF_CHANCE.get(table, set())]
    text = (repr(tuple(row[n] for n in kept)) for row in found)
    return [
        DIGEST.sub("digest", UUIDS.sub(lambda m: called.get(m[0].replace("-", ""), m[0]), t)) for t in text
    ]


def test_it_is_a_demonstration_that_is_sound(made: Path, run: Run) -> None:
    mark = json.loads((made / "demo.json").read_text())
    assert (mark["hips"], mark["seed"], mark["today"]) == (HIPS, 1, DAY)
    assert {path.name for path in made.parent.iterdir()} == {made.name}
    doctor = run("doctor", "--data", made)
    assert doctor.returncode == 0, doctor.stdout
    whole = run("audit", "verify", "--data", made)
    assert whole.stdout == f"The audit trail is whole, and {2 * HIPS} signatures match.\n"


def test_every_hip_is_operated_and_every_name_says_it_is_invented(made: Path) -> None:
    told = tables(made)
    assert len(told["hip_case"]) == HIPS
    assert all("'operated'" in row for row in told["hip_case"])
    assert told["contact"]
    assert all("'Demo-" in row for row in told["contact"])


def test_the_truth_stands_beside_the_records(made: Path) -> None:
    told = json.loads((made / "truth.json").read_text())
    assert (told["hips"], told["seed"], told["today"]) == (HIPS, 1, DAY)
    assert told["parameters"]["effect"]["bmac"]["value"] == "0"
    assert told["parameters"]["age"]["mean"]["tag"] == "D"


def test_the_same_numbers_give_the_same_rows(made: Path, prepare: Run, tmp_path: Path) -> None:
    done = prepare("demo-data", "--data", tmp_path / "again", "--hips", HIPS, "--seed", 1, "--today", DAY)
    assert done.returncode == 0, done.stderr
    first, second = tables(made), tables(tmp_path / "again")
    assert sum(map(len, first.values())) > 50 * HIPS
    trail = {"audit", "sqlite_sequence"}  # grows when somebody takes a snapshot of what was made
    assert set(second["audit"]) <= set(first["audit"])
    assert [name for name in first if name not in trail and first[name] != second.get(name)] == []
    assert (made / "truth.json").read_bytes() == (tmp_path / "again" / "truth.json").read_bytes()


def test_another_seed_gives_other_rows(made: Path, prepare: Run, tmp_path: Path) -> None:
    prepare("demo-data", "--data", tmp_path / "other", "--hips", HIPS, "--seed", 2, "--today", DAY)
    assert tables(made)["entry"] != tables(tmp_path / "other")["entry"]


def test_a_snapshot_of_it_says_what_is_true(made: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "snapshot"
    done = run("snapshot", "--data", made, "--out", out)
    assert done.returncode == 0, done.stderr
    manifest = json.loads((out / "manifest.json").read_text())
    assert (manifest["rows"]["hips"], manifest["truth"]) == (HIPS, True)
    assert json.loads((out / "truth.json").read_text()) == json.loads((made / "truth.json").read_text())


def test_a_snapshot_alone_needs_no_database(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "snapshot"
    done = run("demo-data", "--snapshot", out, "--hips", 5200, "--today", DAY)
    assert done.returncode == 0, done.stderr
    assert "5,200 of 5,200 hips" in done.stderr
    assert json.loads((out / "manifest.json").read_text())["rows"]["hips"] == 5200
    assert {path.name for path in tmp_path.iterdir()} == {"snapshot"}


def test_a_planted_effect_stands_in_the_truth(run: Run, tmp_path: Path) -> None:
    (tmp_path / "planted.toml").write_text("[effect]\nbmac = 0.4\n")
    out = tmp_path / "snapshot"
    words = ("--snapshot", out, "--hips", 10, "--today", DAY, "--truth", tmp_path / "planted.toml")
    assert run("demo-data", *words).returncode == 0
    effect = json.loads((out / "truth.json").read_text())["parameters"]["effect"]
    assert (effect["bmac"]["value"], effect["prp-lr"]["value"]) == ("0.4", "0")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--hips", "0"), 2, "'0' is no count: give a number from 1 to 5000000"),
        (("--seed", "-1"), 2, "'-1' is no seed: give a whole number from 0"),
        (("--today", "soon"), 2, "'soon' is no day: write it like 2026-03-02"),
        (("--today", "2999-01-01"), 1, "2999-01-01 has not come yet."),
        (("--truth", "none.toml"), 1, "none.toml cannot be read"),
        (("--hips", "20001"), 1, "20,001 hips are too many for records; up to 20,000 are made."),
    ],
)
def test_what_cannot_be_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    done = run("demo-data", "--data", tmp_path / "data", *words)
    assert done.returncode == code
    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_stays(made: Path, run: Run, tmp_path: Path) -> None:
    before = (made / "enthesis.sqlite3").read_bytes()
    done = run("demo-data", "--data", made, "--hips", 3)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{made} holds a finished demonstration.")
    assert (made / "enthesis.sqlite3").read_bytes() == before
    (tmp_path / "letter.txt").write_text("kept")
    theirs = run("demo-data", "--data", tmp_path, "--hips", 3)
    assert theirs.stderr.startswith(f"{tmp_path} holds something that is not a demonstration.")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    again = run("demo-data", "--snapshot", tmp_path, "--hips", 3)
    assert again.stderr.startswith(f"{tmp_path} is there already.")


def test_killed_in_the_middle_it_is_whole_the_next_time(
    prepare: Run, preparing: Callable[..., list[str]], tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    words = preparing("demo-data", "--data", folder, "--hips", 2000, "--today", DAY)
    process = subprocess.Popen(
        words, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    while "100 of 2,000 hips" not in (said := process.stderr.readline()):
        assert said, "the process ended before"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not folder.exists()
    assert prepare("demo-data", "--data", folder, "--hips", 2, "--today", DAY).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"data"}
    assert len(tables(folder)["hip_case"]) == 2


def test_hundreds_of_loaded_hips_are_the_drawn_ones(fresh_database: str, tmp_path: Path) -> None:
    recorded, drawn = loaded(tmp_path / "recorded", hips=MANY), straight(tmp_path / "drawn", hips=MANY)
    assert (recorded.manifest.rows["hips"], recorded.manifest.rows) == (MANY, drawn.manifest.rows)
    assert differences(recorded, drawn) == []
