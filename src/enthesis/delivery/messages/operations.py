"""What is written of an operation: its day and hospital, and whom to call. Nothing else of it."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from enthesis.delivery.messages.gsm import in_gsm
from enthesis.delivery.messages.mail import From, Mail
from enthesis.delivery.messages.sms import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """The day of an operation on the clock of its hospital. `visits`: some were booked to follow it."""

    on: date
    hospital: str
    visits: bool = False


def booked_by_mail(to: str, language: str, sender: From, planned: PlannedDay) -> Mail:
    with override(language):
        said = _("Your operation is planned for %(day)s at %(hospital)s.")
        return _mail(to, sender, planned, _("Your operation – %(practice)s"), said, _hospital_tells())


def moved_by_mail(to: str, language: str, sender: From, planned: PlannedDay) -> Mail:
    with override(language):
        said = _(
            "Your operation is now planned for %(day)s at %(hospital)s. The day and place told before do not "
            "hold."
        )
        subject = _("Your operation has another day or place – %(practice)s")
        return _mail(to, sender, planned, subject, said, _hospital_tells())


def cancelled_by_mail(to: str, language: str, sender: From, planned: PlannedDay) -> Mail:
    with override(language):
        said = (
            _(
                "Your operation on %(day)s at %(hospital)s is cancelled, and with it the visits that were "
                "to follow it."
            )
            if planned.visits
            else _("Your operation on %(day)s at %(hospital)s is cancelled.")
        )
        return _mail(to, sender, planned, _("Your operation is cancelled – %(practice)s"), said, "")


def booked_by_text(to: str, language: str, sender: From, planned: PlannedDay) -> Text:
    with override(language):
        said = _(
            "%(practice)s: your operation is planned for %(day)s, %(hospital)s. Questions: %(telephone)s"
        )
        return Text(to=to, body=in_gsm(said % _told(sender, planned)))


def moved_by_text(to: str, language: str, sender: From, planned: PlannedDay) -> Text:
    with override(language):
        said = _(
            "%(practice)s: your operation is now planned for %(day)s, %(hospital)s. Questions: %(telephone)s"
        )
        return Text(to=to, body=in_gsm(said % _told(sender, planned)))


def cancelled_by_text(to: str, language: str, sender: From, planned: PlannedDay) -> Text:
    with override(language):
        said = _(
            "%(practice)s: your operation on %(day)s, %(hospital)s, is cancelled. Questions: %(telephone)s"
        )
        return Text(to=to, body=in_gsm(said % _told(sender, planned)))


def _mail(to: str, sender: From, planned: PlannedDay, subject: str, said: str, then: str) -> Mail:
    call = _("If you have questions, please call %(telephone)s. In an emergency call 911.\n%(practice)s")
    told = _told(sender, planned)
    first = f"{said} {then}" if then else said
    return Mail(to=to, subject=subject % told, body=f"{first}\n\n{call}" % told)


def _hospital_tells() -> str:
    return _("The hospital tells you the time and how to prepare.")


def _told(sender: From, planned: PlannedDay) -> dict[str, str]:
    return {
        "day": date_format(planned.on, _("l j F Y")),
        "hospital": planned.hospital,
        "practice": sender.practice,
        "telephone": sender.telephone,
    }
