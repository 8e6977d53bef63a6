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
from enthesis.cli.public_words import warnings
from enthesis.domain.errors import NotAllowed, NotFound, Problem
from enthesis.domain.practice.practice import Practice

PYTHONS = ((3, 11), (3, 14))  # from, below
PUBLIC_PAGES = "public pages"
SHIPPED_FILE = Path(__file__).parents[1] / "config" / "practice.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """`warns` is for what stops nothing, but somebody must look at."""

    name: str
    is_well: bool
    said: str
    warns: bool = False


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
    file = practice_file()
    practice = read_practice(file)
    told = f"{len(practice.offices)} offices, {len(practice.sessions)} sessions"
    return f"{file.name}: {told}, policy {read_policy(file, on=today()).version}"


def look_at_public_words() -> tuple[Checked, ...]:
    """A line for each thing the public pages lack; one that says so where they lack nothing."""
    file = practice_file()
    try:
        found = tuple(warnings(file, today()))
    except Problem:
        return ()  # the check of the file tells it
    if not found:
        return (Checked(name=PUBLIC_PAGES, is_well=True, said="nothing is missing"),)
    return tuple(Checked(name=PUBLIC_PAGES, is_well=True, said=said, warns=True) for said in found)


def look_at_people_and_places() -> tuple[Checked, ...]:
    """What the practice of the file lacks; nothing where that check tells that it cannot be read."""
    file = practice_file()
    try:
        practice = read_practice(file)
    except Problem:
        return ()
    return (*look_at_hospitals(practice, file.name), *look_at_clinicians(practice, file.name))


def look_at_hospitals(practice: Practice, where: str) -> tuple[Checked, ...]:
    """A line that warns where no operation can be booked. `where` the practice is described."""
    if practice.hospitals:
        told = ", ".join(one.name for one in practice.hospitals)
        return (Checked(name="hospitals", is_well=True, said=told),)
    said = f"{where} names none: no operation can be booked. Add [[hospitals]] with slug, name and zone."
    return (Checked(name="hospitals", is_well=True, said=said, warns=True),)


def look_at_clinicians(practice: Practice, where: str) -> tuple[Checked, ...]:
    """A line that warns where only a name tells which account is a clinician's."""
    without = [one.name for one in practice.clinicians if not one.account]
    if not without:
        return (Checked(name="clinicians", is_well=True, said="each has an account"),)
    said = (
        f"{where} names no account of {', '.join(without)}: the account of the same name is taken, and "
        'one that is spelt otherwise can be booked twice at one time. Add account = "their mail address".'
    )
    return (Checked(name="clinicians", is_well=True, said=said, warns=True),)


def practice_file() -> Path:
    """Where the settings look for the practice."""
    return Path(os.environ.get("ENTHESIS_PRACTICE", SHIPPED_FILE))


def without_settings(refusal: str) -> tuple[Checked, ...]:
    """What is found where the settings refuse to load, a line each, the data folder first."""
    folder = Path(os.environ.get("ENTHESIS_DATA", "data")).absolute()
    return (
        made("data folder", lambda: check_folder(folder)),
        made("python", check_python),
        Checked(name="settings", is_well=False, said=refusal),
        made("practice file", check_practice_file),
        *look_at_people_and_places(),
        *look_at_public_words(),
        Checked(name="all else", is_well=False, said="Cannot be looked at before the settings are right."),
    )


def dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(map(str, numbers))
