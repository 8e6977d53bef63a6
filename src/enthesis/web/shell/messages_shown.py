"""How messages to patients are told to staff: which one, to whom, by which way, what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.message import Event
from enthesis.domain.practice.reminders import KIND
from enthesis.store.messages import Logged
from enthesis.store.recipients import Recipient
from enthesis.web.shell.present import moment, words

KINDS = {
    "request_received": gettext_noop("Request received"),
    "visit_booked": gettext_noop("Visit booked"),
    "visit_moved": gettext_noop("Visit moved"),
    "visit_cancelled": gettext_noop("Visit cancelled"),
    "operation_booked": gettext_noop("Operation booked"),
    "operation_moved": gettext_noop("Operation moved"),
    "operation_cancelled": gettext_noop("Operation cancelled"),
    "invitation": gettext_noop("Invitation to answer"),
    "follow_up": gettext_noop("Questions of the follow-up"),
    "intake_invited": gettext_noop("Questions before the visit"),
    "waiting_joined": gettext_noop("On the waiting list"),
    "offer": gettext_noop("Earlier time offered"),
    "attention_overdue": gettext_noop("To the practice: answers are overdue"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """One message. `submit_key` is that of the buttons beside it, where it has any."""

    id: UUID
    what: str
    name: str
    href: str
    reach: tuple[str, ...]
    when: str
    became: str
    submit_key: str


def rows(
    shown: Sequence[Logged], recipients: Mapping[UUID, Recipient], *, zone: str
) -> tuple[MessageRow, ...]:
    return tuple(_row(one, recipients.get(one.id), zone) for one in shown)


def _row(message: Logged, to: Recipient | None, zone: str) -> MessageRow:
    return MessageRow(
        id=message.id,
        what=kind_in_words(message.kind),
        name=to.contact.name if to else _("Not known any more"),
        href=_href(to),
        reach=tuple(way for way in (to.contact.phone, to.contact.email) if way) if to else (),
        when=moment(message.due_at, zone),
        became=became(message, zone),
        submit_key=str(uuid4()),
    )


def kind_in_words(kind: str) -> str:
    """What a message is, for people."""
    if kind.startswith(KIND):
        return _reminder(kind.removeprefix(KIND))
    return _(KINDS[kind]) if kind in KINDS else words(kind)


def became(message: Logged, zone: str) -> str:
    """What became of a message, its last event first in words."""
    last = message.last
    if last is None:
        return _("Waits") if message.status in ("waiting", "leased") else _("Left before this was recorded")
    told = {"when": moment(last.at, zone), "way": last.way.label if last.way else "", "why": last.why}
    match last.event:
        case Event.SENT:
            return _sent(message, told)
        case Event.BOUNCED:
            return _("%(way)s came back (%(why)s)") % told
        case Event.FAILED:
            tries = sum(e.event is Event.FAILED for e in message.events)
            return _("Tried %(n)s, last %(when)s (%(why)s)") % {**told, "n": _times(tries)}
        case Event.MOOT:
            return _moot(last.why)
        case Event.NO_WAY:
            return _("Nothing reaches this person")
        case Event.DEAD:
            return _("Failed at every try, last %(when)s (%(why)s)") % told
        case Event.TRIED_AGAIN:
            return _("Tried again since %(when)s") % told
        case Event.GIVEN_UP:
            return _("Given up %(when)s") % told


def _moot(why: str) -> str:
    """Why a message did not leave that had nothing more to tell, or was dropped by a rule."""
    match why:
        case "near":
            return _(
                "Not sent: another message of this visit left within twelve hours before, or it was too late"
            )
        case "withdrawn":
            return _("Not sent: the visit changed, or was said to have begun")
        case _:
            return _("Not sent: what it was to tell no longer held")


def _sent(message: Logged, told: dict[str, str]) -> str:
    came_back = [e.way for e in message.events if e.event is Event.BOUNCED and e.way]
    sent = _("%(way)s, %(when)s") % told
    if not came_back:
        return sent
    return _("%(sent)s, after %(way)s came back") % {"sent": sent, "way": _lower(came_back[0])}


def _lower(way: Reach) -> str:
    return way.label[:1].lower() + way.label[1:]


def _times(count: int) -> str:
    return ngettext("once", "%(count)d times", count) % {"count": count}


def _reminder(ahead: str) -> str:
    number = int(ahead[:-1])
    if ahead.endswith("h"):
        told = ngettext("Reminder, an hour ahead", "Reminder, %(n)d hours ahead", number)
    else:
        told = ngettext("Reminder, a day ahead", "Reminder, %(n)d days ahead", number)
    return told % {"n": number}


def _href(to: Recipient | None) -> str:
    if to is None:
        return ""
    return reverse("practice:case", kwargs={"case_id": to.case}) if to.case else reverse("practice:requests")
