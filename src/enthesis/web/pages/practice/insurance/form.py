from typing import Any

from django import forms

from enthesis.domain.people.insurance import LONGEST, Insurance, ToldBy
from enthesis.web.shell.answers import day_field, to_choose
from enthesis.web.shell.forms import ActForm

LABELS = {
    "payer": "Insurer",
    "plan": "Plan",
    "member": "Member number",
    "group": "Group number",
    "holder": "Holder, if not the patient",
    "relation": "What the patient is to the holder",
}


def _word(name: str) -> forms.CharField:
    return forms.CharField(
        label=LABELS[name],
        required=False,
        max_length=LONGEST[name],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class InsuranceForm(ActForm):
    """One insurance, or that the patient pays. `read` is how many versions its reader saw."""

    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    pays_self = forms.BooleanField(label="The patient pays; there is no insurance to name", required=False)
    payer = _word("payer")
    plan = _word("plan")
    member = _word("member")
    group = _word("group")
    holder = _word("holder")
    relation = _word("relation")
    valid_from = day_field("Valid from", required=False)
    valid_until = day_field("Valid until", required=False)
    told_by = to_choose("Where it is from", ToldBy)
    told_on = day_field("Told on")

    def __init__(self, data: Any, *, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)

    def insurance(self) -> Insurance:
        told = {
            name: value for name, value in self.cleaned_data.items() if name not in ("read", "submit_key")
        }
        return Insurance(**told)
