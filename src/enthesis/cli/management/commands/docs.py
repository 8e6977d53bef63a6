from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enthesis.cli.reference import build


class Command(BaseCommand):
    help = "Writes the generated reference. Example: enthesis docs build --check"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["build"], nargs="?", default="build")
        parser.add_argument("--folder", type=Path, default=Path("docs/reference"), help="where the pages go")
        parser.add_argument("--check", action="store_true", help="only say whether the pages are current")

    def handle(self, *args: Any, folder: Path, check: bool, **options: Any) -> None:
        if not folder.parent.is_dir():
            raise CommandError(f"There is no folder {folder.parent}. Run this where docs/ is.")
        if not check:
            changed = build.write(folder)
            self.stdout.write(f"Changed: {', '.join(changed)}." if changed else "All pages were current.")
        elif stale := build.stale(folder):
            raise CommandError(f"Not current: {', '.join(stale)}. Run: enthesis docs build")
        else:
            self.stdout.write("All pages are current.")
