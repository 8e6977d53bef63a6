"""The command as an operator calls it: another process, an environment of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from tests.support import ready_tables
from tests.support.once import made_once
from tests.support.source import PACKAGE

DAY = "2025-06-02"  # a Monday that has passed
OURS = ("ENTHESIS_", "DATABASE_URL", "DJANGO_")

Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(**more: str) -> dict[str, str]:
    """What a shell would have, without what the test run itself was given."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return clean | {"PYTHONPATH": str(PACKAGE.parent)} | more


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "enthesis.cli", *map(str, words)]


def command_with(tables: Path, *words: object) -> list[str]:
    """The command that finds these tables in a database it makes."""
    return [sys.executable, "-P", ready_tables.__file__, str(tables), *map(str, words)]


def run_from(folder: Path, words: list[str], env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=folder, env=environment(**env), capture_output=True, text=True)


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the command to its end, away from this checkout and its ./data; what it said and its exit code."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def run(*words: object, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return run_from(elsewhere, command(*words), env or {})

    return run


@pytest.fixture(scope="session")
def prepare(run: Run, tables: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Like `run`, where making the tables is not what the test is about: they are there at once."""
    if not Path(tables).is_file():  # this run is on PostgreSQL, the command is not
        return run
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def prepare(*words: object, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return run_from(elsewhere, command_with(Path(tables), *words), env or {})

    return prepare


@pytest.fixture(scope="session")
def preparing(tables: str) -> Callable[..., list[str]]:
    """The words of `prepare`, for a test that does something while it runs."""
    if not Path(tables).is_file():
        return command
    return partial(command_with, Path(tables))


@pytest.fixture(scope="session")
def demo(prepare: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished demonstration; read only."""

    def make(folder: Path) -> str:
        done = prepare("demo", "prepare", "--data", folder, "--hips", 26, "--today", DAY)
        assert done.returncode == 0, done.stderr
        return done.stdout

    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(made_once(tmp_path_factory, "demo-26", make).folder, folder)
    return folder
