"""From a product to its hip and back among 100,000 products, on both databases, beside a join by PyArrow.

One hip is made by what people do, up to two products at the hip with their kit and anchors, and copied with
identities and codes of its own until there are so many products; twenty hips share a lot. The peer holds the
same rows in memory, which is not charged, and answers the same questions by the filters of PyArrow: the code,
the case, the hip, every case of the hip, their products, steps and pieces. Both must find the same hips and
pieces; they take turns, so that a busy machine slows both. Says whether our query reads by index.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from booking import standing_database  # noqa: E402  stands beside this file

PRODUCTS, ROUNDS = 100_000, 30


def main() -> None:
    told = ArgumentParser(description=__doc__)
    told.add_argument("--products", type=int, default=PRODUCTS)
    told.add_argument("--rounds", type=int, default=ROUNDS)
    told.add_argument("--only", choices=("sqlite", "postgres"), default="")
    asked = told.parse_args()
    for name in ("sqlite", "postgres"):
        if asked.only in ("", name):
            with standing_database(name) as where:
                measure(name, asked.products, asked.rounds, where)


def measure(name: str, products: int, rounds: int, where: dict[str, str]) -> None:
    path = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    settings = {"DJANGO_SETTINGS_MODULE": "enthesis.config.settings.test", "PYTHONPATH": path}
    command = [sys.executable, str(ROOT / "bench/clients/trace.py"), name, str(products), str(rounds)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **where, **settings}, check=True)


if __name__ == "__main__":
    main()
