"""Which database the house stands on, and how it must be opened."""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

WAL_IS_SAFE_FROM = (3, 51, 3)  # older SQLite can corrupt a write-ahead file that several connections use


def use_carried_sqlite() -> None:
    """Put the SQLite that pysqlite3 carries in the place of the system's; before Django loads its backend.

    Where there is no build of it (Linux on ARM) the system's stays, and `embedded` does without WAL.
    """
    try:
        import pysqlite3  # type: ignore[import-untyped]
    except ImportError:
        return

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def embedded(file: Path) -> dict[str, Any]:
    """SQLite: writers queue up at the start of a transaction, and a commit is on disk when it returns."""
    import sqlite3

    journal = "WAL" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM else "DELETE"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
        "TEST": {"NAME": str(file.with_name("test.sqlite3"))},
    }


def from_url(url: str) -> dict[str, Any]:
    """PostgreSQL from `postgresql://user:password@host:port/name`, or `?host=/socket/folder`.

    Raises ImproperlyConfigured with a sentence for any other kind of address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgresql://; leave it unset for the embedded database."
        )
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": {k: unquote(v) for k, v in options.items()},
    }
