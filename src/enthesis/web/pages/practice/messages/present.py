"""Messages sorted by what a person has to do about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from enthesis.domain.practice.message import Event
from enthesis.store.messages import Logged
from enthesis.store.recipients import Recipient
from enthesis.web.pages.practice.messages.form import SettleForm
from enthesis.web.shell.messages_shown import MessageRow, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What was loaded."""

    failed: tuple[Logged, ...]
    waiting: tuple[Logged, ...]
    settled: tuple[Logged, ...]

    @property
    def all(self) -> tuple[Logged, ...]:
        return (*self.failed, *self.waiting, *self.settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesPage:
    """`more` says that some are not shown; empty where all are."""

    form: SettleForm
    failed: tuple[MessageRow, ...]
    unreached: tuple[MessageRow, ...]
    waiting: tuple[MessageRow, ...]
    sent: tuple[MessageRow, ...]
    more: str


def present(
    shown: Shown, recipients: Mapping[UUID, Recipient], form: SettleForm, *, zone: str, most: int
) -> MessagesPage:
    def of(event: Event) -> tuple[MessageRow, ...]:
        chosen = [m for m in shown.settled if m.last is not None and m.last.event is event]
        return rows(chosen, recipients, zone=zone)

    is_cut = any(len(part) >= most for part in (shown.failed, shown.waiting, shown.settled))
    return MessagesPage(
        form=form,
        failed=rows(shown.failed, recipients, zone=zone),
        unreached=of(Event.NO_WAY),
        waiting=rows(shown.waiting, recipients, zone=zone),
        sent=of(Event.SENT),
        more=_("Only the latest %(most)d of each are shown.") % {"most": most} if is_cut else "",
    )
