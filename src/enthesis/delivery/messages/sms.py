"""What a text message says, and handing it to whoever carries it.

As short as it can be: practice, office and time, in 160 letters of the telephone's alphabet where that goes.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from enthesis.delivery.calendar import CalendarVisit
from enthesis.delivery.messages import twilio
from enthesis.delivery.messages.gsm import in_gsm, is_within
from enthesis.delivery.messages.mail import From

MOST_PARTS = 2  # messages that one text with a link may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """`to` is a number in E.164 form."""

    to: str
    body: str


def request_received(to: str, language: str, sender: From) -> Text:
    with override(language):
        said = _(
            "%(practice)s: we have your request and will call you. It is not read at once; in an emergency "
            "call 911. %(telephone)s"
        ) % {"practice": sender.practice, "telephone": sender.telephone}
    return Text(to=to, body=in_gsm(said))


def visit_booked(to: str, language: str, visit: CalendarVisit, *, link: str = "") -> Text:
    """`link` is where the person moves or cancels it; it stands there where it fits in two messages."""
    with override(language):
        said = _("%(practice)s: your visit is on %(when)s, office %(office)s. Questions: %(telephone)s")
        return Text(to=to, body=_with_link(in_gsm(said % _told(visit)), link))


def visit_moved(to: str, language: str, visit: CalendarVisit, *, link: str = "") -> Text:
    """`link` as in `visit_booked`."""
    with override(language):
        said = _("%(practice)s: your visit is now on %(when)s, office %(office)s. Questions: %(telephone)s")
        return Text(to=to, body=_with_link(in_gsm(said % _told(visit)), link))


def visit_cancelled(to: str, language: str, visit: CalendarVisit) -> Text:
    with override(language):
        said = _(
            "%(practice)s: your visit on %(when)s, office %(office)s, is cancelled. Questions: %(telephone)s"
        )
        return Text(to=to, body=in_gsm(said % _told(visit)))


def visit_reminder(to: str, language: str, visit: CalendarVisit) -> Text:
    with override(language):
        said = _(
            "%(practice)s: a reminder of your visit on %(when)s, office %(office)s. %(telephone)s. "
            "STOP ends these texts."
        )
        return Text(to=to, body=in_gsm(said % _told(visit)))


def invitation(to: str, language: str, sender: From, *, link: str) -> Text:
    with override(language):
        said = _("%(practice)s: how are you doing? A few questions wait for you: %(link)s") % {
            "practice": sender.practice,
            "link": link,
        }
    return Text(to=to, body=in_gsm(said))


def is_offered() -> bool:
    """Whether this site sends text messages at all."""
    return bool(settings.ENTHESIS_SMS)


def send(text: Text, *, id: UUID) -> None:
    """Handed to the carrier of this site; raises what `failures` tells. `id` is that of the message."""
    match settings.ENTHESIS_SMS:
        case "twilio":
            twilio.send_text(text.to, text.body)
        case "file":
            _keep(text, id)
        case other:
            raise ValueError(f"ENTHESIS_SMS is {other!r}: it is twilio, file, or empty.")


def _with_link(body: str, link: str) -> str:
    if not link:
        return body
    longer = f"{body} " + in_gsm(_("To move or cancel: %(link)s") % {"link": link})
    return longer if is_within(longer, MOST_PARTS) else body


def _keep(text: Text, id: UUID) -> None:
    """A file in the data folder instead of a telephone that rings."""
    folder = Path(settings.DATA) / "sms"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / f"{id}.txt").write_text(f"To: {text.to}\n\n{text.body}\n", encoding="utf-8")


def _told(visit: CalendarVisit) -> dict[str, str]:
    return {
        "when": date_format(visit.wall_start, _("D, M j, g:i A")),
        "office": visit.office,
        "practice": visit.practice,
        "telephone": visit.telephone,
    }
