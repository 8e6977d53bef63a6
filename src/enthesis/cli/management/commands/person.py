import sys
from argparse import ArgumentTypeError
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from enthesis.actions.people import add_person, set_pin
from enthesis.cli.call import OF_DJANGO
from enthesis.cli.clock import now
from enthesis.cli.site import check_is_there
from enthesis.domain.people.staff import NewPerson
from enthesis.domain.terms import STAFF, Actor, Role
from enthesis.store.people import find_person, list_people
from enthesis.store.practice import only_practice_id
from enthesis.store.scope import Scope


class Command(BaseCommand):
    requires_system_checks = ()
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Staff accounts. Password and PIN are asked for, or read as one line from standard input. "
        "Example: enthesis person add --email ann@hips.example --name 'Ann Lee' --role nurse"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["add", "set-pin", "list"])
        parser.add_argument("--email", default="")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", type=_role, default=Role.DESK, help=", ".join(sorted(STAFF)))
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")

    def handle(self, *args: Any, verb: str, email: str, name: str, role: Role, **options: Any) -> None:
        check_is_there()
        scope = Scope(practice=only_practice_id(), actor=Actor(role=Role.SYSTEM, name="Operator"))
        match verb:
            case "add":
                person = NewPerson(name=name, email=email, role=role)
                add_person(scope, person, password=_secret("Password"), at=now())
                self.stdout.write(f"{email} can sign in as {role.label.lower()}.")
            case "set-pin":
                set_pin(scope, find_person(scope, email), pin=_secret("PIN"), at=now())
                self.stdout.write(f"{email} has a new PIN for the bench.")
            case _:
                for known in list_people(scope):
                    self.stdout.write(f"{known.email:<40} {known.role.value:<16} {known.name}")


def _role(word: str) -> Role:
    if word not in {role.value for role in STAFF}:
        raise ArgumentTypeError(f"{word!r} is no role: choose one of {', '.join(sorted(STAFF))}")
    return Role(word)


def _secret(what: str) -> str:
    """Asked for without echo at a terminal; elsewhere the next line of standard input."""
    return getpass(f"{what}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
