"""A database of its own for each test of a race."""

from tests.support.fresh import fresh_database

__all__ = ["fresh_database"]
