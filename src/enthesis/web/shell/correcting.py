"""Correcting an entry: the form it was made with, holding what was recorded, and why that was wrong."""

from enum import Enum, IntEnum
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.errors import NotFound
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.corrections import entry_called
from enthesis.domain.terms import EntryId
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.answers import said
from enthesis.web.shell.requests import Request

CORRECTS = "corrects"  # in the address: the entry that was wrong
WHY = "why_wrong"


def entry_in(request: Request, file: CaseFile, *kinds: type) -> Entry[object] | None:
    """The entry that is to be corrected; None for a new one. Raises NotFound for one of another kind."""
    named = request.GET.get(CORRECTS)
    if not named:
        return None
    try:
        entry = entry_called(file.entries, EntryId(UUID(named)))
    except ValueError:
        entry = None
    if entry is None or not isinstance(entry.value, kinds):
        raise NotFound("entry", "There is no such entry on this case.", "Open the case again.")
    return entry


def make_correction(form: forms.Form, keep: frozenset[str]) -> None:
    """The form asks only these fields, and why the entry was wrong."""
    for name in [n for n, field in form.fields.items() if n not in keep and not field.widget.is_hidden]:
        del form.fields[name]
    form.fields[WHY] = forms.CharField(
        label=_("What was wrong"),
        help_text=_("The entry stays readable, struck through, with this beside it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Enter what was wrong.")},
    )


def typed(part: object) -> object:
    """A recorded part as its field shows it."""
    match part:
        case None | bool():
            return said(part)
        case IntEnum():
            return str(int(part))
        case Enum():
            return str(part.value)
        case tuple():
            return [typed(p) for p in part]
        case _:
            return part
