from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.actions.offers import LONGEST_REASON
from enthesis.domain.practice.booking import Visit
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.times import key_of


class OfferForm(ActForm):
    reason = forms.CharField(
        label=_("Why out of order"),
        help_text=_("Needed where somebody else is first for the time."),
        required=False,
        max_length=LONGEST_REASON,
    )
    slot = forms.ChoiceField(
        label=_("Time"),
        error_messages={
            "required": _("Choose a time."),
            "invalid_choice": _("This time is no longer free. Choose another one."),
        },
    )

    def __init__(self, *args: Any, free: tuple[Visit, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.free = {key_of(visit): visit for visit in free}
        self.fields["slot"].choices = [(key, key) for key in self.free]  # type: ignore[attr-defined]

    @property
    def visit(self) -> Visit:
        return self.free[self.cleaned_data["slot"]]
