from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli.call import OF_DJANGO
from enthesis.cli.clock import now, today
from enthesis.cli.policy_file import read_policy
from enthesis.cli.practice_file import read_practice
from enthesis.cli.site import migrate
from enthesis.store.practice import save_practice


class Command(BaseCommand):
    requires_system_checks = ()
    suppressed_base_arguments = OF_DJANGO
    help = "Reads a practice file into the database. Example: enthesis practice load my-practice.toml"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["load"])
        parser.add_argument("file", type=Path, nargs="?", default=settings.ENTHESIS_PRACTICE_FILE)
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        practice, policy = read_practice(file), read_policy(file, on=today())  # before anything is made
        settings.DATA.mkdir(parents=True, exist_ok=True)
        migrate()
        save_practice(practice, policy, at=now())
        told = f"{practice.name}, {len(practice.offices)} offices, policy {policy.version}"
        self.stdout.write(f"Loaded {file.name}: {told}.")
