"""The command sets Django up by itself, once it knows that the folder is free and nobody else builds there."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django
from django.core.management.base import BaseCommand, CommandError, CommandParser

from enthesis.cli.demo import folder as folders

VERSION = 1  # of what the mark of the folder holds
CLOCK = ZoneInfo("America/New_York")  # whose day "today" is, unless it is given
MOST_HIPS = 5000


class Command(BaseCommand):
    help = (
        "Makes a demonstration with synthetic patients. Example: enthesis demo prepare --data data --hips 24"
    )
    requires_system_checks = []
    suppressed_base_arguments = {"--pythonpath", "--settings", "--version", "--verbosity"}

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["prepare"])
        parser.add_argument("--data", type=Path, help="the data folder to make (ENTHESIS_DATA, or ./data)")
        parser.add_argument("--hips", type=_count, default=24, help="how many hips (24)")
        parser.add_argument("--seed", type=int, default=1, help="another number, other people (1)")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day the demonstration is at, YYYY-MM-DD (today)"
        )

    def handle(
        self, *args: Any, data: Path | None, hips: int, seed: int, today: date | None, **options: Any
    ) -> None:
        now = datetime.now(UTC)
        today = today or now.astimezone(CLOCK).date()
        if today > now.astimezone(CLOCK).date():
            raise CommandError(f"--today {today} has not come yet: a demonstration ends today or earlier.")
        folder = (data or Path(os.environ.get("ENTHESIS_DATA", "data"))).absolute()
        if folders.is_finished(folder):
            self.stdout.write(f"{folder} holds a finished demonstration. Nothing was changed.")
            self._tell(folders.told_by(folder))
            return
        with self._place(folder) as place:
            told = self._build(place, hips=hips, seed=seed, today=today, now=now)
        self.stdout.write(f"Done: {folder}")
        self._tell(told)
        self.stdout.write("Serve it: enthesis serve --data " + str(data or folder))

    @contextmanager
    def _place(self, folder: Path) -> Iterator[Path]:
        """Where to build. With a database of its own the folder is used as it is, without one it is swapped in."""
        if os.environ.get("DATABASE_URL"):
            folder.mkdir(parents=True, exist_ok=True)
            yield folder
            return
        folders.check_free(folder)
        with folders.workshop(folder) as partial:
            yield partial
            folders.move_into_place(folder)

    def _build(self, place: Path, *, hips: int, seed: int, today: date, now: datetime) -> dict[str, object]:
        os.environ["ENTHESIS_DATA"] = str(place)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enthesis.config.settings.demo")
        django.setup()
        from enthesis.cli.demo import accounts, prepare  # only now: they need the settings

        say = _Progress(sys.stderr)
        prepare.fill(hips=hips, seed=seed, today=today, now=now, say=say)
        prepare.close_database()
        say.end()
        told: dict[str, object] = {
            "version": VERSION,
            "hips": hips,
            "seed": seed,
            "today": today.isoformat(),
            "accounts": accounts.as_told(),
        }
        folders.put_mark(place, told)
        return told

    def _tell(self, told: dict[str, Any]) -> None:
        accounts = told.get("accounts", ())
        if not accounts:
            return
        self.stdout.write("")
        self.stdout.write(
            "All patients are synthetic. The password of every account: " + accounts[0]["password"]
        )
        self.stdout.write("At the bench each person confirms with the own PIN.")
        self.stdout.write("")
        self.stdout.write(f"  {'sign in as':<28} {'role':<26} PIN")
        for account in accounts:
            role = account["role"].replace("_", " ")
            self.stdout.write(f"  {account['email']:<28} {role:<26} {account['pin'] or '–'}")
        self.stdout.write("")


class _Progress:
    """One line that is written over on a terminal, a line each elsewhere."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.over = stream.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, line: str) -> None:
        self.stream.write(f"\r\033[K{line}" if self.over else f"{line}\n")
        self.stream.flush()

    def end(self) -> None:
        if self.over:
            self.stream.write("\r\033[K")
            self.stream.flush()


def _count(word: str) -> int:
    if not word.isdecimal() or not 0 < int(word) <= MOST_HIPS:
        raise argparse.ArgumentTypeError(f"{word} is no count of hips: give a number from 1 to {MOST_HIPS}")
    return int(word)
