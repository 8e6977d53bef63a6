"""A waiting list in a small practice: people with visits, free times, and a worker that is asked to look."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID
from zlib import crc32

from enthesis.actions import waiting as acts
from enthesis.actions.bookings import cancel_booking
from enthesis.actions.requests import request_consultation
from enthesis.actions.turns import serve_waiting_list
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.booking import Booking, Visit, Why
from enthesis.domain.practice.offer import Offer
from enthesis.domain.practice.referral import Asked
from enthesis.domain.practice.waiting import Subject, Wish
from enthesis.domain.terms import BookingId, RequestId
from enthesis.store import bookings, offers, waiting
from enthesis.store.practice import load_practice, save_practice
from tests.support.cases import AT, House, a_contact, a_visit, asked, practice_of

TEN = datetime(2027, 3, 9, 10, 0)  # noqa: DTZ001  a wall time, the day after AT
ANY = Wish(visit_type="consultation", notice=0)


def a_small_house(slug: str = "north", *, places: int = 1) -> House:
    """A practice that sees so many people a working day, from ten o'clock on."""
    site = practice_of(slug)
    closes = (TEN + timedelta(minutes=30 * places)).time()
    hours = (replace(session, opens=TEN.time(), closes=closes) for session in site.sessions)
    return House(save_practice(replace(site, sessions=tuple(hours)), at=AT))


def abolish(house: House, visit_type: str) -> None:
    """The practice file names this kind of visit no more."""
    site = load_practice(house.desk)
    kinds = tuple(kind for kind in site.visit_types if kind.slug != visit_type)
    save_practice(replace(site, visit_types=kinds), at=AT)


def on(days: int = 0, *, place: int = 0) -> Visit:
    """A consultation on the day after AT, or days later: the first of that day, or another."""
    return a_visit(TEN + timedelta(days=days, minutes=30 * place))


def told(family: str, *, agreed: Sequence[Reach] = (Reach.EMAIL,), born: int = 0) -> Asked:
    """Somebody of that name, with an address of their own, reached by mail unless said otherwise."""
    contact = a_contact(family, email=f"{family.lower()}@example.org")
    contact = replace(contact, agreed=tuple(agreed), birth_date=contact.birth_date + timedelta(days=born))
    contact = replace(contact, phone=f"+1201555{crc32(family.encode()) % 10000:04}")
    return replace(asked(family), contact=contact)


def a_holder(house: House, family: str, visit: Visit, *, agreed: Sequence[Reach] = (Reach.EMAIL,)) -> Booking:
    """Somebody whose request holds this visit."""
    request = request_consultation(
        house.desk, told(family, agreed=agreed), red_flags=frozenset(), visit=visit, at=AT
    ).subject
    held = bookings.find_held(house.desk, request)
    assert held is not None
    return held


def an_asker(house: House, family: str, *, agreed: Sequence[Reach] = (Reach.EMAIL,)) -> UUID:
    """A request without a time."""
    return request_consultation(
        house.visitor, told(family, agreed=agreed), red_flags=frozenset(), at=AT
    ).subject


def joins(house: House, who: Booking | UUID, wish: Wish = ANY, *, now: datetime = AT) -> UUID:
    """Their place on the list."""
    subject = (
        Subject(booking=BookingId(who.id)) if isinstance(who, Booking) else Subject(request=RequestId(who))
    )
    return acts.join_waiting_list(house.desk, subject, wish, at=now).subject


def cancels(house: House, booking: Booking, *, now: datetime = AT) -> None:
    newest = bookings.load_booking(house.desk, booking.id)
    cancel_booking(house.desk, newest.id, why=Why.PATIENT, read=newest.version, at=now)


def serve(house: House, *, now: datetime = AT) -> int:
    return serve_waiting_list(house.practice, at=now)


def open_offers(house: House) -> dict[UUID, Offer]:
    """What is on offer, by place on the list."""
    return {offer.waiting: offer for offer in offers.list_open_offers(house.desk)}


def the_offer(house: House) -> Offer:
    (offer,) = offers.list_open_offers(house.desk)
    return offer


def listed(house: House, *, now: datetime = AT) -> list[UUID]:
    return [one.id for one in waiting.list_waiting(house.desk, at=now)]
