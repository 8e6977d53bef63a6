"""A database of its own for each test of a race."""

from tests.support.fresh import _template, fresh_database

__all__ = ["_template", "fresh_database"]
