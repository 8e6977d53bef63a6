from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from enthesis.actions.operations_list import import_operations
from enthesis.cli.call import OF_DJANGO
from enthesis.cli.clock import now
from enthesis.cli.listing import content_of, layout_for, told_of
from enthesis.cli.site import check_is_there
from enthesis.domain.pathway.operations_list.dates import Order
from enthesis.domain.pathway.operations_list.reading import read_list
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Actor, Role
from enthesis.store.operations_list import File, load_list
from enthesis.store.practice import load_practice, only_practice_id
from enthesis.store.scope import Scope


class Command(BaseCommand):
    requires_system_checks = ()
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Imports a hospital's list of operations (CSV), against which the registry is counted. Every line is "
        "told that cannot be read; the others are taken, and none is there twice, however often lists tell "
        "it. Example: enthesis operations import list.csv --hospital General --dates month-first"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["import"])
        parser.add_argument("file", type=Path, help="the list")
        parser.add_argument("--hospital", required=True, help="whose list it is; its headings are remembered")
        parser.add_argument(
            "--dates",
            choices=[order.value for order in Order],
            help="what stands first in 3/4/2026 (as remembered, else such a day is refused)",
        )
        parser.add_argument("--dry-run", action="store_true", help="check, and import nothing")
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")

    def handle(
        self, *args: Any, file: Path, hospital: str, dates: str | None, dry_run: bool, **options: Any
    ) -> None:
        check_is_there()
        scope = Scope(practice=only_practice_id(), actor=Actor(role=Role.SYSTEM, name="Operator"))
        at, content = now(), content_of(file)
        zone = load_practice(scope).offices[0].zone
        layout = layout_for(scope, hospital, Order(dates) if dates else None)
        read = read_list(content, layout, on=utc_to_wall(at, zone).date())
        self.stdout.write(told_of(read))
        if dry_run:
            self.stdout.write("Nothing was imported: this was a dry run.")
            return
        kept = File(
            hospital=layout.hospital,
            name=file.name[:200],
            size=len(content),
            sha256=sha256(content).hexdigest(),
        )
        taken = load_list(scope, import_operations(scope, kept, read, at=at).subject).taken
        self.stdout.write(f"Imported: {taken.new} new, {taken.changed} changed, {taken.known} known already.")
