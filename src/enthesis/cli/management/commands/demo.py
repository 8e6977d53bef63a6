"""Sets Django up by itself, once the folder is free and nobody else builds there."""

import argparse
import os
import sys
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django
from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli import clock
from enthesis.cli.call import OF_DJANGO, day_typed
from enthesis.cli.demo import folder as folders
from enthesis.cli.demo.progress import Progress
from enthesis.domain.errors import Invalid

VERSION = 1  # of what the mark of the folder holds
CLOCK = ZoneInfo("America/New_York")  # whose day "today" is, unless it is given
MOST_HIPS = 5000


class Command(BaseCommand):
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Makes a demonstration with synthetic patients. Done again on the same folder, it changes nothing. "
        "Example: enthesis demo prepare --data data --hips 26"
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["prepare"])
        parser.add_argument("--data", type=Path, help="the folder to make (./data, or ENTHESIS_DATA)")
        parser.add_argument("--hips", type=_count, default=26, help="how many hips (26)")
        parser.add_argument("--seed", type=int, default=1, help="another number, other people (1)")
        parser.add_argument("--today", type=day_typed, help="the day it shall show, YYYY-MM-DD (today)")

    def handle(
        self, *args: Any, data: Path | None, hips: int, seed: int, today: date | None, **options: Any
    ) -> None:
        now = clock.now()
        this_day = now.astimezone(CLOCK).date()
        if today is not None and today > this_day:
            raise Invalid("today", f"{today} has not come yet.", "Give --today a day that has.")
        folder = (data or Path(os.environ.get("ENTHESIS_DATA", "data"))).absolute()
        with folders.locked(folder):
            if finished := folders.is_finished(folder):
                told = folders.told_by(folder)
            else:
                with _place(folder) as place:
                    told = _build(place, hips=hips, seed=seed, today=today or this_day, now=now)
        done = "holds a finished demonstration: nothing was changed" if finished else "is ready"
        self.stdout.write(f"{folder} {done}.")
        self._tell(told)
        self.stdout.write(f"Serve it: enthesis serve --data {data or folder}")

    def _tell(self, told: dict[str, Any]) -> None:
        accounts = told.get("accounts", ())
        if not accounts:
            return
        rows = [f"  {'sign in as':<29}{'role':<17}PIN at the bench"]
        rows += [f"  {a['email']:<29}{a['role'].replace('_', ' '):<17}{a['pin'] or '–'}" for a in accounts]
        self.stdout.write("All patients are synthetic.")
        self.stdout.write(
            "A practice sends reminders and news from 08:00 to 20:00; here they leave at any hour, unless "
            "it is served with ENTHESIS_SENDS_AT_NIGHT=no."
        )
        self.stdout.write(f"The password of every account: {accounts[0]['password']}")
        self.stdout.write("\n".join(("", *rows, "")))


def _place(folder: Path) -> AbstractContextManager[Path]:
    """Where to build: beside the folder, or in it when the database is elsewhere (DATABASE_URL)."""
    folders.check_free(folder)
    return folders.in_place(folder) if os.environ.get("DATABASE_URL") else folders.workshop(folder)


def _build(place: Path, *, hips: int, seed: int, today: date, now: datetime) -> dict[str, object]:
    """The place holds the whole demonstration and its mark; what the mark says."""
    os.environ["ENTHESIS_DATA"] = str(place)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enthesis.config.settings.demo")
    django.setup()
    from enthesis.cli.demo import accounts, prepare  # only now: they need the settings

    say = Progress(sys.stderr)
    try:
        prepare.fill(hips=hips, seed=seed, today=today, now=now, say=say)
    finally:
        say.end()
    prepare.close_database()
    told: dict[str, object] = {
        "version": VERSION,
        "hips": hips,
        "seed": seed,
        "today": today.isoformat(),
        "accounts": accounts.as_told(),
    }
    folders.put_mark(place, told)
    return told


def _count(word: str) -> int:
    if not (word.isascii() and word.isdecimal()) or not 0 < int(word[:9]) <= MOST_HIPS:
        raise argparse.ArgumentTypeError(f"{word!r} is no count: give a number from 1 to {MOST_HIPS}")
    return int(word)
