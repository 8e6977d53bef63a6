"""What it means to stop research, and to stop being asked, in words for the patient."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.pathway.ended import EndKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    title: str
    does: tuple[str, ...]
    does_not: tuple[str, ...]
    again: str
    button: str


def meaning_of(kind: EndKind) -> Meaning:
    if kind is EndKind.WITHDREW_RESEARCH:
        return Meaning(
            title=_("Research with my records"),
            does=(
                _("From now on your records are left out whenever we prepare records for research."),
                _("No study that is counted after that has you in it."),
            ),
            does_not=(
                _("Your care goes on as before, and your questions, too."),
                _("Numbers that were counted or published before stay: nobody can take you out of them."),
                _("Your record here stays."),
            ),
            again=_("To take part again, talk to the practice: it needs your consent anew."),
            button=_("Stop research with my records"),
        )
    return Meaning(
        title=_("Questions about how I am"),
        does=(
            _("We do not ask you any more how you are: no invitation, no reminder, no call for it."),
            _("Questions that wait for you are closed, with what you answered so far."),
        ),
        does_not=(
            _("Your care goes on as before."),
            _("Messages about your visits still come."),
            _("What you answered before stays."),
        ),
        again=_("To be asked again, tell the practice."),
        button=_("Do not ask me any more"),
    )
