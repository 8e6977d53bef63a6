from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.pathway.ended import WITHDRAWALS, EndKind
from enthesis.web.shell.forms import ActForm


class StopForm(ActForm):
    """One thing is stopped; `sure` keeps a slip of the thumb from doing it."""

    kind = forms.TypedChoiceField(
        choices=[(kind.value, kind.value) for kind in sorted(WITHDRAWALS)],
        coerce=EndKind,
        widget=forms.HiddenInput,
    )
    sure = forms.BooleanField(
        label=_("Yes, I want to stop this"),
        error_messages={"required": _("Tick the box if you want to stop this.")},
    )

    def __init__(self, data: Any = None, *, kind: EndKind) -> None:
        super().__init__(data, auto_id=f"{kind.value}-%s", initial={"kind": kind.value})
