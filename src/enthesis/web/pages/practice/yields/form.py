from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.biologics.yields.baseline import FEWEST, LONGEST_NAME, Span, Subject, Watched
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.biologics.yields.control_chart import FIRST
from enthesis.web.shell.answers import day_field
from enthesis.web.shell.bench import text, whole
from enthesis.web.shell.forms import ActForm


class BaselineForm(ActForm):
    """Which products set the limits: the first so many since a day, or all from one day to another.

    `read` is how many baselines of the chart were declared when it was opened.
    """

    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    since = day_field(gettext_lazy("From"), required=False)
    until = day_field(gettext_lazy("To"), required=False)
    first = whole(
        gettext_lazy("Only the first so many of them"),
        required=False,
        help_text=gettext_lazy("Leave it empty for all of the span."),
    )
    why = text(gettext_lazy("Reason"), required=True, ask=gettext_lazy("Enter the reason."))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["since"] > told["until"]:
            self.add_error("until", _("The last day is before the first."))
        if not self.errors and told.get("until") is None and told.get("first") is None:
            self.add_error(
                "first",
                _("Say how many (usually %(n)s, at least %(least)s), or until which day.")
                % {"n": FIRST.value, "least": FEWEST.value},
            )
        return told

    @property
    def span(self) -> Span:
        told = self.cleaned_data
        return Span(since=told["since"], until=told["until"], first=told["first"])


def subject_of(asked: Any) -> Subject | None:
    """The device or protocol an address asks for; None where it asks for none."""
    for watched in Watched:
        name = str(asked.get(watched.value, ""))[:LONGEST_NAME]
        if name:
            return Subject(watched=watched, name=name)
    return None


def charted_of(asked: Any) -> Charted:
    """What it asks to be charted; recovery where it asks for nothing that is."""
    name = str(asked.get("charted", ""))
    return Charted(name) if name in set(Charted) else Charted.RECOVERY
