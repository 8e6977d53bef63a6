"""How the command answers: codes, sentences, help. Never a traceback for what a user did."""

import json
import re
from pathlib import Path

import pytest
from django.db import Error, IntegrityError, OperationalError

from enthesis.cli.call import nouns, read_call
from enthesis.cli.hand_over import _of_database
from tests.cli.conftest import Run
from tests.support.source import PACKAGE

DECIDED = 'value = 3\nunit = "10*9/L"\ndecided_by = "Ann Lee, MD"\ndecided_on = 2026-11-23\n'
VERBS = {"audit": "verify", "demo": "prepare", "docs": "build", "practice": "load"}


def test_nothing_typed_tells_what_there_is(run: Run) -> None:
    done = run()
    assert done.returncode == 0
    assert all(noun in done.stdout for noun in nouns())


def test_the_version(run: Run) -> None:
    assert re.match(r"enthesis \S+", run("--version").stdout)


@pytest.mark.parametrize("noun", sorted(nouns()))
def test_each_noun_has_help_with_an_example(run: Run, noun: str) -> None:
    done = run(noun, "--help")
    assert done.returncode == 0, done.stderr
    assert f"Example: enthesis {noun}" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["dmo"], 2, "There is no command 'dmo'. Did you mean demo?"),
        (["demo"], 2, "the following arguments are required: verb"),
        (["demo", "prepare", "--hips", "none"], 2, "'none' is no count"),
        (["demo", "prepare", "--hips", "0"], 2, "'0' is no count"),
        (["demo", "prepare", "--today", "today"], 2, "'today' is no day"),
        (["serve", "--data", "nowhere"], 1, "There is no data folder"),
        (["audit", "verify", "--data", "nowhere"], 1, "There is no data folder"),
        (["practice", "load", "x.toml"], 1, "ENTHESIS_SECRET_KEY must hold at least 50 random characters."),
    ],
)
def test_a_wrong_call_is_answered_in_a_sentence(run: Run, words: list[str], code: int, sentence: str) -> None:
    done = run(*words)
    assert done.returncode == code
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_wants_a_port(run: Run, demo: Path) -> None:
    done = run("serve", "--data", demo, "--port", "70000")
    assert done.returncode == 2
    assert "'70000' is no port" in done.stderr


def test_a_wrong_database_address_is_told(run: Run, demo: Path) -> None:
    done = run("audit", "verify", "--data", demo, env={"DATABASE_URL": "mysql://x"})
    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL must begin with postgresql://")


def test_an_empty_folder_is_no_site(run: Run, tmp_path: Path) -> None:
    demo = {"DJANGO_SETTINGS_MODULE": "enthesis.config.settings.demo"}
    done = run("audit", "verify", "--data", tmp_path, env=demo)
    assert done.returncode == 1
    assert done.stderr.startswith(f"There is no database in {tmp_path}.")
    assert not (tmp_path / "enthesis.sqlite3").exists()


def test_colours_are_not_forced_on_anybody(run: Run, demo: Path) -> None:
    done = run("doctor", "--data", demo, env={"NO_COLOR": "1"})
    assert "\033" not in done.stdout + done.stderr


def test_the_doctor_finds_a_demonstration_well(run: Run, demo: Path) -> None:
    done = run("doctor", "--data", demo)
    assert done.returncode == 0, done.stdout
    assert {line.split()[0] for line in done.stdout.splitlines()} == {"ok", "warns"}
    warned = [line for line in done.stdout.splitlines() if line.startswith("warns")]
    assert [line.split()[1] for line in warned] == ["answers", "clinicians", "public", "public"]
    assert "that need a person are overdue" in warned[0]
    assert "The practice that is loaded names no account of" in warned[1]
    assert all("Florida" in line and "[[state_texts]]" in line for line in warned[2:])
    assert "Northgate" in done.stdout


def test_the_doctor_speaks_to_machines(run: Run, demo: Path) -> None:
    told = json.loads(run("doctor", "--data", demo, "--json").stdout)
    assert told["is_well"] is True
    assert {check["name"] for check in told["checks"]} >= {"engine", "migrations", "practice file", "audit"}


def test_the_doctor_names_an_unsafe_configuration(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--data", tmp_path)
    assert done.returncode == 1
    assert "WRONG  settings" in done.stdout and "ENTHESIS_HOSTS" in done.stdout


def test_the_doctor_makes_nothing(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    done = run("doctor", "--data", folder, env={"DJANGO_SETTINGS_MODULE": "enthesis.config.settings.demo"})
    assert done.returncode == 1
    assert "There is no data folder" in done.stdout
    assert not folder.exists()


def test_the_doctor_finds_the_line_of_a_bad_practice_file(run: Run, demo: Path, tmp_path: Path) -> None:
    bad = tmp_path / "mine.toml"
    bad.write_text(
        'slug = "a"\nname = "A"\n\n[[offices]]\nslug = "b"\nname = "B"\nstate = "NJ"\nzone = "Mars"\n'
    )
    done = run("doctor", "--data", demo, env={"ENTHESIS_PRACTICE": str(bad)})
    assert done.returncode == 1
    assert "mine.toml, line 8: The office B names the zone 'Mars', which does not exist." in done.stdout


def test_the_doctor_finds_the_line_of_a_bad_policy(run: Run, demo: Path, tmp_path: Path) -> None:
    bad = tmp_path / "mine.toml"
    shipped = (PACKAGE / "config" / "practice.toml").read_text("utf-8")
    policy = f'[policy]\nversion = "site-1"\n\n[[policy.values]]\nkey = "PLT-9.below"\n{DECIDED}'
    bad.write_text(f"{shipped}\n{policy}", encoding="utf-8")
    done = run("doctor", "--data", demo, env={"ENTHESIS_PRACTICE": str(bad)})
    line = shipped.count("\n") + 6
    assert f"mine.toml, line {line}: No rule has a number called PLT-9.below." in done.stdout


def test_the_doctor_reads_the_practice_file_even_where_the_settings_refuse(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "mine.toml"
    bad.write_text('slug = "a"\nname = A\n')
    done = run("doctor", "--data", tmp_path, env={"ENTHESIS_PRACTICE": str(bad)})
    lines = done.stdout.splitlines()
    assert [line[7:21].strip() for line in lines] == [
        "data folder",
        "python",
        "settings",
        "practice file",
        "all else",
    ]
    assert lines[3].startswith("WRONG  practice file  mine.toml, line 2: Invalid value.")
    assert done.returncode == 1


def test_the_doctor_prints_a_line_for_each_check(run: Run, demo: Path) -> None:
    lines = run("doctor", "--data", demo).stdout.splitlines()
    told = json.loads(run("doctor", "--data", demo, "--json").stdout)["checks"]
    assert [line[7:] for line in lines] == [f"{c['name']:<14} {c['said']}" for c in told]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OperationalError("database is locked"), "Another process kept the database busy for too long."),
        (OperationalError("no such table: audit"), "The database lacks a table"),
        (OperationalError("disk I/O error"), "The database cannot be used: disk I/O error."),
    ],
)
def test_what_a_database_raises_becomes_a_sentence(error: Error, sentence: str) -> None:
    assert str(_of_database(error)).startswith(sentence)


def test_a_bug_keeps_its_traceback() -> None:
    with pytest.raises(IntegrityError):
        _of_database(IntegrityError("UNIQUE constraint failed"))


@pytest.mark.parametrize("words", [("serve", "--data", "here"), ("serve", "--data=here")])
def test_the_data_folder_is_read_either_way(words: tuple[str, ...]) -> None:
    assert read_call(words).data == Path("here").absolute()
