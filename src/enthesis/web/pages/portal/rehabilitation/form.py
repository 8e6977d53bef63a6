"""What the patient does again, and since when."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.pathway.recovery import RecoveryMilestone
from enthesis.web.shell.answers import Radios, day_field
from enthesis.web.shell.forms import ActForm


class RecoveryForm(ActForm):
    """One milestone of one hip; `case` says which hip."""

    case = forms.UUIDField(widget=forms.HiddenInput)
    milestone = forms.TypedChoiceField(
        label=_("What you do again"),
        coerce=RecoveryMilestone,
        widget=Radios,
        error_messages={"required": _("Choose one.")},
    )
    on = day_field(_("Since which day"))

    def __init__(
        self, *args: Any, asked: tuple[tuple[str, str], ...] = (), today: date, nth: int = 1, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"auto_id": f"hip-{nth}-%s", **kwargs})
        field = self.fields["milestone"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = list(asked)
        self.fields["on"].widget.attrs["max"] = today.isoformat()
