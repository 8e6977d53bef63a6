"""Bookings a second while a worker waits for a mail server that hangs, beside bookings while nobody works.

Both in turns, one client, on both databases; the worker is a thread of the same process, so that it costs
whatever it can. No act talks to a mail server: the two rates are the same but for noise.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.booking import standing_database  # noqa: E402  found only from the root


def main() -> None:
    told = ArgumentParser(description=__doc__)
    told.add_argument("--rounds", type=int, default=7, help="pairs of measurements")
    told.add_argument("--each", type=int, default=60, help="bookings in each")
    told.add_argument("--only", choices=("sqlite", "postgres"), default="")
    asked = told.parse_args()
    for name in ("sqlite", "postgres"):
        if asked.only in ("", name):
            with standing_database(name) as where:
                environment = {
                    **os.environ,
                    **where,
                    "DJANGO_SETTINGS_MODULE": "enthesis.config.settings.test",
                }
                command = [sys.executable, "-m", "bench.clients.mail", str(asked.rounds), str(asked.each)]
                said = subprocess.run(
                    command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
                ).stdout
            print(f"{name}: {said}", end="")


if __name__ == "__main__":
    main()
