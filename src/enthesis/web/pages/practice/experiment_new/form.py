from datetime import date, timedelta
from itertools import combinations
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.experiment.experiment import FEWEST_PERSONS, LONGEST_TITLE, Design
from enthesis.domain.pathway.experiment.variants import Variant, Varies, variants_of
from enthesis.web.shell.answers import Radios
from enthesis.web.shell.forms import ActForm

A_YEAR = timedelta(days=365)
USUAL_WITHIN = 30


def pairs() -> dict[str, tuple[Variant, Variant]]:
    """Every two ways that can be compared, by a name for the form."""
    return {
        f"{varies.value}:{one.id}:{other.id}": (one, other)
        for varies in Varies
        for one, other in combinations(variants_of(varies), 2)
    }


class StartForm(ActForm):
    """What is compared, when it stops, and what counts as an answer: all of it said before it starts."""

    title = forms.CharField(label=_("Name"), max_length=LONGEST_TITLE)
    pair = forms.ChoiceField(label=_("What is compared?"), widget=Radios(attrs={"class": "answer"}))
    milestones = forms.MultipleChoiceField(
        label=_("At which milestones does a person enter?"),
        choices=[(m.id, m.title) for m in MILESTONES],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "answer"}),
    )
    first_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last_on = forms.DateField(
        label=_("Last day on which somebody enters"), widget=forms.DateInput(attrs={"type": "date"})
    )
    persons = forms.IntegerField(
        label=_("How many persons enter at most?"),
        help_text=_(
            "It stops by itself at this number, or after the last day. Neither can be changed later."
        ),
        min_value=1,
    )
    within_days = forms.IntegerField(
        label=_("Within how many days of the first message does an answer count?"), min_value=1
    )

    def __init__(self, data: Any, *, on: date) -> None:
        usual = {"first_on": on, "last_on": on + A_YEAR, "within_days": USUAL_WITHIN, "milestones": ["2y"]}
        super().__init__(data, initial={**usual, "persons": 10 * int(FEWEST_PERSONS.value)})
        self.fields["pair"].choices = [  # type: ignore[attr-defined]
            (name, f"{one.varies.label}: {one.title} / {other.title}")
            for name, (one, other) in pairs().items()
        ]

    @property
    def design(self) -> Design:
        """Raises Invalid for what tells nothing."""
        told = self.cleaned_data
        one, other = pairs()[told["pair"]]
        return Design(
            title=told["title"],
            varies=one.varies,
            arms=(one.id, other.id),
            milestones=tuple(m.id for m in MILESTONES if m.id in told["milestones"]),
            first_on=told["first_on"],
            last_on=told["last_on"],
            within_days=told["within_days"],
            persons=told["persons"],
        )
