"""What several commands need: the database brought up to date, a practice file read."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from django.core.management import call_command

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import PracticeId
from enthesis.store.practice import save_practice


def now() -> datetime:
    """The one clock of the command line."""
    return datetime.now(UTC)


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def read_practice(*files: Path) -> Practice:
    """The practice of one file, or of several whose tables are joined. Raises Invalid with the place."""
    told: dict[str, object] = {}
    for file in files:
        try:
            told |= tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            raise Invalid(
                "practice", f"{file.name} cannot be read: {problem}.", "Correct the file."
            ) from None
    try:
        return msgspec.convert(told, Practice)
    except msgspec.ValidationError as problem:
        raise Invalid("practice", f"{files[0].name}: {problem}.", "Correct the entry named.") from None


def load_practice_file(*files: Path, at: datetime) -> PracticeId:
    return save_practice(read_practice(*files), at=at)
