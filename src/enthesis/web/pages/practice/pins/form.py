from collections.abc import Iterable
from typing import Any

from django import forms

from enthesis.store.people import PinHolder
from enthesis.web.shell.pins import NewPinForm


class PinForm(NewPinForm):
    """Whose PIN is set, and to what."""

    def __init__(self, data: Any, *, holders: Iterable[PinHolder]) -> None:
        super().__init__(data)
        known = {str(one.id): one for one in holders}
        self.fields["person"] = forms.TypedChoiceField(
            label="Whose",
            choices=[
                ("", "Choose one"),
                *((key, f"{one.name}, {one.role.label}") for key, one in known.items()),
            ],
            coerce=known.__getitem__,
            error_messages={"required": "Choose whose PIN it is."},
        )
        self.order_fields(("person", "pin", "again"))
