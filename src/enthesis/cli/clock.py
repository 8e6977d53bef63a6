"""The one clock of the command line; it needs no settings."""

from datetime import UTC, date, datetime, timedelta


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The day it is, where on earth it is latest."""
    return (now() + timedelta(hours=14)).date()
