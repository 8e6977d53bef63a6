"""Each address with what it gets, in words, and the messages about this hip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.ended import Ended, may_be_written_to
from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.practice.message import Stop
from enthesis.store.contact_log import LogLine
from enthesis.store.messages import Logged, Stopped
from enthesis.store.recipients import Recipient
from enthesis.web.pages.practice.case_messages.form import WishForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.endings import end_marks
from enthesis.web.shell.messages_shown import MessageRow, rows
from enthesis.web.shell.present import Table, moment

Sent = tuple[Sequence[Logged], Mapping[UUID, Recipient]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One way to write to the patient. `is_stopped` where nothing is sent to it at all."""

    way: str
    address: str
    gets: str
    why: tuple[str, ...]
    is_stopped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMessagesPage:
    head: CaseHead
    form: WishForm
    addresses: tuple[Address, ...]
    may_stop: bool
    may_allow: bool
    messages: tuple[MessageRow, ...]
    log: Table | None
    marks: tuple[str, ...] = ()


def present(
    head: CaseHead,
    contact: Contact,
    stops: Mapping[Reach, tuple[Stopped, ...]],
    sent: Sent,
    log: Sequence[LogLine],
    form: WishForm,
    ends: Sequence[Ended] = (),
) -> CaseMessagesPage:
    has_died = not may_be_written_to(ends)
    told = {Reach.EMAIL: contact.email, Reach.TEXT: contact.phone}
    addresses = tuple(
        _address(way, address, contact, stops.get(way, ()), head.zone, has_died=has_died)
        for way, address in told.items()
        if address
    )
    return CaseMessagesPage(
        head=head,
        form=form,
        addresses=addresses,
        may_stop=not all(address.is_stopped for address in addresses),
        may_allow=any(stops.values()) and not has_died,
        messages=tuple(_told_of_end(row) if has_died else row for row in rows(*sent, zone=head.zone)),
        log=_log(log, head.zone),
        marks=end_marks(ends),
    )


def _told_of_end(row: MessageRow) -> MessageRow:
    """What waits of somebody who has died does not leave."""
    return replace(row, became=_("Is not sent: the patient has died")) if row.became == _("Waits") else row


def _log(found: Sequence[LogLine], zone: str) -> Table | None:
    """Each step of asking this person; None where nothing was asked."""
    if not found:
        return None
    return Table(
        caption=_("What was asked of this patient, and what came of it"),
        header=(_("When"), _("Step"), _("About")),
        rows=tuple((moment(one.at, zone), one.step.label, _told(one)) for one in found),
    )


def _told(one: LogLine) -> str:
    """By which way, or of which milestone and form, or what became of a call and who called."""
    milestone = milestone_called(one.about).title if one.about else ""
    form = load_instrument(one.instrument).title if one.instrument else ""
    call = one.outcome.label if one.outcome else ""
    way = one.way.label if one.way else ""
    return ", ".join(filter(None, (way, milestone, form, call, one.by_name))) or "–"


def _address(
    way: Reach, address: str, contact: Contact, stops: tuple[Stopped, ...], zone: str, *, has_died: bool
) -> Address:
    is_stopped = has_died or any(stop.what is Stop.ALL for stop in stops)
    return Address(
        way=way.label,
        address=address,
        gets=_gets(way, contact, is_stopped=is_stopped, reminded=not stops),
        why=tuple(f"{stop.why.label}, {moment(stop.at, zone)}" for stop in stops),
        is_stopped=is_stopped,
    )


def _gets(way: Reach, contact: Contact, *, is_stopped: bool, reminded: bool) -> str:
    if is_stopped:
        return _("Nothing is sent to it.")
    if not reminded:
        return _("News of visits, no reminders.")
    if way in contact.agreed:
        return _("News of visits and reminders.")
    if way is Reach.EMAIL:
        return _("News of visits. The patient has not agreed to reminders by mail.")
    return _("Only answers. The patient has not agreed to text messages.")
