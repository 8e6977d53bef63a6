from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from enthesis.actions.contacts import Told
from enthesis.domain.pathway.contact.called import Called, HalfOfDay, Outcome, Reason
from enthesis.domain.pathway.ended import LONGEST_WORDS, ToldBy
from enthesis.web.shell.answers import Radios, day_field, one_of, text
from enthesis.web.shell.forms import ActForm, MomentField, to_moment

RECORD, TAKE, RELEASE = "record", "take", "release"


class CallForm(ActForm):
    """What became of the call; which of the other answers are needed goes by that."""

    do = forms.CharField(widget=forms.HiddenInput, initial=RECORD)
    outcome = forms.TypedChoiceField(
        label=_("What became of the call"),
        help_text=_(
            "Who wants no more questions still hears of visits. For no messages at all, stop them under the "
            "messages of the hip."
        ),
        choices=[(one.value, one.label) for one in Outcome],
        coerce=Outcome,
        widget=Radios(attrs={"class": "answer"}),
        error_messages={"required": _("Choose what became of the call.")},
    )
    next_at = MomentField(
        label=_("When to call again"),
        help_text=_("Needed where they asked to be called later. On the clock of their office."),
        required=False,
    )
    best = one_of(_("Best called"), HalfOfDay, empty=_("Not said"))
    reason = one_of(
        _("Why they do not answer"),
        Reason,
        help_text=_("Needed where they decline these questions."),
        empty=_("Does not apply"),
    )
    died_on = day_field(_("Day of death"), required=False, help_text=_("Needed where the patient has died."))
    day_unknown = forms.BooleanField(label=_("Nobody knows the day of death"), required=False)
    told_by = one_of(
        _("Who told it"),
        ToldBy,
        help_text=_("Needed for who wants no more questions or has died."),
        empty=_("Does not apply"),
    )
    words = text(_("What was said, for who wants no more questions or has died"), longest=LONGEST_WORDS)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        is_told = bool(told.get("died_on"))
        if told.get("outcome") is Outcome.DIED and is_told is bool(told.get("day_unknown")):
            self.add_error("died_on", _t("Enter the day of death, or tick that nobody knows it."))
        return told

    def told(self, *, zone: str, at: datetime) -> Told:
        """Raises Invalid where what the outcome needs was not said."""
        typed = self.cleaned_data
        outcome = typed["outcome"]
        wall = typed["next_at"] if outcome is Outcome.LATER else None
        called = Called(
            about=frozenset(),
            outcome=outcome,
            at=at,
            next_at=to_moment(wall, zone) if wall else None,
            best=typed["best"],
            reason=typed["reason"] if outcome in (Outcome.DECLINED, Outcome.WITHDREW) else None,
        )
        return Told(
            called=called,
            died_on=typed["died_on"] if outcome is Outcome.DIED else None,
            told_by=typed["told_by"] if outcome.ends_all else None,
            words=typed["words"] if outcome.ends_all else "",
        )
