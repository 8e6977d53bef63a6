"""Pytest plugin: chooses the test run's database before Django loads its settings.

`ENTHESIS_TEST_DB=sqlite` (the default) or `postgres`. Whatever DATABASE_URL or data folder the caller's
environment names is replaced: tests never reach a site's records. The processes of a run share one server.
"""

import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from tests.support.postgres import find_programs, private_postgres

DATABASES = ("sqlite", "postgres")
SERVER = "ENTHESIS_TEST_SERVER"  # what the first process of a run tells the others
NO_POSTGRES = "No PostgreSQL for this platform: install one (initdb on PATH), then run this again."

_opened = ExitStack()
_missing: list[str] = []


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Runs around pytest-django's hook of the same name, which loads the settings."""
    chosen = os.environ.get("ENTHESIS_TEST_DB") or "sqlite"
    if chosen not in DATABASES:
        raise pytest.UsageError(f"ENTHESIS_TEST_DB is {chosen}: give one of {', '.join(DATABASES)}.")
    os.environ["ENTHESIS_DATA"] = _opened.enter_context(tempfile.TemporaryDirectory(prefix="enthesis-test-"))
    of_the_run = os.environ.get(SERVER) if "PYTEST_XDIST_WORKER" in os.environ else None
    os.environ.pop("DATABASE_URL", None)
    if of_the_run:
        os.environ["DATABASE_URL"] = of_the_run
    elif chosen == "postgres":
        programs = find_programs()
        if programs:
            address = _opened.enter_context(private_postgres(programs))
            os.environ["DATABASE_URL"] = os.environ[SERVER] = address
        else:
            _missing.append(NO_POSTGRES)
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgres: proves something of PostgreSQL only; skipped on SQLite")


def pytest_report_header() -> str:
    return f"database: {'PostgreSQL, private' if 'DATABASE_URL' in os.environ else 'SQLite'}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    on_postgres = "DATABASE_URL" in os.environ
    for item in items:
        if _missing:
            item.add_marker(pytest.mark.skip(reason=_missing[0]))
        elif item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="Proves something of PostgreSQL; this run is on SQLite."))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    _opened.close()
