"""What several commands need: the database brought up to date, a practice loaded, a site that is there."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from enthesis.cli.clock import today
from enthesis.cli.policy_file import read_policy
from enthesis.cli.practice_file import read_practice
from enthesis.domain.errors import NotFound
from enthesis.domain.terms import PracticeId
from enthesis.store.practice import save_practice


def migrate() -> None:
    """Tables are as the code expects them, that of a shared cache among them where the site has one."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def collect_static() -> None:
    """Static files lie compressed and under names of their own where the site serves them from a folder."""
    if settings.STATIC_ROOT is not None:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def load_practice_file(*files: Path, at: datetime) -> PracticeId:
    return save_practice(read_practice(*files), read_policy(*files, on=today()), at=at)


def check_is_there() -> None:
    """The data folder holds a database, unless that is elsewhere; else NotFound says so."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        raise NotFound("data", f"There is no database in {settings.DATA}.", "Make it: enthesis practice load")
