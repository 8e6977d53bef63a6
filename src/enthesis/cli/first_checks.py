"""What can be looked at before the settings load: data folder, this Python, the file of the practice."""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import django

from enthesis.cli.clock import today
from enthesis.cli.policy_file import read_policy
from enthesis.cli.practice_file import read_practice
from enthesis.domain.errors import NotAllowed, NotFound, Problem

PYTHONS = ((3, 11), (3, 14))  # from, below
SHIPPED_FILE = Path(__file__).parents[1] / "config" / "practice.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    name: str
    is_well: bool
    said: str


def made(name: str, check: Callable[[], str]) -> Checked:
    """What a check found, or the sentence of what it raised."""
    try:
        return Checked(name=name, is_well=True, said=check())
    except Problem as problem:
        return Checked(name=name, is_well=False, said=str(problem))


def check_python() -> str:
    here = sys.version_info[:2]
    if not PYTHONS[0] <= here < PYTHONS[1]:
        raise NotAllowed(
            "python", f"Python {dotted(here)} is not one of 3.11 to 3.13.", "Set up with one of them."
        )
    return f"{dotted(sys.version_info[:3])}, Django {django.get_version()}"


def check_folder(folder: Path) -> str:
    """The data folder is there and can be written."""
    if not folder.is_dir():
        raise NotFound("data", f"There is no data folder {folder}.", "Name it with --data, or make one.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            return str(folder)
    except OSError as problem:
        raise NotAllowed(
            "data", f"{folder} cannot be written: {problem.strerror}.", "Change its owner."
        ) from None


def check_practice_file() -> str:
    """The practice and its policy are read, from where the settings look for them."""
    file = Path(os.environ.get("ENTHESIS_PRACTICE", SHIPPED_FILE))
    practice = read_practice(file)
    told = f"{len(practice.offices)} offices, {len(practice.sessions)} sessions"
    return f"{file.name}: {told}, policy {read_policy(file, on=today()).version}"


def without_settings(refusal: str) -> tuple[Checked, ...]:
    """What is found where the settings refuse to load, a line each, the data folder first."""
    folder = Path(os.environ.get("ENTHESIS_DATA", "data")).absolute()
    return (
        made("data folder", lambda: check_folder(folder)),
        made("python", check_python),
        Checked(name="settings", is_well=False, said=refusal),
        made("practice file", check_practice_file),
        Checked(name="all else", is_well=False, said="Cannot be looked at before the settings are right."),
    )


def dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(map(str, numbers))
