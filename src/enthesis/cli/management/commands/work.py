import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli.call import OF_DJANGO
from enthesis.cli.server import stopping
from enthesis.cli.site import check_is_there
from enthesis.cli.worker import Worker, work_once
from enthesis.domain.errors import NotAllowed


class Command(BaseCommand):
    requires_system_checks = ()
    suppressed_base_arguments = OF_DJANGO
    help = (
        "Sends messages and does queued jobs until stopped; several may run, and nothing is done twice. "
        "Example: enthesis work --data data"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        check_is_there()
        if once:
            sent = work_once()
            self.stdout.write(f"{sent} {'message' if sent == 1 else 'messages'} sent.")
            return
        with stopping() as stop, Worker() as worker:
            self.stdout.write("Working.  (stop with ctrl-C)")
            self.stdout.flush()
            while not stop.wait(1.0):
                if not worker.is_alive:
                    raise NotAllowed("worker", "The worker ended by itself.", "Its own words above say why.")
        sys.stderr.write("Stopped.\n")
