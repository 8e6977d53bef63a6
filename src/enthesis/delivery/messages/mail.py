"""What a mail says, and handing it to the mail server."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from enthesis.delivery.calendar import CalendarFile, CalendarVisit, Method, calendar_file
from enthesis.delivery.messages.smtp import hand_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """`stop_link` is where more of its kind are declined, empty for what may not be."""

    to: str
    subject: str
    body: str
    calendar: CalendarFile | None = None
    stop_link: str = ""


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


def something_waits(to: str, sender: From, *, link: str) -> Mail:
    """To the practice itself: who or what waits is read after signing in."""
    return Mail(
        to=to,
        subject=f"Something waits – {sender.practice}",
        body=f"Something waits longer than was agreed. Sign in to read it:\n\n{link}",
    )


def visit_booked(to: str, language: str, sender: From, visit: CalendarVisit, *, link: str = "") -> Mail:
    """`link` is where the person moves or cancels it; empty where there is none."""
    with override(language):
        said = _(
            "Your visit is booked for %(when)s at our office %(office)s.\n\n"
            "If you cannot come, please call %(telephone)s. In an emergency call 911.\n%(practice)s"
        )
        return Mail(
            to=to,
            subject=_("Your visit – %(practice)s") % {"practice": sender.practice},
            body=_paragraphs(said % _told(visit), _change_it(link)),
            calendar=calendar_file(visit, Method.REQUEST),
        )


def visit_moved(to: str, language: str, sender: From, visit: CalendarVisit, *, link: str = "") -> Mail:
    """`link` as in `visit_booked`."""
    with override(language):
        said = _(
            "Your visit is now on %(when)s at our office %(office)s. The earlier time does not hold.\n\n"
            "If you cannot come, please call %(telephone)s. In an emergency call 911.\n%(practice)s"
        )
        return Mail(
            to=to,
            subject=_("Your visit has another time – %(practice)s") % {"practice": sender.practice},
            body=_paragraphs(said % _told(visit), _change_it(link)),
            calendar=calendar_file(visit, Method.REQUEST),
        )


def visit_reminder(
    to: str, language: str, sender: From, visit: CalendarVisit, *, stop_link: str, link: str = ""
) -> Mail:
    """A reminder brings no calendar file: nothing has changed since the one before. `link` as above."""
    with override(language):
        said = _(
            "A reminder: your visit is on %(when)s at our office %(office)s.\n\n"
            "If you cannot come, please call %(telephone)s. In an emergency call 911.\n%(practice)s"
        )
        declined = _("If you want no more reminders: %(link)s") % {"link": stop_link}
        return Mail(
            to=to,
            subject=_("A reminder of your visit – %(practice)s") % {"practice": sender.practice},
            body=_paragraphs(said % _told(visit), _change_it(link), declined),
            stop_link=stop_link,
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


def send(mail: Mail, *, id: UUID) -> None:
    """Handed to the mail server; raises what `failures` tells, so that the worker tries again.

    A calendar file goes as one more form of the same message, which calendars act on by themselves, and as a
    file for those that do not. The same `id` is the same message: one that arrives twice is known by it.
    """
    message = EmailMultiAlternatives(
        subject=mail.subject, body=mail.body, to=[mail.to], headers=_headers(mail, id)
    )
    if mail.calendar is not None:
        text, method = mail.calendar.text, mail.calendar.method.value
        message.attach_alternative(text, f"text/calendar; method={method}")
        message.attach("visit.ics", text.encode(), "application/ics")
    hand_over(message)


def _headers(mail: Mail, id: UUID) -> dict[str, str]:
    """The message's own id, that no machine need answer, and how more are declined (RFC 8058)."""
    home = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    told = {"Message-ID": f"<{id}@{home}>", "Auto-Submitted": "auto-generated"}
    if mail.stop_link:
        told["List-Unsubscribe"] = f"<{mail.stop_link}>"
        told["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return told


def _paragraphs(*said: str) -> str:
    return "\n\n".join(one for one in said if one)


def _change_it(link: str) -> str:
    return _("To move or to cancel the visit yourself: %(link)s") % {"link": link} if link else ""


def _told(visit: CalendarVisit) -> dict[str, str]:
    """What every message of a visit says, in the language in force."""
    return {
        "when": date_format(visit.wall_start, _("l j F Y, g:i A")),
        "office": visit.office,
        "practice": visit.practice,
        "telephone": visit.telephone,
    }
