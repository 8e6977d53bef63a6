from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli.site import load_practice_file, migrate, now


class Command(BaseCommand):
    help = "Reads a practice file into the database. Example: enthesis practice load my-practice.toml"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["load"])
        parser.add_argument("file", type=Path, nargs="?", default=settings.ENTHESIS_PRACTICE_FILE)
        parser.add_argument("--data", help="the data folder")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        migrate()
        load_practice_file(file, at=now())
        self.stdout.write(f"Loaded {file.name}.")
