"""Fields for clinical answers: not known is an answer of its own, and never the same as no."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from enthesis.web.shell.present import words
from enthesis.web.shell.printed import PrintedNumber

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
Member = TypeVar("Member", bound=Enum)

YES, NO, NOT_KNOWN = _("Yes"), _("No"), _("Not known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields that belong together, under a heading."""

    title: str
    fields: tuple[BoundField, ...]
    hint: str = ""


def sections(form: forms.Form, layout: Iterable[tuple[Words, tuple[str, ...]]]) -> tuple[Section, ...]:
    """The form in sections, a title and its fields each."""
    return tuple(
        Section(title=str(title), fields=tuple(form[name] for name in names)) for title, names in layout
    )


class Radios(forms.RadioSelect):
    """Radio buttons whose error can be linked to: their address is that of the first one."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index if index is not None else "0")


def yes_no(
    label: Words, *, help_text: Words = "", yes: Words = YES, no: Words = NO, unknown: Words = NOT_KNOWN
) -> forms.TypedChoiceField:
    """True, False, or None for not known; not known until somebody says otherwise."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=(("yes", yes), ("no", no), ("", unknown)),
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
        widget=Radios(attrs={"class": "answer"}),
    )


def said(answer: bool | None) -> str:
    """The choice of `yes_no` for an answer."""
    return "" if answer is None else ("yes" if answer else "no")


def one_of(
    label: Words, members: Iterable[Member], *, help_text: Words = "", empty: "Words | None" = NOT_KNOWN
) -> forms.TypedChoiceField:
    """A member of an enumeration, or None. Without `empty` one must be chosen."""
    kept = tuple(members)
    by_value = {str(m.value): m for m in kept}
    choices: list[tuple[str, Words]] = [(value, name_of(m)) for value, m in by_value.items()]
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=choices if empty is None else [("", empty), *choices],
        coerce=by_value.__getitem__,
        empty_value=None,
        required=empty is None,
        error_messages={"required": _("Choose one.")},
    )


def to_choose(label: Words, members: Iterable[Member], *, help_text: Words = "") -> forms.TypedChoiceField:
    """A member of an enumeration that somebody has to choose: none is chosen to begin with."""
    field = one_of(label, members, help_text=help_text, empty=None)
    field.choices = [("", "Choose one"), *field.choices]  # type: ignore[misc]
    return field


def number(
    label: Words, *, unit: str = "", low: int | None = None, high: int | None = None, help_text: Words = ""
) -> PrintedNumber:
    """A decimal number, or None where it is left empty."""
    return PrintedNumber(
        label=format_lazy("{} ({})", label, unit) if unit else label,
        help_text=help_text,
        min_value=low,
        max_value=high,
        max_digits=8,
        decimal_places=2,
        required=False,
    )


def text(label: Words, *, help_text: Words = "", longest: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def day_field(label: Words, *, required: bool = True, help_text: Words = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Enter the date."), "invalid": _("Enter day, month and year.")},
    )


_NAMES = {
    "remission": "In remission",
    "doac": "Direct oral (DOAC)",
    "breast_feeding": "Breast-feeding",
    "t2_signal": "T2 signal",
    "post_op_day": "On a day after surgery",
}


def name_of(member: Enum) -> str:
    """A member in words: its own label where it has one."""
    label = getattr(member, "label", None)
    return str(label) if label else _NAMES.get(str(member.value), words(str(member.value)))
