"""A goal in own words, and how near it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.outcomes.own_goal import MOST_WORDS, NEAREST
from enthesis.web.shell.forms import ActForm


class GoalForm(ActForm):
    """The goal of one hip; empty words take it back."""

    act = "goal"
    case = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What do you want to do again with this hip?"),
        help_text=_("In your own words, for example: walk the dog for an hour."),
        max_length=MOST_WORDS,
        required=False,
    )

    def __init__(self, data: Any = None, *, nth: int, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"goal-{nth}-%s", **kwargs)


class NearForm(ActForm):
    """How near the goal of one hip is, at one milestone."""

    act = "near"
    case = forms.UUIDField(widget=forms.HiddenInput)
    near = forms.TypedChoiceField(
        label=_("How near are you to your goal?"),
        help_text=_("0 is not near at all, 10 is there."),
        choices=[("", "–"), *((str(n), str(n)) for n in range(NEAREST + 1))],
        coerce=int,
        error_messages={"required": _("Choose a number from 0 to 10.")},
    )

    def __init__(self, data: Any = None, *, nth: int, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"near-{nth}-%s", **kwargs)
        self.order_fields(("near", "case"))
