import json as text_json
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli.call import OF_DJANGO
from enthesis.cli.reviewing import as_value, lines
from enthesis.cli.site import check_is_there
from enthesis.domain.review.catalogue import values
from enthesis.domain.review.sign_off import SignOff, State, standings
from enthesis.domain.terms import Actor, Role
from enthesis.store.practice import only_practice_id
from enthesis.store.review import list_sign_offs
from enthesis.store.scope import Scope


class Command(BaseCommand):
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Lists what ships recalled or proposed, by file, with the question a clinician must answer; with a "
        "data folder also what the practice decided. Example: enthesis review --place outcomes --open"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--place", type=_place, default="", help="only files that begin so: outcomes/sch")
        parser.add_argument("--open", action="store_true", help="only what no decision covers")
        parser.add_argument("--json", action="store_true", help="for machines")
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")

    def handle(self, *args: Any, place: str, open: bool, json: bool, **options: Any) -> None:
        made = _made()
        asked = (value for value in values() if value.place.startswith(place))
        found = [s for s in standings(asked, made or ()) if not open or s.state is State.OPEN]
        if json:
            told = [as_value(standing) for standing in found]
            self.stdout.write(text_json.dumps(told, indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(lines(found, has_site=made is not None)))


def _made() -> tuple[SignOff, ...] | None:
    """What the practice decided; None where there is no site, only what ships."""
    if not settings.DATA.is_dir():
        return None
    check_is_there()
    scope = Scope(practice=only_practice_id(), actor=Actor(role=Role.SYSTEM, name="Operator"))
    return list_sign_offs(scope)


def _place(word: str) -> str:
    if not any(value.place.startswith(word) for value in values()):
        raise ArgumentTypeError(f"nothing to review is at {word!r}: see enthesis review")
    return word
