"""Runs granian and the worker until stopped; both end with this process, however it ends."""

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from enthesis.cli.call import HOST, OF_DJANGO, PORT, port_number
from enthesis.cli.server import Server, check_port_free, stopping
from enthesis.cli.site import check_is_there, collect_static, migrate
from enthesis.cli.worker import Worker
from enthesis.domain.errors import NotAllowed


class Command(BaseCommand):
    suppressed_base_arguments = OF_DJANGO
    help = "Runs the site and its worker until stopped. Example: enthesis serve --data data --port 8000"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", help="the data folder (./data, or ENTHESIS_DATA)")
        parser.add_argument("--host", default=HOST, help=f"the address to listen on ({HOST})")
        parser.add_argument("--port", type=port_number, default=PORT, help=f"the port ({PORT})")
        parser.add_argument("--workers", type=int, choices=range(1, 33), default=2, metavar="N")
        parser.add_argument("--no-worker", action="store_true", help="another process works: enthesis work")

    def handle(self, *args: Any, host: str, port: int, workers: int, no_worker: bool, **options: Any) -> None:
        check_is_there()
        check_port_free(host, port)
        migrate()
        collect_static()
        working: AbstractContextManager[object] = nullcontext() if no_worker else Worker()
        with stopping() as stop, working, Server(host=host, port=port, workers=workers) as server:
            if server.is_ready(stop):
                self.stdout.write(f"Serving at http://{host}:{port}/  (stop with ctrl-C)")
                self.stdout.flush()
            ended = server.wait(stop)
        if ended is not None:
            raise NotAllowed(
                "server", f"The web server ended by itself ({ended}).", "Its own words above say why."
            )
        sys.stderr.write("Stopped.\n")
