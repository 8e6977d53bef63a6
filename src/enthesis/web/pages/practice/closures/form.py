from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import Closure
from enthesis.web.shell.forms import ActForm

ALL = "-"  # no short name begins like this


class CloseForm(ActForm):
    """Who is away where and when; without times whole days."""

    clinician = forms.ChoiceField(label=_("Who is away?"))
    office = forms.ChoiceField(label=_("Office"))
    first = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty for one day."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    begins = forms.TimeField(
        label=_("From"),
        required=False,
        help_text=_("Empty for the whole day."),
        widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M"),
    )
    ends = forms.TimeField(
        label=_("Until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M"),
    )

    long = forms.BooleanField(label=_("It is meant to be closed for so long."), required=False)

    def __init__(self, *args: Any, site: Practice, unlisted: Sequence[str] = (), **kwargs: Any) -> None:
        """`unlisted`: who operates and is no clinician of the practice file, and is told so."""
        super().__init__(*args, **kwargs)
        if unlisted:
            self.fields["clinician"].help_text = _(
                "Not here, since the practice file does not name them as clinicians: %(names)s. An operation "
                "can be booked for them at any time. Add them to the practice file first."
            ) % {"names": ", ".join(unlisted)}
        self.fields["clinician"].choices = [  # type: ignore[attr-defined]
            *((one.slug, one.name) for one in site.clinicians),
            (ALL, _("Everybody")),
        ]
        self.fields["office"].choices = [  # type: ignore[attr-defined]
            (ALL, _("Every office")),
            *((one.slug, one.name) for one in site.offices),
        ]

    def clean(self) -> None:
        if bool(self.cleaned_data.get("begins")) != bool(self.cleaned_data.get("ends")):
            self.add_error("ends", _("Give both times, or none for the whole day."))

    @property
    def closure(self) -> Closure:
        """Raises Invalid for a time that ends before it begins."""
        told = self.cleaned_data
        return Closure(
            first=told["first"],
            last=told["last"] or told["first"],
            office=told["office"].removeprefix(ALL),
            clinician=told["clinician"].removeprefix(ALL),
            begins=told["begins"],
            ends=told["ends"],
        )


class LiftForm(ActForm):
    """One closure that is to hold no more."""

    closure = forms.UUIDField(widget=forms.HiddenInput)
