"""One determination as it was decided; nothing is filled in for anybody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.biologics.determination import (
    LONGEST_NUMBER,
    LONGEST_TEXT,
    Answered,
    ClaimedPath,
    Criterion,
    Path,
)
from enthesis.domain.terms import CaseId
from enthesis.web.shell.acting import SignedForm
from enthesis.web.shell.answers import day_field, text, to_choose, yes_no


class DeterminationForm(SignedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    path = to_choose(_("What is claimed"), Path)
    decided_by = forms.CharField(label=_("Who decided it"), max_length=200)
    decided_on = day_field(_("Day it was decided"))
    valid_until = day_field(
        _("Holds until"), required=False, help_text=_("Empty while no end was set. That day is included.")
    )
    clearance = forms.CharField(
        label=_("Cleared device"),
        help_text=_("Its name, or its 510(k) number."),
        max_length=200,
        required=False,
    )
    ind = forms.CharField(label=_("IND number"), max_length=LONGEST_NUMBER, required=False)
    irb = forms.CharField(label=_("Review board (IRB)"), max_length=LONGEST_NUMBER, required=False)
    reasoning = forms.CharField(
        label=_("On what grounds"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    documents = text(
        _("Documents"), help_text=_("One a line: a letter, an opinion, a protocol, and where it lies.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in Criterion:
            self.fields[criterion.value] = yes_no(criterion.label, unknown=_("Not answered"))

    def claimed(self, kind: str, case: CaseId | None) -> ClaimedPath:
        told = self.cleaned_data
        answers = {c: told[c.value] for c in Criterion}
        return ClaimedPath(
            kind=kind,
            case=case,
            criteria=tuple(Answered(criterion=c, met=met) for c, met in answers.items() if met is not None),
            documents=tuple(line.strip() for line in told["documents"].splitlines() if line.strip()),
            **{name: told[name] for name in PLAIN},
        )


PLAIN = ("path", "decided_by", "decided_on", "valid_until", "clearance", "ind", "irb", "reasoning")
