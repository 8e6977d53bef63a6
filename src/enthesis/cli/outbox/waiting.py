"""What is told to people on the waiting list. The link of each message is made as it leaves."""

from datetime import datetime

from django.conf import settings

from enthesis.actions.offers import way_to
from enthesis.actions.waiting_links import issue_waiting_link
from enthesis.cli.outbox.draft import Draft, named, sender
from enthesis.delivery.messages import mail, sms
from enthesis.delivery.messages import offers as words
from enthesis.domain.errors import NotFound
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.message import Sort
from enthesis.domain.practice.offer import Way
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import WaitingId
from enthesis.store import offers, waiting
from enthesis.store.scope import Scope
from enthesis.store.work import Leased


def joined(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    """None for who has left the list."""
    try:
        who = waiting.load_waiting(scope, named(leased, "waiting"), at=at)
    except NotFound:
        return None
    to, is_called = waiting.reach_of_waiting(scope, who), way_to(scope, who) is Way.CALL

    def write(way: Reach) -> mail.Mail | sms.Text:
        link = _link(scope, who.id, at)
        if way is Reach.EMAIL:
            told = {"has_time": who.has is not None, "is_called": is_called}
            return words.joined_by_mail(to.email, to.language, sender(site), link=link, **told)
        return words.joined_by_text(to.phone, to.language, sender(site), link=link)

    zone = site.office(who.wish.offices[0]).zone if who.wish.offices else site.offices[0].zone
    return Draft(contact=to, sort=Sort.ANSWER, zone=zone, write=write, patient=who.patient)


def offered(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    """None once the offer is over."""
    offer = offers.load_offer(scope, named(leased, "offer"))
    if not offer.is_open or offer.until <= at:
        return None
    who = waiting.load_waiting(scope, offer.waiting, at=at)
    to = waiting.reach_of_waiting(scope, who)
    visit = offer.visit

    def write(way: Reach) -> mail.Mail | sms.Text:
        held = words.HeldTime(
            office=site.office(visit.office).name,
            wall_start=visit.wall_start,
            wall_until=offer.wall_until,
            link=_link(scope, offer.waiting, at),
            is_earlier=who.has is not None,
        )
        if way is Reach.EMAIL:
            return words.offer_by_mail(to.email, to.language, sender(site), held)
        return words.offer_by_text(to.phone, to.language, sender(site), held)

    return Draft(
        contact=to,
        sort=Sort.OFFER,
        zone=visit.zone,
        write=write,
        visit=visit,
        subject=offer.id,
        patient=who.patient,
    )


def _link(scope: Scope, who: WaitingId, at: datetime) -> str:
    token = issue_waiting_link(scope, who, at=at).secret
    return f"{settings.ENTHESIS_ORIGIN}/w/{token}/"
