"""A message before it is written: to whom, how urgent, and what may be in its way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enthesis.delivery.messages.mail import From, Mail
from enthesis.delivery.messages.sms import Text
from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.message import Sort
from enthesis.domain.practice.practice import Practice
from enthesis.store.scope import Scope
from enthesis.store.work import Leased

Write = Callable[[Reach], Mail | Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`write` gives its words for one way, only once it is certain that it leaves.

    `zone` is the clock of the send window, `visit` the visit it is about. `text_first`: where both ways are
    open it goes as a text message. `known_by` is until when they must know of what is no visit.
    `patient` is whose it is: nothing leaves once a death is on record.
    """

    contact: Contact
    sort: Sort
    zone: str
    write: Write
    visit: Visit | None = None
    subject: UUID | None = None
    text_first: bool = False
    known_by: datetime | None = None
    patient: UUID | None = None


Compose = Callable[[Scope, Practice, Leased, datetime], Draft | None]
"""What a message of one kind is now; None once what it was to tell no longer holds."""


def named(leased: Leased, name: str) -> UUID:
    """An identity that the body of a message names."""
    return UUID(str(leased.body[name]))


def sender(site: Practice) -> From:
    return From(practice=site.name, telephone=site.telephone)
