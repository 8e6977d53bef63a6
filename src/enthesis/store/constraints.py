"""Which rule of a table a database refused to break, told alike by both databases."""

from django.db import IntegrityError
from django.db.models import Model, UniqueConstraint


def is_of(refused: IntegrityError, table: type[Model], *names: str) -> bool:
    """Whether it was one of these unique constraints of the table; any other is a fault of ours.

    PostgreSQL says the name. SQLite says the columns, and the name only of a constraint on expressions.
    """
    why = refused.__cause__
    if (diag := getattr(why, "diag", None)) is not None:
        return diag.constraint_name in names
    told = str(why).removeprefix("UNIQUE constraint failed: ")
    return told in {key for name in names for key in (f"index '{name}'", _columns(table, name))}


def _columns(table: type[Model], name: str) -> str:
    """The columns of a unique constraint as SQLite lists them."""
    (found,) = (one for one in table._meta.constraints if one.name == name)
    fields = found.fields if isinstance(found, UniqueConstraint) else ()
    columns = {field.name: field.column for field in table._meta.concrete_fields}
    return ", ".join(f"{table._meta.db_table}.{columns[field]}" for field in fields)
