"""Who waits is offered what is free, in order; an offer holds the time, is taken, declined or passed on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from enthesis.actions import offers as acts
from enthesis.actions.bookings import book_visit, move_booking
from enthesis.actions.closures import close_time
from enthesis.actions.requests import book_consultation, request_consultation
from enthesis.actions.waiting import leave_waiting_list
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.people.matching import NewPatient
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.booking import Why
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.offer import OfferStatus, Way
from enthesis.domain.practice.session import Closure
from enthesis.domain.practice.waiting import WaitingEnd, Wish
from enthesis.domain.terms import Role
from enthesis.store import audit, bookings, offers, waiting
from enthesis.store.models import OutboxRow, TickRow
from tests.support.cases import AT, House, a_hip
from tests.support.waiting import (
    ANY,
    a_holder,
    a_small_house,
    abolish,
    an_asker,
    cancels,
    joins,
    listed,
    on,
    open_offers,
    serve,
    the_offer,
    told,
)

pytestmark = pytest.mark.django_db

HOURS = timedelta(hours=1)
TODAY, TOMORROW = on(-1), on()


class Scene:
    """Tomorrow is taken. One waits with a visit in three days, the next with one in four."""

    def __init__(self) -> None:
        self.house = a_small_house()
        self.early = a_holder(self.house, "Early", TOMORROW)
        between = [a_holder(self.house, f"Between{n}", on(n)) for n in (1, 2)]
        assert between
        self.late, self.behind = a_holder(self.house, "Late", on(3)), a_holder(self.house, "Behind", on(6))
        self.first = joins(self.house, self.late, now=AT - HOURS)
        self.second = joins(self.house, self.behind)

    def frees(self, *, now: datetime = AT) -> None:
        cancels(self.house, self.early, now=now)
        serve(self.house, now=now)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def status_of(house: House) -> list[OfferStatus]:
    return [offer.status for offer in reversed(offers.list_offers(house.desk, AT - 24 * HOURS))]


def test_nothing_is_offered_while_nothing_is_free(scene: Scene) -> None:
    assert serve(scene.house) == 0
    assert open_offers(scene.house) == {}


def test_a_time_that_is_cancelled_is_offered_to_the_longest_waiting_and_held(scene: Scene) -> None:
    scene.frees()

    offer = the_offer(scene.house)
    assert (offer.waiting, offer.visit, offer.way) == (scene.first, TOMORROW, Way.MESSAGE)
    assert offer.until == AT + 2 * HOURS
    (message,) = OutboxRow.objects.filter(kind="offer")
    assert (message.subject, message.due_at) == (offer.id, AT)
    assert serve(scene.house) == 0


def test_a_time_on_offer_is_nobody_elses_and_the_desk_hears_until_when(scene: Scene) -> None:
    house = scene.house
    case = a_hip(house, visit=on(7)).case
    scene.frees()

    with pytest.raises(
        Taken, match="10:00 is on offer to somebody on the waiting list until 08 March 2027, 11:00"
    ) as no:
        book_visit(house.desk, case, TOMORROW, at=AT)
    assert no.value.next_free
    request = an_asker(house, "Asker")
    with pytest.raises(Taken, match="is on offer"):
        book_consultation(house.desk, request, TOMORROW, who=NewPatient(), at=AT)
    with pytest.raises(Taken, match="10:00 is not free"):
        request_consultation(
            house.visitor, told("Other", born=9), red_flags=frozenset(), visit=TOMORROW, at=AT
        )


def test_who_accepts_has_the_earlier_time_and_the_old_one_goes_on(scene: Scene) -> None:
    scene.frees()

    acts.accept_offer(scene.house.visitor, the_offer(scene.house).id, at=AT + HOURS)

    house = scene.house
    assert bookings.load_booking(house.desk, scene.late.id).visit == TOMORROW
    assert bookings.list_changes(house.desk, scene.late.id)[-1].why is Why.PATIENT
    assert status_of(house) == [OfferStatus.ACCEPTED]
    assert waiting.find_ended(house.desk, scene.first) is WaitingEnd.PLACED
    assert not TickRow.objects.exclude(offer=None).exists()
    assert OutboxRow.objects.filter(kind="visit_moved", subject=scene.late.id).count() == 1
    assert serve(house, now=AT + HOURS) == 1
    assert open_offers(house)[scene.second].visit == on(3)


def test_who_declines_stays_on_the_list_and_the_next_is_offered_it(scene: Scene) -> None:
    scene.frees()

    acts.decline_offer(scene.house.visitor, the_offer(scene.house).id, at=AT)
    serve(scene.house)

    assert listed(scene.house) == [scene.first, scene.second]
    assert the_offer(scene.house).waiting == scene.second
    acts.decline_offer(scene.house.visitor, the_offer(scene.house).id, at=AT)
    assert serve(scene.house) == 0
    a_holder(scene.house, "Anybody", TOMORROW)


def sent(house: House, *, now: datetime = AT) -> None:
    """The message of the offer has left."""
    from enthesis.domain.practice.message import Event
    from enthesis.store.messages import save_event

    for row in OutboxRow.objects.filter(kind="offer", subject=the_offer(house).id):
        save_event(house.scope(Role.SYSTEM), row.id, Event.SENT, way=Reach.EMAIL, at=now)


def test_what_nobody_answers_goes_to_the_next_at_the_end_of_the_hold(scene: Scene) -> None:
    scene.frees()
    sent(scene.house)

    assert serve(scene.house, now=AT + 2 * HOURS - timedelta(seconds=1)) == 0
    assert serve(scene.house, now=AT + 2 * HOURS) == 1

    assert status_of(scene.house) == [OfferStatus.LAPSED, OfferStatus.OPEN]
    assert the_offer(scene.house).waiting == scene.second


def test_an_offer_whose_message_never_left_counts_against_nobody(scene: Scene) -> None:
    scene.frees()
    serve(scene.house, now=AT + 2 * HOURS)

    assert status_of(scene.house) == [OfferStatus.UNTOLD, OfferStatus.OPEN]
    assert waiting.load_waiting(scene.house.desk, scene.first, at=AT).unanswered == 0


def test_an_answer_after_the_end_is_too_late(scene: Scene) -> None:
    scene.frees()
    offer = the_offer(scene.house)

    for answer in (acts.accept_offer, acts.decline_offer):
        with pytest.raises(NotAllowed, match="This offer is over"):
            answer(scene.house.visitor, offer.id, at=AT + 2 * HOURS)
    assert bookings.load_booking(scene.house.desk, scene.late.id).visit == on(3)


def test_who_let_three_offers_pass_is_offered_none_by_itself(scene: Scene) -> None:
    house, now = scene.house, AT
    leave_waiting_list(house.desk, scene.second, at=AT)
    later = a_holder(house, "Much later", on(13))
    place = joins(house, later, now=AT - 2 * HOURS)
    for day in (3, 6):
        cancels(house, {3: scene.late, 6: scene.behind}[day])
    made = 0
    while serve(house, now=now):
        sent(house, now=now)
        made += 1
        now = the_offer(house).until
    assert made == 3
    assert waiting.load_waiting(house.desk, place, at=now).is_silent


def test_nobody_is_offered_anything_at_night(scene: Scene) -> None:
    evening = datetime(2027, 3, 9, 1, 30, tzinfo=UTC)  # 20:30 in New York
    cancels(scene.house, scene.late, now=AT)
    assert serve(scene.house, now=evening) == 0
    cancels(scene.house, a_holder(scene.house, "Other", on(3)), now=evening)
    assert serve(scene.house, now=evening) == 0
    assert serve(scene.house, now=evening + 12 * HOURS) == 1


def test_an_evening_offer_is_held_until_the_morning() -> None:
    house = a_small_house()
    late = a_holder(house, "Late", on(1))
    joins(house, late)
    evening = datetime(2027, 3, 8, 23, 30, tzinfo=UTC)  # 18:30 in New York; tomorrow's visit is at ten
    assert serve(house, now=evening) == 1
    assert the_offer(house).wall_until == datetime(2027, 3, 9, 8, 30)  # noqa: DTZ001  a wall time


def test_a_time_too_near_for_hold_and_notice_is_not_offered() -> None:
    house = a_small_house()
    joins(house, a_holder(house, "Late", on(1)), replace(ANY, notice=24))
    assert serve(house, now=AT) == 0  # held until eleven today, the visit is at ten tomorrow
    assert serve(house, now=AT - 2 * HOURS) == 0  # it is night
    joins(house, a_holder(house, "Other", on(2)), replace(ANY, notice=23))
    assert serve(house, now=AT) == 1
    assert the_offer(house).visit == TOMORROW


def test_who_asked_without_a_time_gets_the_visit_that_is_held(scene: Scene) -> None:
    house = scene.house
    leave_waiting_list(house.desk, scene.first, at=AT)
    leave_waiting_list(house.desk, scene.second, at=AT)
    request = an_asker(house, "Asker")
    joins(house, request)
    scene.frees()

    acts.accept_offer(house.visitor, the_offer(house).id, at=AT)

    held = bookings.find_held(house.desk, request)
    assert held is not None and held.visit == TOMORROW
    assert OutboxRow.objects.filter(kind="visit_booked", subject=held.id).count() == 1
    case = book_consultation(house.desk, request, who=NewPatient(), at=AT).subject
    assert bookings.bookings_of(house.desk, case)[-1].id == held.id


def test_who_waits_for_a_kind_of_visit_that_is_no_more_stops_nobody_elses_turn() -> None:
    house = a_small_house()
    first = joins(house, an_asker(house, "First"), now=AT - HOURS)
    serve(house)
    assert list(open_offers(house)) == [first]
    later = joins(house, an_asker(house, "Later"), replace(ANY, visit_type="follow-up"))

    abolish(house, "consultation")
    serve(house)

    assert list(open_offers(house)) == [later]
    assert offers.find_offer_of(house.desk, first) is None
    assert first in listed(house)


def test_whose_hip_holds_another_time_gets_no_second_one_by_the_list() -> None:
    house = a_small_house()
    joins(house, an_asker(house, "Asker"))
    serve(house)
    offer = the_offer(house)
    online = request_consultation(house.visitor, told("Asker"), red_flags=frozenset(), visit=on(3), at=AT)

    for scope in (house.visitor, house.desk):
        with pytest.raises(NotAllowed, match="The visit this time was offered for has changed meanwhile"):
            acts.accept_offer(scope, offer.id, at=AT)

    standing = bookings.list_bookings(house.desk, AT, AT + timedelta(days=30))
    assert [one.request for one in standing] == [online.subject]
    assert the_offer(house) == offer


def test_who_gets_a_time_from_the_desk_keeps_the_place_on_the_list() -> None:
    house = a_small_house()
    request = an_asker(house, "Asker")
    place = joins(house, request, replace(ANY, first=on(5).wall_start.date()))
    book_consultation(house.desk, request, on(8), who=NewPatient(), at=AT)

    who = waiting.load_waiting(house.desk, place, at=AT)

    assert who.has is not None and who.has.visit == on(8)
    assert who.patient is not None
    assert serve(house) == 1
    acts.accept_offer(house.desk, the_offer(house).id, at=AT)
    assert bookings.load_booking(house.desk, who.has.id).visit == on(6)


def test_who_agreed_to_no_message_is_called_and_the_hold_begins_with_the_call() -> None:
    house = a_small_house()
    joins(house, a_holder(house, "Late", on(3), agreed=()))
    cancels_nothing = serve(house)
    offer = the_offer(house)

    assert cancels_nothing == 1
    assert offer.must_be_called
    assert not OutboxRow.objects.filter(kind="offer").exists()
    acts.record_offer_call(house.desk, offer.id, at=AT + HOURS)
    assert the_offer(house).until == AT + 3 * HOURS
    with pytest.raises(NotAllowed, match="waits for no call"):
        acts.record_offer_call(house.desk, offer.id, at=AT + HOURS)


def test_who_is_not_reached_on_the_telephone_is_passed_over_for_that_day() -> None:
    house = a_small_house()
    place = joins(house, a_holder(house, "Late", on(1), agreed=(Reach.CALL,)))
    serve(house)
    acts.pass_offer_on(house.desk, the_offer(house).id, at=AT)
    assert status_of(house) == [OfferStatus.UNTOLD]
    assert serve(house) == 0
    assert waiting.load_waiting(house.desk, place, at=AT).unanswered == 0


def test_who_is_told_by_message_is_not_passed_over_before_the_end(scene: Scene) -> None:
    scene.frees()
    with pytest.raises(NotAllowed, match=r"This time is held until 08 March, 11:00\."):
        acts.pass_offer_on(scene.house.desk, the_offer(scene.house).id, at=AT)


def test_the_desk_offers_out_of_order_only_with_a_reason(scene: Scene) -> None:
    house = scene.house
    cancels(house, scene.early)

    with pytest.raises(Invalid, match="Somebody else is first in order") as asked:
        acts.offer_now(house.desk, scene.second, TOMORROW, at=AT)
    assert asked.value.code == "reason"
    acts.offer_now(house.desk, scene.second, TOMORROW, reason="Cannot sleep for pain.", at=AT)

    offer = the_offer(house)
    assert (offer.waiting, offer.reason, offer.by_name) == (
        scene.second,
        "Cannot sleep for pain.",
        house.desk.actor.name,
    )
    (entry,) = [e for e in audit.list_audit(house.desk) if e.action == "offer_now"]
    assert "sleep" not in str(entry)
    acts.withdraw_offer(house.desk, offer.id, at=AT)
    acts.offer_now(house.desk, scene.first, TOMORROW, at=AT)
    assert the_offer(house).waiting == scene.first


def test_the_desk_cannot_offer_what_does_not_fit(scene: Scene) -> None:
    house = scene.house
    night = datetime(2027, 3, 9, 2, 0, tzinfo=UTC)
    for visit, now, why in (
        (on(6), AT, "does not fit what they wait for"),
        (on(5), AT, "does not fit"),  # a Sunday
        (TODAY, AT, "too near"),
        (TOMORROW, night, "It is night at that office"),
        (TOMORROW, AT, "is not free|just been taken"),
    ):
        with pytest.raises(NotAllowed, match=why):
            acts.offer_now(house.desk, scene.first, visit, reason="Because.", at=now)
    scene.frees()
    cancels(house, a_holder(house, "Other", on(-1)), now=AT)
    with pytest.raises(NotAllowed, match="Another time is on offer to them now"):
        acts.offer_now(house.desk, scene.first, TOMORROW, at=AT)


def test_a_time_whose_offer_the_desk_took_back_is_left_to_it_for_a_while(scene: Scene) -> None:
    scene.frees()
    acts.withdraw_offer(scene.house.desk, the_offer(scene.house).id, at=AT)
    assert serve(scene.house, now=AT + timedelta(minutes=14)) == 0
    assert serve(scene.house, now=AT + timedelta(minutes=15)) == 1
    assert the_offer(scene.house).waiting == scene.first


def test_who_leaves_gives_back_what_was_held(scene: Scene) -> None:
    scene.frees()
    leave_waiting_list(scene.house.visitor, scene.first, at=AT)

    assert status_of(scene.house) == [OfferStatus.DECLINED]
    assert waiting.find_ended(scene.house.desk, scene.first) is WaitingEnd.LEFT
    with pytest.raises(NotFound, match="Nobody waits under this entry"):
        leave_waiting_list(scene.house.visitor, scene.first, at=AT)
    leave_waiting_list(scene.house.desk, scene.second, at=AT)
    assert waiting.find_ended(scene.house.desk, scene.second) is WaitingEnd.REMOVED
    a_holder(scene.house, "Anybody", TOMORROW)


def test_whose_visit_is_cancelled_waits_no_longer_and_is_offered_nothing(scene: Scene) -> None:
    scene.frees()
    offer = the_offer(scene.house)
    cancels(scene.house, scene.late)

    with pytest.raises(NotAllowed, match="has changed meanwhile"):
        acts.accept_offer(scene.house.visitor, offer.id, at=AT)
    serve(scene.house)

    assert waiting.find_ended(scene.house.desk, scene.first) is WaitingEnd.OVER
    assert open_offers(scene.house)[scene.second].visit == TOMORROW


def test_whose_visit_the_desk_moved_before_it_cannot_take_the_later_time(scene: Scene) -> None:
    house = scene.house
    cancels(house, bookings.list_bookings(house.desk, on(1).starts_at, on(2).starts_at)[0])
    serve(house)
    offer = the_offer(house)
    assert (offer.waiting, offer.visit) == (scene.first, on(1))
    cancels(house, scene.early)
    booking = bookings.load_booking(house.desk, scene.late.id)
    move_booking(house.desk, booking.id, TOMORROW, why=Why.PRACTICE, read=booking.version, at=AT)
    with pytest.raises(NotAllowed, match="has changed meanwhile"):
        acts.accept_offer(house.visitor, offer.id, at=AT)
    assert bookings.load_booking(house.desk, scene.late.id).visit == TOMORROW


def test_a_time_that_is_closed_meanwhile_cannot_be_taken_and_is_taken_back(scene: Scene) -> None:
    house = scene.house
    scene.frees()
    offer, day = the_offer(house), TOMORROW.wall_start.date()
    close_time(house.desk, Closure(first=day, last=day), at=AT)

    with pytest.raises(NotAllowed, match="cannot keep this time any more"):
        acts.accept_offer(house.visitor, offer.id, at=AT)
    assert serve(house) == 0
    assert status_of(house) == [OfferStatus.MOOT]


def test_a_visit_is_on_the_list_once(scene: Scene) -> None:
    with pytest.raises(NotAllowed, match="on the waiting list already"):
        joins(scene.house, scene.late)


def test_nobody_waits_for_what_is_over(scene: Scene) -> None:
    cancels(scene.house, scene.early)
    with pytest.raises(NotAllowed, match="This visit is over or off: there is nothing to wait for"):
        joins(scene.house, scene.early)
    with pytest.raises(Invalid, match="An earlier visit is of the same kind"):
        joins(scene.house, a_holder(scene.house, "Other", TOMORROW), Wish(visit_type="follow-up"))
    request = an_asker(scene.house, "Asker")
    book_consultation(scene.house.desk, request, on(7), who=NewPatient(), at=AT)
    with pytest.raises(NotAllowed, match="This request is settled"):
        joins(scene.house, request)


def test_a_known_patient_accepts_declines_and_leaves_by_their_own_right() -> None:
    house = a_small_house()
    hip = a_hip(house, visit=on(3))
    (booking,) = bookings.bookings_of(house.desk, hip.case)
    place, patient = joins(house, booking), house.patient(hip.patient)
    serve(house)
    acts.decline_offer(patient, the_offer(house).id, at=AT)
    serve(house)

    acts.accept_offer(patient, the_offer(house).id, at=AT)

    assert bookings.load_booking(house.desk, booking.id).visit == on(1)
    assert waiting.find_ended(patient, place) is WaitingEnd.PLACED
    again = joins(house, bookings.load_booking(house.desk, booking.id))
    leave_waiting_list(patient, again, at=AT)
    stranger = house.patient(a_hip(house, "Other", visit=on(6)).patient)
    theirs = joins(house, bookings.load_booking(house.desk, booking.id))
    with pytest.raises(NotFound, match="Nobody waits under this entry"):
        leave_waiting_list(stranger, theirs, at=AT)
