"""The right day, how it is known, what was read that speaks against it, and the signature."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from enthesis.domain.errors import Problem
from enthesis.web.shell.acting import SignedForm
from enthesis.web.shell.answers import day_field, text
from enthesis.web.shell.problems import in_words

SEEN = "seen"
"""The day of which the page told what it would change."""


class SurgeryDayForm(SignedForm):
    """`against` are the sentences to be ticked; `wrong` says why it cannot be the day at all.

    It is signed only for the day that was looked at.
    """

    on = day_field(_("Day of surgery"))
    reason = text(_("How the day is known"), longest=2000)

    def __init__(
        self, *args: Any, against: tuple[str, ...] = (), wrong: Problem | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wrong = wrong
        if against:
            self.fields["acknowledged"] = forms.MultipleChoiceField(
                label=_("This speaks against the day. Tick what you have read."),
                choices=[(sentence, sentence) for sentence in against],
                widget=forms.CheckboxSelectMultiple,
                error_messages={
                    "required": _("Tick each sentence as read, or correct the day."),
                    "invalid_choice": _("What speaks against the day has changed: read it again."),
                },
            )
        self.order_fields(("on", "reason", "acknowledged", "password"))

    def clean(self) -> None:
        super().clean()
        on = self.cleaned_data.get("on")
        if self.wrong is not None:
            self.add_error("on", in_words(self.wrong))
        elif isinstance(on, date) and self.data.get(SEEN) != on.isoformat():
            self.add_error("on", _now("Read what this day would change, then sign."))
