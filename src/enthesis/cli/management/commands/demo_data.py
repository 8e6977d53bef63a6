"""Sets Django up by itself, once the folder is free and nobody else builds there."""

import argparse
import os
import sys
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import django
from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli import clock
from enthesis.cli.call import OF_DJANGO, day_typed
from enthesis.cli.demo import folder as folders
from enthesis.cli.demo.progress import Progress
from enthesis.domain.errors import Invalid, NotFound

if TYPE_CHECKING:  # its libraries are an extra, loaded when something is drawn
    from enthesis.evidence.synthetic.truth import Truth

VERSION = 1  # of what the mark of the folder holds
CLOCK = ZoneInfo("America/New_York")  # whose day "today" is, unless it is given
MOST_RECORDS, MOST_ROWS = 20_000, 5_000_000


class Command(BaseCommand):
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Draws a synthetic practice of operated hips whose truth is known, after published distributions: "
        "as records in a new data folder, or straight to a snapshot for studies. "
        "Example: enthesis demo-data --hips 750 --seed 1 --data data"
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--hips", type=_count, default=750, help="how many operated hips (750)")
        parser.add_argument("--seed", type=_seed, default=1, help="another number, other hips (1)")
        parser.add_argument("--today", type=day_typed, help="the day it shall show, YYYY-MM-DD (today)")
        parser.add_argument(
            "--truth", type=Path, help="a TOML or JSON file of what is otherwise than shipped"
        )
        parser.add_argument("--data", type=Path, help="the data folder to make (./data, or ENTHESIS_DATA)")
        parser.add_argument("--snapshot", type=Path, help="make only a snapshot there, without a database")

    def handle(
        self,
        *args: Any,
        hips: int,
        seed: int,
        today: date | None,
        truth: Path | None,
        data: Path | None,
        snapshot: Path | None,
        **options: Any,
    ) -> None:
        drawn, day = _truth(truth), _checked(today)
        if snapshot is not None:
            self._snapshot(snapshot.absolute(), drawn, hips=hips, seed=seed, today=day)
        else:
            self._records(data, drawn, hips=hips, seed=seed, today=day)

    def _snapshot(self, out: Path, truth: "Truth", *, hips: int, seed: int, today: date) -> None:
        from enthesis.evidence.revision import revision
        from enthesis.evidence.synthetic.write import write_synthetic

        say = Progress(sys.stderr)
        try:
            write_synthetic(
                out,
                truth,
                hips=hips,
                seed=seed,
                today=today,
                revision=revision(),
                told=lambda done, wanted: say(f"{done:,} of {wanted:,} hips"),
            )
        finally:
            say.end()
        self.stdout.write(f"{out} is a snapshot of {hips:,} synthetic hips; what is true of them is beside.")

    def _records(self, data: Path | None, truth: "Truth", *, hips: int, seed: int, today: date) -> None:
        if hips > MOST_RECORDS:
            raise Invalid(
                "hips",
                f"{hips:,} hips are too many for records; up to {MOST_RECORDS:,} are made.",
                "Make a snapshot of them alone with --snapshot.",
            )
        folder = (data or Path(os.environ.get("ENTHESIS_DATA", "data"))).absolute()
        with folders.locked(folder):
            folders.check_new(folder)
            with _place(folder) as place:
                _build(place, truth, hips=hips, seed=seed, today=today)
        self.stdout.write(f"{folder} is ready: {hips:,} synthetic hips, and what is true of them beside.")
        self.stdout.write(f"Serve it: enthesis serve --data {data or folder}")
        self.stdout.write(f"Study it: enthesis snapshot --data {data or folder} --out FOLDER")


def _truth(file: Path | None) -> "Truth":
    """The truth of the file, or the one that ships. Raises NotFound where nothing can be drawn with."""
    try:
        from enthesis.evidence.synthetic.shipped import SHIPPED
        from enthesis.evidence.synthetic.truth_file import read_truth
    except ImportError as problem:
        raise NotFound(
            "evidence",
            f"Drawing a practice needs a library that is not installed: {problem.name}.",
            "Install the extra evidence of this package.",
        ) from None
    return SHIPPED if file is None else read_truth(file)


def _checked(today: date | None) -> date:
    this_day = clock.now().astimezone(CLOCK).date()
    if today is not None and today > this_day:
        raise Invalid("today", f"{today} has not come yet.", "Give --today a day that has.")
    return today or this_day


def _place(folder: Path) -> AbstractContextManager[Path]:
    """Where to build: beside the folder, or in it when the database is elsewhere (DATABASE_URL)."""
    return folders.in_place(folder) if os.environ.get("DATABASE_URL") else folders.workshop(folder)


def _build(place: Path, truth: "Truth", *, hips: int, seed: int, today: date) -> None:
    """The place holds the whole practice, its truth and its mark."""
    os.environ["ENTHESIS_DATA"] = str(place)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enthesis.config.settings.demo")
    django.setup()
    from enthesis.cli.demo import accounts, prepare  # only now: they need the settings
    from enthesis.cli.synthetic import load

    say = Progress(sys.stderr)
    try:
        load.fill(truth, hips=hips, seed=seed, today=today, say=say)
    finally:
        say.end()
    prepare.close_database()
    load.write_truth(place, truth, hips=hips, seed=seed, today=today)
    told = {
        "version": VERSION,
        "hips": hips,
        "seed": seed,
        "today": today.isoformat(),
        "accounts": accounts.as_told(),
    }
    folders.put_mark(place, told)


def _count(word: str) -> int:
    if not (word.isascii() and word.isdecimal()) or not 0 < int(word[:9]) <= MOST_ROWS:
        raise argparse.ArgumentTypeError(f"{word!r} is no count: give a number from 1 to {MOST_ROWS}")
    return int(word)


def _seed(word: str) -> int:
    if not (word.isascii() and word.isdecimal()) or len(word) > 18:
        raise argparse.ArgumentTypeError(f"{word!r} is no seed: give a whole number from 0")
    return int(word)
