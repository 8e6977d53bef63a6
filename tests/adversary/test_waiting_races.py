"""Times on offer while many act at once: one answer counts, nobody else gets the time, nothing is lost."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from enthesis.actions import offers as acts
from enthesis.actions import turns
from enthesis.actions.act import Receipt
from enthesis.actions.bookings import cancel_booking
from enthesis.actions.clinic import close_case
from enthesis.actions.requests import book_consultation, request_consultation
from enthesis.actions.waiting import join_waiting_list
from enthesis.domain.errors import NotAllowed, Problem
from enthesis.domain.pathway.case import Closure
from enthesis.domain.people.matching import NewPatient
from enthesis.domain.practice.booking import Booking, Why
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.offer import OfferStatus
from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.practice.waiting import Subject
from enthesis.domain.terms import CaseId
from enthesis.store import bookings, offers, work
from enthesis.store.audit import find_break, list_audit
from enthesis.store.models import OutboxRow, TickRow
from tests.support.cases import AT, House, a_hip
from tests.support.fresh import together
from tests.support.waiting import (
    ANY,
    a_holder,
    a_small_house,
    an_asker,
    cancels,
    joins,
    on,
    open_offers,
    serve,
    the_offer,
    told,
)

pytestmark = pytest.mark.usefixtures("fresh_database")

HOUR = timedelta(hours=1)
TOMORROW = on()


def an_offer(house: House) -> Booking:
    """Tomorrow is on offer to somebody with a visit two days later, and somebody else waits behind."""
    early, late = a_holder(house, "Early", TOMORROW), a_holder(house, "Late", on(1))
    joins(house, late, now=AT - HOUR)
    joins(house, a_holder(house, "Behind", on(2)))
    cancels(house, early)
    assert serve(house) == 1
    return late


def won(results: Sequence[object]) -> list[Receipt]:
    """What succeeded. Whatever else came back must be a sentence, never a crash."""
    assert [r for r in results if not isinstance(r, Receipt | Problem | int)] == []
    return [r for r in results if isinstance(r, Receipt)]


def check_claims(house: House) -> None:
    """Every claim belongs to a visit that stands or an offer that is open, and nothing is claimed twice."""
    owners = Counter(TickRow.objects.values_list("practice", "resource", "tick"))
    assert max(owners.values(), default=1) == 1
    assert not TickRow.objects.exclude(offer=None).exclude(offer__status="open").exists()
    assert not TickRow.objects.filter(booking__status="cancelled").exists()
    for offer in offers.list_open_offers(house.desk):
        assert TickRow.objects.filter(offer_id=offer.id, resource="clinician:doctor").count() == 6
    assert find_break() is None


@pytest.mark.parametrize("late_by", [timedelta(0), -timedelta(seconds=1)], ids=["at the end", "just before"])
def test_an_answer_against_the_end_of_the_hold_has_one_winner(late_by: timedelta) -> None:
    house = a_small_house()
    late = an_offer(house)
    offer = the_offer(house)
    ends = offer.until

    results = together(
        6,
        lambda n: (
            acts.accept_offer(house.visitor, offer.id, at=ends + late_by) if n % 2 else serve(house, now=ends)
        ),
    )

    accepted = len(won(results))
    settled = offers.load_offer(house.desk, offer.id).status
    has = bookings.load_booking(house.desk, late.id).visit
    assert (accepted, settled, has) in (
        (1, OfferStatus.ACCEPTED, TOMORROW),
        (0, OfferStatus.UNTOLD, on(1)),
    )
    check_claims(house)


def test_many_workers_at_once_make_one_offer() -> None:
    house = a_small_house()
    early = a_holder(house, "Early", TOMORROW)
    for n in range(1, 4):
        joins(house, a_holder(house, f"Late{n}", on((1, 2, 3)[n - 1])))
    cancels(house, early)

    results = together(8, lambda _: serve(house))

    assert sum(r for r in results if isinstance(r, int)) == 1
    assert won(results) == []
    assert the_offer(house).visit == TOMORROW
    assert OutboxRow.objects.filter(kind="offer").count() == 1
    check_claims(house)


def test_who_accepts_eight_times_has_one_visit() -> None:
    house = a_small_house()
    late = an_offer(house)
    offer, one_form = the_offer(house), replace(house.visitor, submit="one form")

    results = together(8, lambda n: acts.accept_offer(one_form if n % 2 else house.visitor, offer.id, at=AT))

    receipts = won(results)
    assert Counter(r.repeated for r in receipts)[False] == 1
    assert all(r.code == "offer-over" for r in results if isinstance(r, Problem))
    assert bookings.load_booking(house.desk, late.id).version == 2
    assert OutboxRow.objects.filter(kind="visit_moved").count() == 1
    check_claims(house)


def test_yes_and_no_at_once_is_one_of_them() -> None:
    house = a_small_house()
    late = an_offer(house)
    offer = the_offer(house)

    results = together(
        6, lambda n: (acts.accept_offer if n % 2 else acts.decline_offer)(house.visitor, offer.id, at=AT)
    )

    assert len(won(results)) == 1
    settled = offers.load_offer(house.desk, offer.id).status
    has = bookings.load_booking(house.desk, late.id).visit
    assert (settled, has) in ((OfferStatus.ACCEPTED, TOMORROW), (OfferStatus.DECLINED, on(1)))
    check_claims(house)


def test_fifty_who_want_a_time_on_offer_get_nothing() -> None:
    house = a_small_house()
    an_offer(house)
    offer = the_offer(house)
    asking = [an_asker(house, f"Desk{n}") for n in range(10)]

    def wants(n: int) -> Receipt:
        if n < 10:
            return book_consultation(house.desk, asking[n], TOMORROW, who=NewPatient(), at=AT)
        stranger = told(f"Stranger{n}", born=n)
        return request_consultation(house.visitor, stranger, red_flags=frozenset(), visit=TOMORROW, at=AT)

    results = together(50, wants)

    assert won(results) == []
    refused = [r for r in results if isinstance(r, Taken)]
    assert len(refused) == 50
    assert Counter(r.code for r in refused) == {"on-offer": 10, "time-taken": 40}
    assert the_offer(house) == offer
    check_claims(house)


def test_a_visit_that_is_cancelled_while_its_person_accepts_is_one_of_both() -> None:
    house = a_small_house()
    late = an_offer(house)
    offer = the_offer(house)

    def does(n: int) -> Receipt:
        if n:
            return acts.accept_offer(house.visitor, offer.id, at=AT)
        return cancel_booking(house.desk, late.id, why=Why.PATIENT, read=late.version, at=AT)

    results = together(2, does)

    assert len(won(results)) >= 1
    serve(house)
    stands = bookings.load_booking(house.desk, late.id)
    accepted = isinstance(results[1], Receipt)
    cancelled = isinstance(results[0], Receipt)
    assert (stands.visit == TOMORROW) == accepted
    assert (stands.status.value == "cancelled") == cancelled
    check_claims(house)


def test_a_free_time_is_booked_or_offered_and_never_both() -> None:
    house = a_small_house()
    early = a_holder(house, "Early", TOMORROW)
    joins(house, a_holder(house, "Late", on(1)))
    asking = [an_asker(house, f"Asker{n}") for n in range(5)]
    cancels(house, early)

    results = together(
        6,
        lambda n: (
            serve(house)
            if n == 5
            else book_consultation(house.desk, asking[n], TOMORROW, who=NewPatient(), at=AT)
        ),
    )

    booked = won(results)
    assert len(booked) + len(open_offers(house)) == 1
    check_claims(house)


def test_a_request_that_the_desk_books_while_it_accepts_has_one_visit() -> None:
    house = a_small_house()
    request = an_asker(house, "Asker")
    joins(house, request)
    serve(house)
    offer = the_offer(house)

    results = together(
        2,
        lambda n: (
            acts.accept_offer(house.visitor, offer.id, at=AT)
            if n
            else book_consultation(house.desk, request, on(3), who=NewPatient(), at=AT)
        ),
    )

    assert len(won(results)) >= 1
    serve(house)
    standing = bookings.list_bookings(house.desk, AT, AT + timedelta(days=30))
    assert len(standing) == 1
    decided = bookings.load_request(house.desk, request).status is RequestStatus.BOOKED
    assert decided == (standing[0].case is not None)
    check_claims(house)


def test_who_books_online_while_accepting_an_offer_has_one_time() -> None:
    house = a_small_house()
    for turn in range(4):
        name = f"Asker{turn}"
        place = joins(house, an_asker(house, name))
        serve(house)
        offer = open_offers(house)[place]
        visit = on(6 + 7 * turn)

        results = together(
            2,
            lambda n, offer=offer, name=name, visit=visit: (
                acts.accept_offer(house.visitor, offer.id, at=AT)
                if n
                else request_consultation(
                    house.visitor, told(name), red_flags=frozenset(), visit=visit, at=AT
                )
            ),
        )

        assert isinstance(results[0], Receipt)
        assert won(results)
        standing = bookings.list_bookings(house.desk, AT, AT + timedelta(days=60))
        assert len(standing) == turn + 1
        if not isinstance(results[1], Receipt):
            acts.decline_offer(house.visitor, offer.id, at=AT)
    check_claims(house)


def test_no_offer_for_a_case_is_accepted_once_that_has_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    house = a_small_house()
    hip = a_hip(house, visit=on(2))
    cancels(house, bookings.bookings_of(house.desk, hip.case)[0])
    join_waiting_list(house.desk, Subject(case=CaseId(hip.case)), ANY, at=AT)
    serve(house)
    offer, surgeon, closed = the_offer(house), house.surgeon, Event()
    book, looked = acts.book, Event()

    def slowly(*told: Any, **more: Any) -> Any:
        looked.set()
        closed.wait(timeout=2)  # as long as it takes to close the case, where nothing holds that up
        return book(*told, **more)

    monkeypatch.setattr(acts, "book", slowly)

    def does(n: int) -> Receipt:
        if n:
            return acts.accept_offer(house.visitor, offer.id, at=AT)
        looked.wait(timeout=5)
        done = close_case(surgeon, hip.case, Closure(reason="Exercise was enough."), read=hip.read, at=AT)
        closed.set()
        return done

    assert len(won(together(2, does))) == 2
    told_last = [one.action for one in list_audit(house.desk, limit=2)]
    assert told_last == ["close_case", "accept_offer"]
    check_claims(house)


def test_an_offer_for_a_case_that_has_closed_is_refused() -> None:
    house = a_small_house()
    hip = a_hip(house, visit=on(2))
    cancels(house, bookings.bookings_of(house.desk, hip.case)[0])
    join_waiting_list(house.desk, Subject(case=CaseId(hip.case)), ANY, at=AT)
    serve(house)
    offer = the_offer(house)
    close_case(house.surgeon, hip.case, Closure(reason="Exercise was enough."), read=hip.read, at=AT)
    with pytest.raises(NotAllowed, match="The visit this time was offered for has changed meanwhile"):
        acts.accept_offer(house.visitor, offer.id, at=AT)


@pytest.mark.parametrize("killed_at", ["save_message", "save_offer"])
def test_a_worker_that_is_killed_leaves_the_time_free_or_on_offer_with_its_message(
    killed_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = a_small_house()
    early = a_holder(house, "Early", TOMORROW)
    joins(house, a_holder(house, "Late", on(1)))
    cancels(house, early)

    class Killed(BaseException):
        pass

    def dies(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(work if killed_at == "save_message" else offers, killed_at, dies)
        with pytest.raises(Killed):
            serve(house)
    assert open_offers(house) == {}
    check_claims(house)

    assert turns.serve_waiting_list(house.practice, at=AT) == 1
    assert OutboxRow.objects.filter(kind="offer", subject=the_offer(house).id).count() == 1
    check_claims(house)
