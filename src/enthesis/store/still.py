"""A picture of the database in which nothing moves, while the practice works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import connections, transaction

from enthesis.domain.errors import NotAllowed

COPY = "source.sqlite3"


def kind_of_database(of: str = "default") -> str:
    """`sqlite` or `postgresql`."""
    return connections[of].vendor


@contextmanager
def still_picture(beside: Path, *, of: str = "default") -> Iterator[str]:
    """The alias of a database that stays as it was when this began; read it, and leave it alone.

    SQLite: an online copy in the folder `beside`, whose name is gone as soon as it is open, so that no copy
    of the record is left behind, however this process ends. PostgreSQL: one transaction of this connection,
    which reads what was committed when it began.

    Raises NotAllowed when the copy cannot be written, RuntimeError inside a transaction: it would wait for
    itself, or read what is not committed.
    """
    if connections[of].in_atomic_block:
        raise RuntimeError("A still picture is taken outside of every transaction.")
    if connections[of].vendor == "sqlite":
        with _copied(beside / COPY, of) as alias:
            yield alias
    else:
        with transaction.atomic(using=of):
            with connections[of].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield of


@contextmanager
def _copied(file: Path, of: str) -> Iterator[str]:
    """Made and opened by this process's one SQLite library: a second would drop the locks of the first."""
    alias = f"still-{uuid4().hex[:8]}"
    name = f"{file.as_uri()}?mode=ro&immutable=1"  # nobody writes it: no lock, and no log beside it
    connections.databases[alias] = {**connections.databases[of], "NAME": name, "OPTIONS": {}}
    try:
        _copy(file, of)
        _open(file, alias)
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]
        file.unlink(missing_ok=True)


def _copy(file: Path, of: str) -> None:
    """What is committed in the live database is in the file, in one piece."""
    source: Any = connections[of]
    source.ensure_connection()
    try:
        copy = source.Database.connect(str(file))
        try:
            copy.execute("PRAGMA synchronous=OFF")  # it need not outlive this process
            source.connection.backup(copy)
        finally:
            copy.close()
    except source.Database.Error as problem:
        raise NotAllowed(
            "out",
            f"The database cannot be copied to {file.parent.parent}: {problem}.",
            f"{file.parent.parent} needs as much free space as the database has.",
        ) from None


def _open(file: Path, alias: str) -> None:
    """The copy is open, and has no name any more."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master")
    file.unlink()
