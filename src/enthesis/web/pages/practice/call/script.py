"""What a caller says who asks for answers, in the language of the patient."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from enthesis.domain.practice.practice import Practice
from enthesis.store.contacts import Followed
from enthesis.web.shell.answer_calls import language_of
from enthesis.web.shell.tags import phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What the caller says, in the language of the patient; none of it tells what is asked about."""

    language: str
    code: str
    greeting: str
    birth_date: str
    asks: str
    later: str
    somebody_else: str
    voicemail: str


def script_of(who: Followed, site: Practice, *, caller: str) -> Script:
    with override(who.contact.language):
        told = {
            "caller": caller,
            "practice": site.name,
            "patient": who.contact.name,
            "telephone": phone(site.telephone),
        }
        return Script(
            language=language_of(who.contact.language),
            code=who.contact.language,
            greeting=_("Good day, this is %(caller)s from %(practice)s. May I speak with %(patient)s?")
            % told,
            birth_date=_("Before we go on: would you please tell me your date of birth?"),
            asks=_("A few questions wait for you. May I ask them now? You may stop at any time."),
            later=_("When may I call you again, and at what time of day are you best reached?"),
            somebody_else=_("Thank you. I will call again."),
            voicemail=_(
                "Good day, this is %(caller)s from %(practice)s with a message for %(patient)s. Please call "
                "us at %(telephone)s. Thank you."
            )
            % told,
        )
