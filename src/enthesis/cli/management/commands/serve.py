import subprocess
import sys
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from enthesis.cli.site import migrate, now
from enthesis.cli.worker import send_due_messages

PAUSE_SECONDS = 2


class Command(BaseCommand):
    help = "Runs the site and its worker until stopped. Example: enthesis serve --data data --port 8000"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", help="the data folder")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        if not settings.DATA.exists():
            raise CommandError(f"There is no data folder {settings.DATA}. Make one: enthesis demo prepare")
        migrate()
        stop = threading.Event()
        worker = threading.Thread(target=_work, args=(stop,), daemon=True)
        worker.start()
        try:
            sys.exit(subprocess.call(_server(host, port, workers)))
        except KeyboardInterrupt:
            self.stderr.write("Stopped.")
        finally:
            stop.set()
            worker.join(timeout=PAUSE_SECONDS * 2)


def _work(stop: threading.Event) -> None:
    while not stop.is_set():
        send_due_messages(at=now())
        close_old_connections()
        stop.wait(PAUSE_SECONDS)


def _server(host: str, port: int, workers: int) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": port,
        "--workers": workers,
        "--blocking-threads": 4,
        "--log-level": "warning",
    }
    flat = [str(word) for pair in options.items() for word in pair]
    return [sys.executable, "-m", "granian", *flat, "enthesis.config.wsgi:application"]
