"""A SQLite database that is empty finds the tables of this test run; any other stays as it is.

As a program, `python -P ready_tables.py TABLES WORDS…` is the command `enthesis` for which that holds: its
own migrating then has nothing left to do.
"""

import runpy
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any


def copied_from(tables: Path) -> Callable[..., None]:
    """A receiver of `connection_created` that copies this database into one without a table."""

    def fill(*, connection: Any, **_: object) -> None:
        import sqlite3  # the one that the site carries, once its settings are read

        if connection.connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
            with closing(sqlite3.connect(f"file:{tables}?immutable=1", uri=True)) as made:
                made.backup(connection.connection)

    return fill


if __name__ == "__main__":
    from django.db.backends.signals import connection_created

    connection_created.connect(copied_from(Path(sys.argv.pop(1))), weak=False)
    runpy.run_module("enthesis.cli", run_name="__main__", alter_sys=True)
