import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from enthesis.actions.snapshots import record_snapshot
from enthesis.cli.call import OF_DJANGO
from enthesis.cli.demo.progress import Progress
from enthesis.cli.site import check_is_there, now
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.terms import Actor, Role
from enthesis.store.practice import practice_id_called
from enthesis.store.scope import Scope

if TYPE_CHECKING:
    from enthesis.evidence.snapshot import Manifest

TRUTH = "truth.json"  # beside the records of a synthetic practice: what is true of it


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
        try:
            made = _make(scope, out, say)
        finally:
            if say is not None:
                say.end()
        self.stdout.write(_summary(made, out))


def _make(scope: Scope, out: Path, say: Progress | None) -> "Manifest":
    try:
        from enthesis.evidence.extract.make import make_snapshot
    except ImportError as problem:
        raise NotFound(
            "evidence",
            f"Snapshots need a library that is not installed: {problem.name}.",
            "Install enthesis with its extra evidence.",
        ) from None

    def told(done: int, of: int) -> None:
        if say is not None:
            say(f"{done} of {of} hips")

    at = now()

    def sealed(manifest: "Manifest", digest: str) -> None:
        record_snapshot(
            scope,
            hips=manifest.rows["hips"],
            left_out=sum(manifest.left_out.values()),
            responses=_responses(manifest),
            schema=manifest.schema,
            manifest=digest,
            at=at,
        )

    return make_snapshot(
        scope, out, at=at, truth=_truth(), synthetic=settings.ENTHESIS_DEMO, told=told, sealed=sealed
    )


def _truth() -> Mapping[str, Any] | None:
    """What is true of the practice, where it is a synthetic one. Raises Invalid when that cannot be read."""
    file = Path(settings.DATA) / TRUTH
    if not file.is_file():
        return None
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Invalid("truth", f"{file} cannot be read.", "Restore it, or remove it if the records are real.")
    return told


def _summary(made: "Manifest", out: Path) -> str:
    parts = [f"{_counted(made.rows['hips'], 'hip')} and {_counted(_responses(made), 'response')} in {out}."]
    parts += [f"Left out: {_counted(count, 'hip')}, {why}." for why, count in made.left_out.items()]
    parts += [f"Not taken along: {what} ({count})." for what, count in made.reduced.items()]
    return " ".join(parts)


def _responses(made: "Manifest") -> int:
    return sum(count for table, count in made.rows.items() if table.startswith("responses_"))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
