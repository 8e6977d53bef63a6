"""What a message says, and handing it to the mail server."""

from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from enthesis.delivery.calendar import CalendarFile, CalendarVisit, Method, calendar_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    to: str
    subject: str
    body: str
    calendar: CalendarFile | None = None


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


def visit_booked(to: str, language: str, sender: From, visit: CalendarVisit) -> Mail:
    with override(language):
        return Mail(
            to=to,
            subject=_("Your visit – %(practice)s") % {"practice": sender.practice},
            body=_(
                "Your visit is booked for %(when)s at our office %(office)s.\n\n"
                "If you cannot come, please call %(telephone)s. In an emergency call 911.\n%(practice)s"
            )
            % _told(visit),
            calendar=calendar_file(visit, Method.REQUEST),
        )


def visit_moved(to: str, language: str, sender: From, visit: CalendarVisit) -> Mail:
    with override(language):
        return Mail(
            to=to,
            subject=_("Your visit has another time – %(practice)s") % {"practice": sender.practice},
            body=_(
                "Your visit is now on %(when)s at our office %(office)s. The earlier time does not hold.\n\n"
                "If you cannot come, please call %(telephone)s. In an emergency call 911.\n%(practice)s"
            )
            % _told(visit),
            calendar=calendar_file(visit, Method.REQUEST),
        )


def visit_cancelled(to: str, language: str, sender: From, visit: CalendarVisit) -> Mail:
    with override(language):
        return Mail(
            to=to,
            subject=_("Your visit is cancelled – %(practice)s") % {"practice": sender.practice},
            body=_(
                "Your visit on %(when)s at our office %(office)s is cancelled.\n\n"
                "For another time please call %(telephone)s. In an emergency call 911.\n%(practice)s"
            )
            % _told(visit),
            calendar=calendar_file(visit, Method.CANCEL),
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
    """Handed to the mail server; raises what the server raises, so that the worker tries again.

    A calendar file goes as one more form of the same message, which calendars act on by themselves, and as a
    file for those that do not.
    """
    message = EmailMultiAlternatives(subject=mail.subject, body=mail.body, to=[mail.to])
    if mail.calendar is not None:
        text, method = mail.calendar.text, mail.calendar.method.value
        message.attach_alternative(text, f"text/calendar; method={method}")
        message.attach("visit.ics", text.encode(), "application/ics")
    message.send(fail_silently=False)


def _told(visit: CalendarVisit) -> dict[str, str]:
    """What every message of a visit says, in the language in force."""
    return {
        "when": date_format(visit.wall_start, _("l j F Y, H:i")),
        "office": visit.office,
        "practice": visit.practice,
        "telephone": visit.telephone,
    }
