from django import forms

from enthesis.domain.pathway.ended import LONGEST_WORDS, Ended, EndKind, ToldBy
from enthesis.web.shell.answers import day_field, text, to_choose
from enthesis.web.shell.forms import ActForm


class EndForm(ActForm):
    kind = to_choose("What ended", EndKind)
    on = day_field(
        "Day",
        help_text="The day of death, or on which the patient asked for it. Where nobody knows the day of "
        "death, the day on which the practice was told.",
    )
    day_unknown = forms.BooleanField(label="Nobody knows the day of death", required=False)
    told_by = to_choose("Who told the practice", ToldBy)
    reason = text("Words", help_text="They stay in the practice.", longest=LONGEST_WORDS)

    def end(self) -> Ended:
        """Raises Invalid for a death told by the patient, and for another end on a day that is not known."""
        told = self.cleaned_data
        return Ended(
            kind=told["kind"],
            on=told["on"],
            told_by=told["told_by"],
            reason=told["reason"],
            day_known=not told["day_unknown"],
        )
