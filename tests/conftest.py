"""What holds for every test: which rooms stay away from the database (see tests/support/database.py)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from django.template.base import Template
from django.test.utils import _TestState
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests.support.fresh import tables
from tests.support.ready_tables import copied_from

__all__ = ["tables"]
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")  # no limit measures speed: the machine may be busy
HERE = Path(__file__).parent
WITHOUT_DATABASE = frozenset({"spec", "domain", "evidence", "delivery"})


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--responses",
        type=int,
        default=1_000,
        help="random responses of each instrument that both readers score (100000 before a release)",
    )


@pytest.fixture(scope="session")
def responses_each(pytestconfig: pytest.Config) -> int:
    """How many random responses of each instrument both readers score."""
    count: int = pytestconfig.getoption("responses")
    return count


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Values need no tables: a test there that asks for the database stands in the wrong room."""
    for item in items:
        room = item.path.relative_to(HERE).parts[0]
        asks = item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ())
        if room in WITHOUT_DATABASE and asks:
            raise pytest.UsageError(
                f"{item.nodeid} asks for the database: move it to tests/store or tests/actions."
            )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tables: str
) -> Iterator[None]:
    """The shared database begins with the tables of the run: migrating it has nothing left to do."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = tables
        yield
        return
    fill = copied_from(Path(tables))

    def fill_shared(*, connection: Any, **_: object) -> None:
        if connection.is_in_memory_db():
            fill(connection=connection)

    connection_created.connect(fill_shared)
    yield
    connection_created.disconnect(fill_shared)


@pytest.fixture(scope="session", autouse=True)
def plain_rendering(django_test_environment: None) -> None:
    """No template keeps a copy of its context for each test: we read what a page says, as people do."""
    Template._render = _TestState.saved_data.template_render  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """A page that was asked for in Spanish leaves no Spanish behind for the next test."""
    yield
    translation.deactivate()
