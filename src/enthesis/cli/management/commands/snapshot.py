import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli.call import OF_DJANGO
from enthesis.cli.demo.progress import Progress
from enthesis.cli.site import check_is_there
from enthesis.cli.taking import count_responses, take_snapshot
from enthesis.domain.terms import Actor, Role
from enthesis.store.practice import practice_id_called
from enthesis.store.scope import Scope

if TYPE_CHECKING:
    from enthesis.evidence.snapshot import Manifest


class Command(BaseCommand):
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Writes the de-identified records of all operated hips whose patients agreed, for studies. "
        "Example: enthesis snapshot --data data --out snapshot"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="the folder to make; not there yet")
        parser.add_argument("--practice", default="", help="which practice, where there are several")
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")

    def handle(self, *args: Any, out: Path, practice: str, **options: Any) -> None:
        check_is_there()
        scope = Scope(practice=practice_id_called(practice), actor=Actor(role=Role.SYSTEM, name="Operator"))
        say = Progress(sys.stderr) if sys.stderr.isatty() else None

        def told(done: int, of: int) -> None:
            if say is not None:
                say(f"{done} of {of} hips")

        try:
            made = take_snapshot(scope, out, told=told)
        finally:
            if say is not None:
                say.end()
        self.stdout.write(_summary(made, out))


def _summary(made: "Manifest", out: Path) -> str:
    parts = [
        f"{_counted(made.rows['hips'], 'hip')} and {_counted(count_responses(made), 'response')} in {out}."
    ]
    parts += [f"Left out: {_counted(count, 'hip')}, {why}." for why, count in made.left_out.items()]
    parts += [f"Not taken along: {what} ({count})." for what, count in made.reduced.items()]
    return " ".join([*parts, NOT_PUBLIC])


NOT_PUBLIC = "It names nobody; single hips may still be recognised, so it is no public file."


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
