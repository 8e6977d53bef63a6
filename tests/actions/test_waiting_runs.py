"""Whatever people do and however time passes, the list keeps its promises."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

import pytest

from enthesis.actions import offers as acts
from enthesis.actions.bookings import cancel_booking
from enthesis.actions.requests import book_consultation
from enthesis.actions.waiting import leave_waiting_list
from enthesis.domain.errors import Problem
from enthesis.domain.people.matching import NewPatient
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.booking import Booking, Why
from enthesis.domain.practice.message import Event
from enthesis.domain.practice.offer import Offer
from enthesis.domain.practice.send_window import is_open
from enthesis.domain.practice.waiting import Waiting
from enthesis.domain.terms import Role
from enthesis.store import bookings, offers, waiting
from enthesis.store.messages import save_event
from enthesis.store.models import OfferRow, OutboxRow, TickRow
from tests.support.cases import AT, ZONE
from tests.support.waiting import ANY, a_holder, a_small_house, an_asker, joins, on, serve

pytestmark = pytest.mark.django_db

Thing = TypeVar("Thing")

STEPS = 40
DAYS = [day for day in range(-1, 12) if day not in (4, 5, 11, 12)]  # the weekdays around AT


class Run:
    """One practice, and one thing after the other that somebody does."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311
        self.house, self.now, self.people = a_small_house(places=2), AT, 0
        for day in DAYS[:4]:
            self._holds(day)

    def step(self) -> None:
        what: Callable[[], object] = self.chance.choice(
            [
                self.time_passes,
                self.time_passes,
                self.somebody_cancels,
                self.somebody_joins,
                self.somebody_joins,
                self.somebody_answers,
                self.somebody_answers,
                self.somebody_leaves,
                self.the_desk_books,
                self.the_desk_calls,
            ]
        )
        self.now += timedelta(minutes=1)
        with suppress(Problem):
            what()
        self.look()

    def time_passes(self) -> None:
        self.now += timedelta(minutes=self.chance.choice((5, 30, 90, 200, 600)))

    def somebody_cancels(self) -> None:
        standing = bookings.list_bookings(self.house.desk, self.now, self.now + timedelta(days=30))
        one = self._any(standing)
        cancel_booking(self.house.desk, one.id, why=Why.PATIENT, read=one.version, at=self.now)

    def somebody_joins(self) -> None:
        wish = replace(ANY, notice=self.chance.choice((0, 0, 24)))
        if self.chance.random() < 0.3:
            joins(self.house, an_asker(self.house, self._name(), agreed=self._agreed()), wish, now=self.now)
        else:
            joins(self.house, self._holds(self.chance.choice(DAYS[2:])), wish, now=self.now)

    def somebody_answers(self) -> None:
        offer = self._one_on_offer()
        answer = self.chance.choice((acts.accept_offer, acts.accept_offer, acts.decline_offer))
        answer(self.house.visitor, offer.id, at=self.now)

    def somebody_leaves(self) -> None:
        listed = waiting.list_waiting(self.house.desk, at=self.now)
        leave_waiting_list(self.house.visitor, self._any(listed).id, at=self.now)

    def the_desk_books(self) -> None:
        visit = on(self.chance.choice(DAYS), place=self.chance.randrange(2))
        request = an_asker(self.house, self._name())
        book_consultation(self.house.desk, request, visit, who=NewPatient(), at=self.now)

    def the_desk_calls(self) -> None:
        acts.record_offer_call(self.house.desk, self._one_on_offer().id, at=self.now)

    def look(self) -> None:
        """The worker looks at the list, and its messages leave."""
        serve(self.house, now=self.now)  # what is over ends, before the list is looked at
        before = {row.id for row in OfferRow.objects.all()}
        listed = waiting.list_waiting(self.house.desk, at=self.now)
        serve(self.house, now=self.now)
        assert {row.id for row in OfferRow.objects.all()} == before  # nothing was left to offer
        self.check(listed)

    def check(self, listed: tuple[Waiting, ...]) -> None:
        held = offers.list_open_offers(self.house.desk)
        assert len({offer.waiting for offer in held}) == len(held)
        assert len({(o.visit.clinician, o.visit.starts_at) for o in held}) == len(held)
        for tick in TickRow.objects.select_related("booking", "offer"):
            stands = tick.booking is not None and tick.booking.status != "cancelled"
            assert stands or (tick.offer is not None and tick.offer.status == "open")
        for offer in held:
            assert TickRow.objects.filter(offer_id=offer.id).count() == 6
            assert offer.until > self.now
            if offer.made_at == self.now:
                self.check_made(offer, listed)

    def check_made(self, offer: Offer, listed: tuple[Waiting, ...]) -> None:
        """It was made in the day, and to nobody while somebody before them could have had it."""
        assert is_open(offer.made_at, ZONE)
        for one in listed:
            if one.id == offer.waiting:
                assert one.can_be_offered(offer.visit, now=self.now)
                return
            assert not one.is_next_for(offer.visit, now=self.now), "somebody else was first"
            other = offers.find_offer_of(self.house.desk, one.id)
            if other and other.made_at == self.now and other.visit.starts_at > offer.visit.starts_at:
                free = replace(one, offered=False)
                assert not free.is_next_for(offer.visit, now=self.now), "the first got the later time"
        raise AssertionError("an offer to nobody on the list")

    def _one_on_offer(self) -> Offer:
        return self._any(offers.list_open_offers(self.house.desk))

    def _any(self, found: Sequence[Thing]) -> Thing:
        if not found:
            raise Problem("none", "There is none.")
        return self.chance.choice(found)

    def _holds(self, day: int) -> Booking:
        visit = on(day, place=self.chance.randrange(2))
        return a_holder(self.house, self._name(), visit, agreed=self._agreed())

    def _agreed(self) -> tuple[Reach, ...]:
        return self.chance.choice(((Reach.EMAIL,), (Reach.EMAIL,), ()))

    def _name(self) -> str:
        self.people += 1
        return f"Person{self.people}"


def send(run: Run) -> None:
    for row in OutboxRow.objects.filter(kind="offer", status="waiting"):
        save_event(run.house.scope(Role.SYSTEM), row.id, Event.SENT, way=Reach.EMAIL, at=run.now)
        OutboxRow.objects.filter(id=row.id).update(status="done")


def statuses(house: UUID) -> set[str]:
    return set(OfferRow.objects.filter(practice_id=house).values_list("status", flat=True))


@pytest.mark.parametrize("seed", range(6))
def test_the_list_keeps_its_promises(seed: int) -> None:
    run = Run(seed)
    for _ in range(STEPS):
        run.step()
        send(run)
    assert len(statuses(run.house.practice)) > 1  # or too little happened to show anything
