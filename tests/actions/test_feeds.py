"""Calendar links of clinicians: one stands, only its hash is kept, and it can be ended."""

from dataclasses import replace
from uuid import uuid4

import pytest

from enthesis.actions.bookings import cancel_booking
from enthesis.actions.feeds import make_feed, revoke_feed
from enthesis.domain.errors import NotFound
from enthesis.domain.practice.booking import BookingStatus, Why
from enthesis.store import bookings, feeds
from enthesis.store.audit import list_audit
from enthesis.store.models import FeedRow
from tests.support.cases import AT, House, a_hip, a_hold, a_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return a_house()


def test_a_link_opens_the_calendar_and_its_token_is_kept_nowhere(house: House) -> None:
    made = make_feed(house.surgeon, "doctor", at=AT)

    found = feeds.find_feed(made.secret)
    assert found and (found.clinician, found.by_name) == ("doctor", "Surgeon")
    assert len(made.secret) >= 43  # 256 bits in letters
    assert not FeedRow.objects.filter(token_hash__contains=made.secret).exists()
    assert made.secret not in list_audit(house.desk)[0].detail


def test_another_link_ends_the_one_before(house: House) -> None:
    first = make_feed(house.desk, "doctor", at=AT)
    second = make_feed(house.desk, "doctor", at=AT)
    assert feeds.find_feed(first.secret) is None
    assert feeds.find_feed(second.secret)
    assert len(feeds.list_feeds(house.desk)) == 1


def test_a_revoked_link_opens_nothing(house: House) -> None:
    made = make_feed(house.desk, "doctor", at=AT)
    other = make_feed(house.desk, "other", at=AT)
    revoke_feed(house.desk, made.subject, at=AT)
    assert feeds.find_feed(made.secret) is None
    assert feeds.find_feed(other.secret)


def test_nobody_unknown_has_a_calendar(house: House) -> None:
    with pytest.raises(NotFound, match="has no clinician called 'nobody'"):
        make_feed(house.desk, "nobody", at=AT)
    with pytest.raises(NotFound, match="no such calendar link"):
        revoke_feed(house.desk, uuid4(), at=AT)


def test_a_form_sent_twice_makes_one_link_and_shows_it_once(house: House) -> None:
    scope = replace(house.desk, submit="a key")
    first, again = make_feed(scope, "doctor", at=AT), make_feed(scope, "doctor", at=AT)
    assert (again.subject, again.repeated, again.secret) == (first.subject, True, "")
    assert feeds.find_feed(first.secret)


def test_a_feed_sees_its_clinicians_visits_held_and_cancelled_too_and_no_others(house: House) -> None:
    hip = a_hip(house)
    a_hold(house, hour=14)
    booking = bookings.bookings_of(house.desk, hip.case)[0]
    cancel_booking(house.desk, booking.id, why=Why.PATIENT, read=booking.version, at=AT)
    feed = feeds.find_feed(make_feed(house.desk, "doctor", at=AT).secret)
    assert feed

    found = feeds.list_fed_visits(feed.scope, "doctor", AT, AT.replace(year=2028))
    assert [(f.booking.status, f.booking.is_held) for f in found] == [
        (BookingStatus.CANCELLED, False),
        (BookingStatus.BOOKED, True),
    ]
    assert [f.changed_at for f in found] == [AT, AT]
    assert feeds.list_fed_visits(feed.scope, "other", AT, AT.replace(year=2028)) == ()
    assert not feed.scope.sees_contact
