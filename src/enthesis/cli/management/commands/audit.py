from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli.call import OF_DJANGO
from enthesis.cli.site import check_is_there
from enthesis.domain.errors import NotAllowed
from enthesis.store.audit import find_break


class Command(BaseCommand):
    suppressed_base_arguments = OF_DJANGO
    help = "Checks that the audit trail is whole. Example: enthesis audit verify --data data"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["verify"])
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")

    def handle(self, *args: Any, **options: Any) -> None:
        check_is_there()
        broken = find_break()
        if broken is not None:
            raise NotAllowed(
                "audit",
                f"The audit trail does not fit together at entry {broken}: it was changed.",
                "Keep the database as it is, and compare it with a backup.",
            )
        self.stdout.write("The audit trail is whole.")
