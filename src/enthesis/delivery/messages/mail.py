"""What a message says, and handing it to the mail server."""

from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """The practice a message comes from."""

    practice: str
    telephone: str


def request_received(to: str, language: str, sender: From) -> Mail:
    with override(language):
        return Mail(
            to=to,
            subject=_("We have your request – %(practice)s") % {"practice": sender.practice},
            body=_(
                "Thank you. The front desk will call or write to you to agree on a time.\n\n"
                "Messages are not read at once. In an emergency call 911.\n%(practice)s, %(telephone)s"
            )
            % {"practice": sender.practice, "telephone": sender.telephone},
        )


def visit_booked(to: str, language: str, sender: From, *, when: str, office: str) -> Mail:
    with override(language):
        return Mail(
            to=to,
            subject=_("Your visit – %(practice)s") % {"practice": sender.practice},
            body=_(
                "Your visit is booked for %(when)s at our office %(office)s.\n\n"
                "If you cannot come, please call %(telephone)s. In an emergency call 911.\n%(practice)s"
            )
            % {"when": when, "office": office, "practice": sender.practice, "telephone": sender.telephone},
        )


def invitation(to: str, language: str, sender: From, *, link: str) -> Mail:
    with override(language):
        return Mail(
            to=to,
            subject=_("A few questions – %(practice)s") % {"practice": sender.practice},
            body=_(
                "How are you doing? A few questions wait for you here; they take about three "
                "minutes:\n\n%(link)s\n\n"
                "The link is for you alone and asks for your date of birth. Answers are not read at once. "
                "In an emergency call 911.\n%(practice)s, %(telephone)s"
            )
            % {"link": link, "practice": sender.practice, "telephone": sender.telephone},
        )


def send(mail: Mail) -> None:
    """Handed to the mail server; raises what the server raises, so that the worker tries again."""
    EmailMessage(subject=mail.subject, body=mail.body, to=[mail.to]).send(fail_silently=False)
