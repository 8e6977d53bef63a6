from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enthesis.store.audit import find_break


class Command(BaseCommand):
    help = "Checks that the audit trail is whole. Example: enthesis audit verify --data data"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["verify"])
        parser.add_argument("--data", help="the data folder")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = find_break()
        if broken is not None:
            raise CommandError(f"The audit trail does not fit together at entry {broken}: it was changed.")
        self.stdout.write("The audit trail is whole.")
