"""What is written to those who are followed: that a few questions wait, and nothing of what about."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from enthesis.delivery.messages.gsm import in_gsm
from enthesis.delivery.messages.mail import From, Mail
from enthesis.delivery.messages.sms import Text
from enthesis.domain.pathway.contact.asked import Kind

IN_PARTS = "time"  # the wording that begins with how it can be answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Which message it is, in which words, and where the questions are."""

    kind: Kind
    link: str
    wording: str = "usual"


def by_mail(to: str, language: str, sender: From, asking: Asking, *, stop_link: str) -> Mail:
    with override(language):
        told = {"link": asking.link, "practice": sender.practice, "telephone": sender.telephone}
        end = _(
            "The link is for you alone and asks for your date of birth. Answers are not read at once. In an "
            "emergency call 911.\n%(practice)s, %(telephone)s"
        )
        declined = _("If you want no more reminders: %(link)s") % {"link": stop_link}
        return Mail(
            to=to,
            subject=_subject(asking) % told,
            body="\n\n".join((_asks(asking) % told, asking.link, end % told, declined)),
            stop_link=stop_link,
        )


def by_text(to: str, language: str, sender: From, asking: Asking) -> Text:
    with override(language):
        told = {"practice": sender.practice, "link": asking.link}
        match asking.kind:
            case Kind.BEGUN:
                said = _("%(practice)s: what you answered is kept. The rest waits for you: %(link)s")
            case Kind.REMINDER:
                said = _("%(practice)s: a few questions still wait for you: %(link)s")
            case _ if asking.wording == IN_PARTS:
                said = _("%(practice)s: a few questions, in parts if you like: %(link)s")
            case _:
                said = _("%(practice)s: a few questions wait for you: %(link)s")
        return Text(to=to, body=in_gsm(f"{said % told} {_('STOP ends these texts.')}"))


def _subject(asking: Asking) -> str:
    if asking.kind is Kind.BEGUN:
        return _("The rest of your answers – %(practice)s")
    if asking.kind is Kind.REMINDER:
        return _("A few questions still wait – %(practice)s")
    return _("A few questions – %(practice)s")


def _asks(asking: Asking) -> str:
    match asking.kind:
        case Kind.BEGUN:
            said = _("You had begun to answer our questions. What you answered is kept; the rest waits here:")
        case Kind.REMINDER:
            said = _("We asked you a few questions and have no answers yet. They still wait for you here:")
        case _:
            said = _("A few questions wait for you here:")
    if asking.wording == IN_PARTS:
        parts = _("You can answer in parts, whenever it suits you, on any device.")
        return f"{parts} {said}"
    return said
