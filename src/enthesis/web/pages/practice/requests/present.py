from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import questions
from enthesis.domain.practice.referral import Request
from enthesis.web.shell.present import Button, day, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCard:
    name: str
    born: str
    side: str
    office: str
    reason: str
    reach: tuple[str, ...]
    flags: tuple[str, ...]
    received: str
    waited: str
    book: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsPage:
    cards: tuple[RequestCard, ...]


def present(practice: Practice, waiting: tuple[Request, ...], *, at: datetime) -> RequestsPage:
    return RequestsPage(cards=tuple(_card(practice, request, at) for request in waiting))


def _card(practice: Practice, request: Request, at: datetime) -> RequestCard:
    asked, office = request.asked, practice.office(request.asked.office)
    days = (at - request.received_at).days
    return RequestCard(
        name=asked.contact.name,
        born=day(asked.contact.birth_date),
        side=asked.side.value,
        office=office.name,
        reason=asked.reason,
        reach=tuple(way for way in (asked.contact.phone, asked.contact.email) if way),
        flags=tuple(_(question) for question in questions(request.red_flags)),
        received=moment(request.received_at, office.zone),
        waited="today" if days == 0 else f"{days} day{'s' if days > 1 else ''} ago",
        book=Button(
            label="Choose a time",
            href=reverse("practice:book", kwargs={"request_id": request.id}),
            primary=True,
        ),
    )
