"""Lots and names as the database compares them: without what is between their characters."""

from django.db.models import Expression, F, TextField, Value
from django.db.models.functions import Replace

from enthesis.domain.stock.used import SEPARATORS


def folded_column(name: str) -> Expression | F:
    """A column that holds a key, as `folded` would have it."""
    column: Expression | F = F(name)
    for one in SEPARATORS:
        column = Replace(column, Value(one), Value(""), output_field=TextField())
    return column
