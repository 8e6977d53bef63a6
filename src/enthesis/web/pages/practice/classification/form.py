"""The surgeon's choice beside the scheme's proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.examination.classification import Level, Proposal, Scheme
from enthesis.web.shell.answers import Radios, text
from enthesis.web.shell.forms import CaseForm


def told(level: Level) -> tuple[str, ...]:
    """What is found and the operation it leads to, in words, as far as the scheme says."""
    return tuple(words.text for words in (level.finding, level.operation) if words is not None)


class ClassificationForm(CaseForm):
    """A departure from the proposal needs a reason; the domain says so at the field."""

    reason = text(_("Reason"), help_text=_("Needed where you choose another type than the proposed one."))

    def __init__(self, *args: Any, scheme: Scheme, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"] = forms.ChoiceField(
            label=_("Type"),
            choices=[(level.code, f"{level.code}: {' – '.join(told(level))}") for level in scheme.levels],
            initial=proposal.level,
            widget=Radios(),
            error_messages={"required": _("Choose the type.")},
        )
        self.order_fields(("chosen", "reason"))
