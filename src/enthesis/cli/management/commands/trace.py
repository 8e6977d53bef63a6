import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from enthesis.actions.tracing import open_trace
from enthesis.cli.call import OF_DJANGO
from enthesis.cli.clock import now
from enthesis.cli.site import check_is_there
from enthesis.cli.tracing import as_values, tree
from enthesis.domain.errors import Invalid
from enthesis.domain.stock.trace import code_in
from enthesis.domain.terms import Actor, Role
from enthesis.store.practice import load_practice, practice_id_called
from enthesis.store.scope import Scope


class Command(BaseCommand):
    requires_system_checks = ()
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Follows a product to its hip, and a hip to its products, lots and donors. CODE is that of a "
        "product, a therapy event or a wristband; with --lot it is a lot, a UDI, a serial number or a donor. "
        "No name of a patient is told. Example: enthesis trace --lot L1 --data data"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="as scanned or typed; hyphens and spaces do not count")
        parser.add_argument("--lot", action="store_true", help="it is a lot, a UDI, a serial or a donor")
        parser.add_argument("--json", action="store_true", help="for another program")
        parser.add_argument("--practice", default="", help="which practice, where there are several")
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")

    def handle(self, *args: Any, code: str, lot: bool, **options: Any) -> None:
        if not lot and code_in(code) is None:
            raise Invalid(
                "code",
                f"“{code[:40]}” is no code of a product, therapy event or wristband.",
                "Type all 18 characters, or ask with --lot.",
            )
        check_is_there()
        scope = Scope(
            practice=practice_id_called(options["practice"]), actor=Actor(role=Role.SYSTEM, name="Operator")
        )
        trace, site = open_trace(scope, code, at=now()), load_practice(scope)
        if options["json"]:
            self.stdout.write(json.dumps(as_values(trace), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(tree(trace, zone=site.offices[0].zone))
