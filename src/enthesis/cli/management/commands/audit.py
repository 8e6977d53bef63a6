from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli.call import OF_DJANGO
from enthesis.cli.checks import check_audit, check_signatures
from enthesis.cli.site import check_is_there


class Command(BaseCommand):
    requires_system_checks = ()
    suppressed_base_arguments = OF_DJANGO
    help = "Checks audit trail and signatures. Example: enthesis audit verify --data data"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["verify"])
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")

    def handle(self, *args: Any, **options: Any) -> None:
        check_is_there()
        check_audit()
        signatures = check_signatures()
        self.stdout.write(f"The audit trail is whole, and {signatures}.")
