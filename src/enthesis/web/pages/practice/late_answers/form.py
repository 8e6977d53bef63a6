from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.completeness import AIMED_AT


class MilestoneForm(forms.Form):
    """At which milestone."""

    use_required_attribute = False

    milestone = forms.ChoiceField(
        label=_("Milestone"),
        choices=[(m.id, m.title) for m in MILESTONES],
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, data: Any) -> None:
        asked = data if data and "milestone" in data else None
        super().__init__(asked, initial={"milestone": AIMED_AT})

    @property
    def asked(self) -> str:
        return str(self.cleaned_data["milestone"]) if self.is_bound and self.is_valid() else AIMED_AT
