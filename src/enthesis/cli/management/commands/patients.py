from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from enthesis.actions.registration import import_patients
from enthesis.cli.call import OF_DJANGO
from enthesis.cli.clock import now
from enthesis.cli.registering import doubtful, lines_of, told_of
from enthesis.cli.site import check_is_there
from enthesis.delivery.telephone import region_of
from enthesis.domain.people.registration import check_can_register, check_lines
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Actor, Role
from enthesis.store.patients import list_called
from enthesis.store.practice import load_practice, only_practice_id
from enthesis.store.scope import Scope


class Command(BaseCommand):
    requires_system_checks = ()
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Registers patients the practice already has, from a table (CSV in UTF-8). Every line is checked "
        "first; with one in doubt nobody is registered, unless --good-lines asks for the others. Who is "
        "known is not registered again. Example: enthesis patients import patients.csv --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["import"])
        parser.add_argument("file", type=Path, help="the table; /practice/patients/import/ has its headings")
        parser.add_argument("--dry-run", action="store_true", help="check, and register nobody")
        parser.add_argument("--good-lines", action="store_true", help="leave out the lines in doubt")
        parser.add_argument("--rejected", type=Path, help="write the lines in doubt to this file, with why")
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")

    def handle(
        self,
        *args: Any,
        file: Path,
        dry_run: bool,
        good_lines: bool,
        rejected: Path | None,
        **options: Any,
    ) -> None:
        check_is_there()
        scope = Scope(practice=only_practice_id(), actor=Actor(role=Role.SYSTEM, name="Operator"))
        site, at = load_practice(scope), now()
        lines = lines_of(
            file,
            region=region_of(site.telephone),
            languages=[code for code, _ in settings.LANGUAGES],
            on=utc_to_wall(at, site.offices[0].zone).date(),
        )
        checked = check_lines(lines, list_called(scope))
        self.stdout.write(told_of(checked))
        if rejected is not None:
            rejected.write_text(doubtful(checked), encoding="utf-8-sig", newline="")
        if dry_run:
            self.stdout.write("Nobody was registered: this was a dry run.")
            return
        people = check_can_register(checked, good_only=good_lines)
        if people:
            import_patients(scope, people, at=at)
        self.stdout.write(f"Registered {len(people)}.")
