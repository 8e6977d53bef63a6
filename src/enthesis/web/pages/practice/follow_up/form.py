from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.follow_up import FollowUpState
from enthesis.domain.pathway.invitation import BEFORE_SURGERY, Asking

BEFORE = "before"
OVERDUE, DUE = FollowUpState.OVERDUE.value, FollowUpState.DUE.value
NOT_TOLD = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a list may be narrowed to: offices by slug and name, surgeons by name, studies by title."""

    offices: tuple[tuple[str, str], ...]
    surgeons: tuple[str, ...]
    studies: tuple[str, ...]


class FilterForm(forms.Form):
    """Which of those who wait are shown, and which page of them."""

    use_required_attribute = False

    state = forms.ChoiceField(required=False)
    milestone = forms.ChoiceField(required=False)
    office = forms.ChoiceField(required=False)
    surgeon = forms.ChoiceField(required=False)
    study = forms.ChoiceField(required=False)
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any, choices: Choices) -> None:
        super().__init__(data)
        told = (
            (
                "state",
                _("State"),
                [(OVERDUE, _("Overdue")), (DUE, _("Window open")), (BEFORE, _("Before surgery"))],
            ),
            ("milestone", _("Milestone"), [(m.id, m.title) for m in MILESTONES]),
            ("office", _("Office"), choices.offices),
            (
                "surgeon",
                _("Surgeon"),
                [*((name, name) for name in choices.surgeons), (NOT_TOLD, _("not told"))],
            ),
            ("study", _("Missing for"), [(title, title) for title in choices.studies]),
        )
        for name, label, offered in told:
            field = self.fields[name]
            field.label = label
            field.choices = [("", _("All")), *offered]  # type: ignore[attr-defined]
            field.widget.attrs["class"] = "form-select"

    @property
    def asked(self) -> dict[str, str]:
        """What was chosen, by name; what cannot be is left out."""
        if not self.is_valid():
            return {name: str(v) for name, v in self.cleaned_data.items() if v and name != "page"}
        return {name: str(value) for name, value in self.cleaned_data.items() if value and name != "page"}

    @property
    def number(self) -> int:
        self.is_valid()
        return int(self.cleaned_data.get("page") or 1)


def state_of(asking: Asking) -> str:
    """Overdue, due or before surgery, as the list tells them apart."""
    if asking.window is None or asking.milestone.id == BEFORE_SURGERY:
        return BEFORE
    return asking.window.state(on=asking.on).value


def narrowed(
    waiting: Iterable[Asking],
    asked: dict[str, str],
    *,
    office: Callable[[Asking], str],
    surgeon: Callable[[Asking], str],
    needs: Callable[[str, str], Collection[str]],
) -> tuple[Asking, ...]:
    """Those that were asked for: overdue first, then what is open, then before surgery; each in its order.

    `needs` are the instruments that a study needs at a milestone.
    """
    order = (OVERDUE, DUE, BEFORE)

    def fits(one: Asking) -> bool:
        return all(
            (
                asked.get("state") in (None, state_of(one)),
                asked.get("milestone") in (None, one.milestone.id),
                asked.get("office") in (None, office(one)),
                asked.get("surgeon") in (None, surgeon(one) or NOT_TOLD),
                "study" not in asked or set(one.wanted) & set(needs(asked["study"], one.milestone.id)),
            )
        )

    return tuple(sorted((one for one in waiting if fits(one)), key=lambda one: order.index(state_of(one))))
