"""What is to be added, and the signature."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.web.shell.acting import SignedForm


class AddendumForm(SignedForm):
    text = forms.CharField(
        label=_("Addendum"),
        help_text=_("What is to be added, and why. It stands beside the entry, with your signature."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Enter what is to be added.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(("text", "password"))
