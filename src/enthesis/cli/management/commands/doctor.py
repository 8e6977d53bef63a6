"""Sets Django up by itself, so that settings that refuse to load are one of its findings."""

import json
import sys
from collections.abc import Iterable
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli.call import OF_DJANGO
from enthesis.cli.first_checks import Checked, without_settings


class Command(BaseCommand):
    suppressed_base_arguments = OF_DJANGO
    help = "Says what is wrong with this site, if anything. Example: enthesis doctor --data data --json"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *args: Any, json: bool, **options: Any) -> None:
        found = _examine()
        is_well = all(check["is_well"] for check in found)
        self.stdout.write(_for_machines(found, is_well=is_well) if json else _for_people(found))
        if not is_well:
            sys.exit(1)


def _examine() -> list[dict[str, Any]]:
    return [
        {"name": c.name, "is_well": c.is_well, "warns": c.warns, "said": " ".join(c.said.split())}
        for c in _checked()
    ]


def _checked() -> Iterable[Checked]:
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        return without_settings(str(problem))
    from enthesis.cli.checks import examine  # only now: it needs the settings

    return examine()


def _for_people(found: list[dict[str, Any]]) -> str:
    return "\n".join(f"{_word(c):<5}  {c['name']:<14} {c['said']}" for c in found)


def _word(check: dict[str, Any]) -> str:
    if not check["is_well"]:
        return "WRONG"
    return "warns" if check["warns"] else "ok"


def _for_machines(found: list[dict[str, Any]], *, is_well: bool) -> str:
    return json.dumps({"is_well": is_well, "checks": found}, indent=2, ensure_ascii=False)
