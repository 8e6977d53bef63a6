"""The message with the link to the questions before a visit: nothing clinical, only that they wait."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from enthesis.delivery.messages.gsm import in_gsm
from enthesis.delivery.messages.mail import From, Mail
from enthesis.delivery.messages.sms import Text


def as_mail(to: str, language: str, sender: From, *, link: str) -> Mail:
    with override(language):
        return Mail(
            to=to,
            subject=_("Before your visit – %(practice)s") % {"practice": sender.practice},
            body=_(
                "A few questions wait for you before your visit, and a list of what to bring or send. You "
                "can stop at any time and go on later:\n\n%(link)s\n\n"
                "The link is for you alone and asks for your date of birth. Answers are not read at once. "
                "In an emergency call 911.\n%(practice)s, %(telephone)s"
            )
            % {"link": link, "practice": sender.practice, "telephone": sender.telephone},
        )


def as_text(to: str, language: str, sender: From, *, link: str) -> Text:
    with override(language):
        said = _("%(practice)s: a few questions wait for you before your visit: %(link)s") % {
            "practice": sender.practice,
            "link": link,
        }
    return Text(to=to, body=in_gsm(said))
