from enthesis.domain.pathway.ended import LONGEST_WORDS, Ended, EndKind, ToldBy
from enthesis.web.shell.answers import day_field, text, to_choose
from enthesis.web.shell.forms import ActForm


class EndForm(ActForm):
    kind = to_choose("What ended", EndKind)
    on = day_field("Day", help_text="The day of death, or the day on which the patient asked for it.")
    told_by = to_choose("Who told the practice", ToldBy)
    reason = text("Words", help_text="They stay in the practice.", longest=LONGEST_WORDS)

    def end(self) -> Ended:
        told = self.cleaned_data
        return Ended(kind=told["kind"], on=told["on"], told_by=told["told_by"], reason=told["reason"])
