"""One activity as told on a day: done before, able, since when, on which level, and why not."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.pathway.doing_again import LONGEST_NAME, ActivityScale, DoingAgain, Sort, WhyNot
from enthesis.web.shell.answers import day_field, one_of, text, to_choose, yes_no
from enthesis.web.shell.correcting import typed
from enthesis.web.shell.meant import MEANT, MeantForm


class DoingForm(MeantForm):
    sort = to_choose(_("What kind"), Sort)
    name = forms.CharField(
        label=_("Which one"),
        help_text=_("Such as walking, golf, or the kind of work."),
        max_length=LONGEST_NAME,
    )
    asked_on = day_field(_("Asked on"))
    within_year_before = yes_no(_("Done within the year before surgery"))
    able = yes_no(_("Able to do it again"))
    again_on = day_field(_("First done again on"), required=False)
    why_not = forms.MultipleChoiceField(
        label=_("Why not"),
        required=False,
        choices=[(why.value, why.label) for why in WhyNot],
        widget=forms.CheckboxSelectMultiple,
    )
    scale = one_of(_("Levels by"), ActivityScale, empty=_("No level was told"))
    before = forms.IntegerField(label=_("Level before"), required=False, min_value=0)
    now = forms.IntegerField(label=_("Level now"), required=False, min_value=0)
    comment = text(_("In the patient's words"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        scale = self.fields["scale"]
        scale.choices = [  # type: ignore[attr-defined]
            ("", _("No level was told")),
            *((s.value, f"{s.label} ({s.levels[0]} to {s.levels[1]})") for s in ActivityScale),
        ]

    def clean_why_not(self) -> frozenset[WhyNot]:
        return frozenset(WhyNot(why) for why in self.cleaned_data["why_not"])

    def told(self) -> DoingAgain:
        return DoingAgain(**{name: self.cleaned_data[name] for name in ASKED})


ASKED = (
    "sort",
    "name",
    "asked_on",
    "within_year_before",
    "able",
    "again_on",
    "why_not",
    "scale",
    "before",
    "now",
    "comment",
)
KEPT = frozenset({*ASKED, MEANT})


def begin_with(told: DoingAgain) -> Mapping[str, object]:
    """What is on record as its form shows it."""
    shown = {name: typed(getattr(told, name)) for name in ASKED if name not in ("why_not", "before", "now")}
    levels = {"before": told.before, "now": told.now}
    return {**shown, **levels, "why_not": [why.value for why in WhyNot if why in told.why_not]}
