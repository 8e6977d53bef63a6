"""Two versions of one form side by side: what is on the record now, and what was typed over an older one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from enthesis.domain.errors import Stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """One field in which the two differ, in words."""

    label: str
    now: str
    typed: str


@dataclass(eq=False)
class StaleForm(Stale):
    """The record moved on under a form; `both` is what the two say differently."""

    both: tuple[Both, ...] = ()


def both_versions(form: forms.Form) -> tuple[Both, ...]:
    """Every visible field that was typed otherwise than the record says now; never a password.

    The form was begun from the record as it is now, and what was typed was put over it.
    """
    shown = [
        field for field in form.visible_fields() if not isinstance(field.field.widget, forms.PasswordInput)
    ]
    told = (
        Both(label=str(field.label), now=_words(field, field.initial), typed=_words(field, field.value()))
        for field in shown
    )
    return tuple(both for both in told if both.now != both.typed)


def _words(field: forms.BoundField, value: Any) -> str:
    """A value as the field shows it: choices by their names, nothing as a dash, no tick as No."""
    value = value() if callable(value) else value
    if value is None and isinstance(field.field.widget, forms.CheckboxInput):
        value = False
    if isinstance(value, date | time) and isinstance(field.field.widget, forms.DateInput | forms.TimeInput):
        value = field.field.widget.format_value(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    many = value if isinstance(value, list | tuple) else [value]
    names = dict(_flat(getattr(field.field, "choices", ())))
    prepared = [str(field.field.prepare_value(one)) for one in many if one not in (None, "")]
    return ", ".join(names.get(one, one) for one in prepared) or "–"


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    """The choices of groups, too."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)
