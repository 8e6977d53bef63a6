"""A picture of the database in which nothing moves, while the practice works on."""

from collections.abc import Iterator, Mapping
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
    """The alias of a connection of its own to a database that stays as it was when this began.

    SQLite: an online copy in the folder `beside`, whose name is gone as soon as it is open, so that no copy
    of the record is left behind, however this process ends. PostgreSQL: one transaction that reads what was
    committed when it began, and writes nothing. Meanwhile the connection `of` works on.

    Raises NotAllowed when the copy cannot be written, RuntimeError inside a transaction: it would wait for
    itself, or not see what is not committed.
    """
    if connections[of].in_atomic_block:
        raise RuntimeError("A still picture is taken outside of every transaction.")
    if kind_of_database(of) == "sqlite":
        file = beside / COPY
        try:
            _copy(file, of)
            name = f"{file.as_uri()}?mode=ro&immutable=1"  # nobody writes it: no lock, and no log beside it
            with _connection({**connections[of].settings_dict, "NAME": name, "OPTIONS": {}}) as alias:
                _open(file, alias)
                yield alias
        finally:
            file.unlink(missing_ok=True)
    else:
        with _connection(connections[of].settings_dict) as alias, transaction.atomic(using=alias):
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield alias


@contextmanager
def _connection(settings: Mapping[str, Any]) -> Iterator[str]:
    """The alias of one more connection, for as long as it is needed."""
    alias = f"still-{uuid4().hex[:8]}"
    connections.databases[alias] = dict(settings)
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias], connections.databases[alias]


def _copy(file: Path, of: str) -> None:
    """What is committed in the live database is in the file, in one piece.

    By this process's one SQLite library: a second would drop the locks of the first.
    """
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
