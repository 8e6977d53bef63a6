"""What is written to people on the waiting list: that they are on it, and that a time is held for them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from enthesis.delivery.messages.gsm import in_gsm
from enthesis.delivery.messages.mail import From, Mail
from enthesis.delivery.messages.sms import Text


def joined_by_mail(
    to: str, language: str, sender: From, *, has_time: bool, is_called: bool, link: str
) -> Mail:
    """`has_time`: they have a visit, and wait for an earlier one. `is_called`: they agreed to no message."""
    with override(language):
        return Mail(
            to=to,
            subject=_("You are on the waiting list – %(practice)s") % {"practice": sender.practice},
            body=_told_how(has_time=has_time, is_called=is_called)
            + " "
            + _(
                "It is then held for you for two hours.\n\n"
                "To see what you wait for, or to leave the list: %(link)s\n\n"
                "The link asks for the date of birth. Messages are not read at once. In an emergency call "
                "911.\n%(practice)s, %(telephone)s"
            )
            % {"link": link, "practice": sender.practice, "telephone": sender.telephone},
        )


def _told_how(*, has_time: bool, is_called: bool) -> str:
    if is_called:
        return (
            _("We call you when an earlier time is free.")
            if has_time
            else _("We call you when a time is free.")
        )
    if has_time:
        return _("We write to you when an earlier time is free.")
    return _("We write to you when a time is free.")


def joined_by_text(to: str, language: str, sender: From, *, link: str) -> Text:
    with override(language):
        said = _("%(practice)s: you are on the waiting list. To see it or to leave it: %(link)s")
        return Text(to=to, body=in_gsm(said % {"practice": sender.practice, "link": link}))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTime:
    """A time that is held, with both times as the clock of the office shows them.

    `is_earlier` than a time they have.
    """

    office: str
    wall_start: datetime
    wall_until: datetime
    link: str
    is_earlier: bool


def offer_by_mail(to: str, language: str, sender: From, held: HeldTime) -> Mail:
    with override(language):
        free = (
            _("An earlier time is free for you: %(when)s at our office %(office)s.")
            if held.is_earlier
            else _("A time is free for you: %(when)s at our office %(office)s.")
        )
        said = _(
            "It is held for you until %(until)s, on the clock of the office. To take it or to decline: "
            "%(link)s\n\n"
            "If you do nothing, everything stays as it is. The link asks for the date of birth. In an "
            "emergency call 911.\n%(practice)s, %(telephone)s"
        )
        subject = (
            _("An earlier time is free – %(practice)s")
            if held.is_earlier
            else _("A time is free – %(practice)s")
        )
        return Mail(
            to=to,
            subject=subject % {"practice": sender.practice},
            body=f"{free}\n\n{said}" % _told(sender, held, _("l j F Y, g:i A")),
        )


def offer_by_text(to: str, language: str, sender: From, held: HeldTime) -> Text:
    with override(language):
        said = (
            _(
                "%(practice)s: an earlier time is free: %(when)s, office %(office)s. Held until %(until)s. "
                "%(link)s"
            )
            if held.is_earlier
            else _(
                "%(practice)s: a time is free: %(when)s, office %(office)s. Held until %(until)s. %(link)s"
            )
        )
        return Text(to=to, body=in_gsm(said % _told(sender, held, _("D, M j, g:i A"))))


def _told(sender: From, held: HeldTime, form: str) -> dict[str, str]:
    return {
        "practice": sender.practice,
        "telephone": sender.telephone,
        "office": held.office,
        "when": date_format(held.wall_start, form),
        "until": date_format(held.wall_until, form),
        "link": held.link,
    }
