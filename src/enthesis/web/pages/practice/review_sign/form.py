"""The ticked values, the decision on them, and the password."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.review.sign_off import Decision, Seen
from enthesis.domain.review.value import ValueToReview
from enthesis.web.shell.acting import SignedForm


class ReviewForm(SignedForm):
    """A box for each value, none ticked; what is ticked says what its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    decision = forms.ChoiceField(
        label=_("Your decision on the ticked values"),
        choices=[
            (Decision.CONFIRMED.value, _("Confirmed: it may be used here as it ships")),
            (Decision.TO_CHANGE.value, _("To change: it must not stay as it ships")),
            (Decision.NOT_USED.value, _("Not used here: this practice does not rely on it")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What must change, and why; or on what you base the decision. Kept with each value."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, *, initial: dict[str, object], values: tuple[ValueToReview, ...]) -> None:
        super().__init__(data, initial=initial)
        self.fields["values"] = forms.MultipleChoiceField(
            label=_("Values"),
            choices=[(f"{value.digest} {value.path}", value.title) for value in values],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Tick each value you decide on."),
                "invalid_choice": _("A value has changed since you opened this page. Read them again."),
            },
        )
        self.order_fields(("values", "decision", "note", "password"))

    @property
    def ticked(self) -> frozenset[str]:
        """What was ticked when the form was sent."""
        return frozenset(self.data.getlist("values")) if self.is_bound else frozenset()  # type: ignore[attr-defined]

    @property
    def seen(self) -> tuple[Seen, ...]:
        told = (one.partition(" ") for one in self.cleaned_data["values"])
        return tuple(Seen(path=path, digest=digest) for digest, _space, path in told)

    @property
    def decision_made(self) -> Decision:
        return Decision(self.cleaned_data["decision"])
