"""A database of its own for one test, empty but for its tables: races need real commits on real connections.

Tests that commit cannot share a database here: the rows that are never changed cannot be cleared away.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from tests.support.once import made_once

Result = TypeVar("Result")


@pytest.fixture(scope="session")
def tables(django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a migrated database nobody writes to, made once in a run: copy it."""

    def make(folder: Path) -> str:
        folder.mkdir(exist_ok=True)
        name = _fresh_name("tables", folder)
        with django_db_blocker.unblock(), standing_on(name):
            call_command("migrate", verbosity=0, interactive=False)
        return name

    return made_once(tmp_path_factory, "tables", make).told


@pytest.fixture
def fresh_database(tables: str, django_db_blocker: Any, tmp_path: Path) -> Iterator[str]:
    """Every connection of this test, in whatever thread, reaches a new database; its name."""
    name = _fresh_name("own", tmp_path, copy_of=tables)
    with django_db_blocker.unblock():
        with standing_on(name):
            yield name
        if _on_postgres():
            _administer(f'DROP DATABASE "{name}" WITH (FORCE)')


def together(count: int, do: Callable[[int], Result]) -> list[Result | Exception]:
    """What `count` threads got when all began at once, each on a connection of its own."""
    barrier = threading.Barrier(count)
    results: list[Any] = [None] * count

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            results[number] = do(number)
        except Exception as problem:
            results[number] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    return results


@contextmanager
def standing_on(name: str) -> Iterator[None]:
    """While inside, Django's connection of this thread and those of new threads are to this database.

    The connection before is put aside, not closed: with it a database in memory would be gone.
    """
    shared, mine = settings.DATABASES["default"], connection.settings_dict
    before, put_aside = (shared["NAME"], mine["NAME"]), connection.connection
    connection.connection, shared["NAME"], mine["NAME"] = None, name, name
    try:
        yield
    finally:
        connection.close()
        connection.connection, (shared["NAME"], mine["NAME"]) = put_aside, before


def _on_postgres() -> bool:
    return bool(connection.vendor == "postgresql")


_count = iter(range(10**9))


def _fresh_name(what: str, folder: Path, *, copy_of: str | None = None) -> str:
    if _on_postgres():
        name = f"{what}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{next(_count)}"
        _administer(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{copy_of}"' if copy_of else ""))
        return name
    file = folder / "enthesis.sqlite3"  # as a site calls it
    if copy_of:
        for part in Path(copy_of).parent.glob(f"{file.name}*"):
            shutil.copy(part, folder)
    return str(file)


def _administer(statement: str) -> None:
    import psycopg

    told = connection.settings_dict
    with psycopg.connect(host=told["HOST"], user=told["USER"], dbname="postgres", autocommit=True) as server:
        server.execute(statement)
