"""The practice's own address is told that something waits: no name, no number, no clinical word."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from enthesis.cli.outbox.draft import Draft, sender
from enthesis.delivery.messages import mail
from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.practice.message import Sort
from enthesis.domain.practice.practice import Practice
from enthesis.store.attention import list_attention
from enthesis.store.scope import Scope
from enthesis.store.work import Leased

NOBODY = date(1900, 1, 1)  # a practice has no birth date, and everybody who is written to has one


def overdue(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    """None once nothing is overdue, or the practice names no address."""
    to, zone = site.follow_up.overdue_to, site.offices[0].zone
    today = at.astimezone(ZoneInfo(zone)).date()
    if not to or not list_attention(scope, due_before=today):
        return None
    contact = Contact(given=site.name, family="Practice", birth_date=NOBODY, email=to, agreed=(Reach.EMAIL,))

    def write(way: Reach) -> mail.Mail:
        return mail.something_waits(to, sender(site), link=f"{settings.ENTHESIS_ORIGIN}/practice/")

    return Draft(contact=contact, sort=Sort.NEWS, zone=zone, write=write)
