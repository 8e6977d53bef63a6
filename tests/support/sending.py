"""What left the house by mail and by text, and who agreed to what."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import mail
from django.db.models import Min

from enthesis.cli.outbox.send import send_due_messages
from enthesis.domain.people.patient import Reach
from enthesis.store.codec import encode
from enthesis.store.models import ContactRow, OutboxRow, RequestRow

BOTH = (Reach.EMAIL, Reach.TEXT)


@dataclass(frozen=True)
class Left:
    """One message that left: by which way, to whom, what it said, of which kind, and when."""

    way: Reach
    to: str
    subject: str
    body: str
    kind: str
    at: datetime
    id: UUID


def agree(*ways: Reach) -> None:
    """Everybody who is known agrees to be reached by these ways."""
    for table in (ContactRow, RequestRow):
        table._default_manager.update(agreed=encode(ways))


def send(at: datetime) -> list[Left]:
    """What leaves at this moment."""
    return list(_new(lambda: send_due_messages(at=at), at))


def walk(first: datetime, last: datetime) -> list[Left]:
    """What leaves while the clock goes from one moment to another; it stops wherever something is due."""
    left, at = [], first
    while at <= last:
        left += send(at)
        due = OutboxRow.objects.filter(status="waiting").aggregate(next=Min("due_at"))["next"]
        if due is None:
            break
        at = max(due, at + timedelta(seconds=1))
    return left


def _new(act: Callable[[], Any], at: datetime) -> Iterator[Left]:
    mails, texts = len(mail.outbox), set(_texts())
    act()
    for message in mail.outbox[mails:]:
        message_id = UUID(str(message.extra_headers["Message-ID"]).strip("<>").partition("@")[0])
        yield Left(
            Reach.EMAIL,
            message.to[0],
            str(message.subject),
            str(message.body),
            _kind(message_id),
            at,
            message_id,
        )
    for file in sorted(set(_texts()) - texts):
        to, _, body = file.read_text(encoding="utf-8").partition("\n\n")
        message_id = UUID(file.stem)
        yield Left(Reach.TEXT, to.removeprefix("To: "), "", body.strip(), _kind(message_id), at, message_id)


def _kind(message: UUID) -> str:
    return OutboxRow.objects.get(id=message).kind


def _texts() -> list[Path]:
    return list((Path(settings.DATA) / "sms").glob("*.txt"))
