"""Every table and column, and how sensitive it is."""

import inspect

from django.apps import apps
from django.db.models import Field, Model

from enthesis.cli.reference.markdown import code, table
from enthesis.store.classification import FOREIGN, TABLES, Sensitivity

TITLE = "Tables"
SUMMARY = (
    "What is kept, and how sensitive it is. Names, birth dates and addresses of patients stand in "
    "`contact` and `request` and nowhere else."
)


def body() -> str:
    kinds = table(("Sensitivity", "Meaning"), [(s.value, s.meaning) for s in Sensitivity])
    own = sorted(apps.get_app_config("store").get_models(), key=lambda m: m._meta.db_table)
    foreign = table(("Table", "What it holds"), [(code(name), why) for name, why in FOREIGN.items()])
    return "\n".join((kinds, *(_table(m) for m in own), f"## Tables of others\n\n{foreign}"))


def _table(model: type[Model]) -> str:
    name = model._meta.db_table
    rows = [_column(name, field) for field in model._meta.local_concrete_fields]
    return f"## {name}\n\n{inspect.getdoc(model)}\n\n" + table(
        ("Column", "Type", "Sensitivity", "Meaning"), rows
    )


def _column(name: str, field: "Field[object, object]") -> tuple[str, ...]:
    own = str(field.column)
    column = TABLES[name][own]
    kind = field.get_internal_type().removesuffix("Field")
    if field.is_relation and field.related_model is not None:
        kind = f"→ {field.related_model._meta.db_table}"
    empty = ", may be empty" if field.null else ""
    return code(own), kind + empty, column.sensitivity.value, column.meaning
