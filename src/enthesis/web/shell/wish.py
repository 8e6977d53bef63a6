"""What somebody waits for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.errors import Problem
from enthesis.domain.practice.availability import HalfDay
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import WEEKDAYS
from enthesis.domain.practice.waiting import Wish
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.waiting import HALVES, notice_words, weekdays

NOTICES = (4, 24, 48, 168)  # hours


class WishForm(ActForm):
    office = forms.MultipleChoiceField(
        label=_("At which offices?"),
        help_text=_("Tick none if any office will do."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    weekday = forms.MultipleChoiceField(
        label=_("On which weekdays?"),
        help_text=_("Tick none if any day will do."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    clinician = forms.ChoiceField(label=_("With whom?"), required=False)
    half = forms.ChoiceField(label=_("At what time of day?"), required=False)
    notice = forms.TypedChoiceField(
        label=_("How long before the visit must you know?"), coerce=int, initial=24
    )
    first = forms.DateField(
        label=_("Not before"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=_("Not after"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, practice: Practice, visit_type: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit_type = visit_type
        halves = [(half.value, words) for half, words in HALVES.items()]
        choices = {
            "office": [(office.slug, office.name) for office in practice.offices],
            "weekday": [(slug, name) for slug, name in weekdays() if slug in _worked(practice)],
            "clinician": [("", _("Any clinician")), *((c.slug, c.name) for c in practice.clinicians)],
            "half": [("", _("Any time")), *halves],
            "notice": [(hours, notice_words(hours)) for hours in NOTICES],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        for name, found in (("office", practice.offices), ("clinician", practice.clinicians)):
            if len(found) == 1:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.wish = self._wish(cleaned)
            except Problem as problem:
                self.add_error(problem.code if problem.code in self.fields else None, in_words(problem))
        return cleaned

    def _wish(self, cleaned: dict[str, Any]) -> Wish:
        return Wish(
            visit_type=self.visit_type,
            offices=tuple(cleaned.get("office", ())),
            clinician=cleaned.get("clinician", ""),
            half=HalfDay(cleaned["half"]) if cleaned["half"] else None,
            weekdays=tuple(cleaned["weekday"]),
            notice=cleaned["notice"],
            first=cleaned["first"],
            last=cleaned["last"],
        )


def _worked(practice: Practice) -> frozenset[str]:
    """The weekdays on which somebody works; all where nobody has said when."""
    weekly = {session.weekday for session in practice.sessions}
    single = {WEEKDAYS[extra.on.weekday()] for extra in practice.extra_days}
    return frozenset(weekly | single or WEEKDAYS)
