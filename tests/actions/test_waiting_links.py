"""Private links to a place on the waiting list: they end as others do, and share their tries."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from enthesis.actions.act import Receipt
from enthesis.actions.confirmation import confirm_birth_date
from enthesis.actions.merges import merge_patients
from enthesis.actions.offers import accept_offer
from enthesis.actions.outcomes import give_tries_back, issue_link
from enthesis.actions.patients import correct_contact
from enthesis.actions.requests import request_consultation
from enthesis.actions.visit_links import issue_visit_link
from enthesis.actions.waiting import join_waiting_list, leave_waiting_list
from enthesis.actions.waiting_links import (
    give_waiting_tries_back,
    issue_own_waiting_link,
    issue_waiting_link,
    revoke_waiting_links,
)
from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.people.matching import KnownPatient
from enthesis.domain.people.merging import WhyMerged
from enthesis.domain.practice.offer import OfferStatus
from enthesis.domain.practice.waiting import Subject
from enthesis.domain.terms import BookingId, CaseId, RequestId, Role
from enthesis.store import bookings, links, offers, patients
from enthesis.store.links import AnyLink, WaitingLink
from enthesis.store.models import AuditRow, BookingRow, LinkRow
from tests.support.cases import AT, BORN, Hip, House, a_contact, a_hip, asked, book
from tests.support.waiting import ANY, a_holder, a_small_house, an_asker, cancels, joins, on, serve, the_offer

pytestmark = pytest.mark.django_db
WRONG = date(1950, 1, 1)
DAY = timedelta(days=1)


@pytest.fixture
def house() -> House:
    return a_small_house()


def link_to(house: House, place: UUID, *, at: datetime = AT) -> WaitingLink:
    token = issue_waiting_link(house.scope(Role.SYSTEM), place, at=at).secret
    found = links.find_waiting_link(token, at=at)
    assert found is not None
    return found


def to_visit(house: House, booking: UUID) -> AnyLink:
    found = links.find_visit_link(issue_visit_link(house.desk, booking, at=AT).secret, at=AT)
    assert found is not None
    return found


def stands(link: WaitingLink, *, at: datetime = AT) -> bool:
    """As a browser that is in by it already finds it."""
    try:
        links.load_waiting_link_session(link.id, at=at)
    except NotAllowed:
        return False
    return True


def waiting_patient(house: House, family: str = "Ferro", days: int = 3) -> tuple[Hip, UUID]:
    hip = a_hip(house, family, visit=on(days))
    return hip, joins(house, bookings.bookings_of(house.desk, hip.case)[0])


@pytest.mark.parametrize("changed", [{"email": "new@example.org"}, {"phone": "+12015550177"}])
def test_another_address_or_number_ends_it_for_whoever_is_in_by_it(house: House, changed: dict) -> None:
    hip, place = waiting_patient(house)
    link = link_to(house, place)
    before = patients.load_contact_in_force(house.desk, hip.patient)

    correct_contact(
        house.desk, hip.patient, replace(before.contact, **changed), read=before.version, at=hip.tick()
    )

    assert not stands(link)


def test_another_number_ends_every_other_link_too(house: House) -> None:
    hip, _ = waiting_patient(house)
    token = issue_link(house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=AT).secret
    before = patients.load_contact_in_force(house.desk, hip.patient)
    told = replace(before.contact, phone="+12015550177")
    correct_contact(house.desk, hip.patient, told, read=before.version, at=hip.tick())
    assert links.find_link(token, at=AT) is None


@pytest.mark.parametrize("waits_for", ["request", "booking"])
def test_it_ends_where_a_known_patient_was_asked_for_from_an_unconfirmed_address(
    house: House, waits_for: str
) -> None:
    hip = a_hip(house, visit=on(5))
    told = replace(asked(), contact=replace(a_contact(), email="eve@example.net", phone="+12015550666"))
    visit = on(4) if waits_for == "booking" else None
    told = replace(told, side=told.side)
    request = request_consultation(house.desk, told, red_flags=frozenset(), visit=visit, at=AT).subject
    held = bookings.find_held(house.desk, request)
    link = link_to(house, joins(house, held or request))

    book(house, request, on(4), who=KnownPatient(patient=hip.patient))

    assert not stands(link)


def test_it_ends_after_ninety_days_and_a_day_after_they_leave_the_list(house: House) -> None:
    place = joins(house, an_asker(house, "Asker"))
    link = link_to(house, place)
    assert (stands(link, at=AT + 89 * DAY), stands(link, at=AT + 90 * DAY)) == (True, False)

    leave_waiting_list(house.visitor, place, at=AT)

    assert (stands(link, at=AT + timedelta(hours=23)), stands(link, at=AT + DAY)) == (True, False)


def test_the_desk_ends_all_of_one_place_and_no_others(house: House) -> None:
    mine, other = (joins(house, an_asker(house, name)) for name in ("Mine", "Other"))
    ended, kept = [link_to(house, mine), link_to(house, mine)], link_to(house, other)
    revoke_waiting_links(house.desk, mine, at=AT)
    assert ([stands(one) for one in ended], stands(kept)) == ([False, False], True)
    assert AuditRow.objects.get(action="revoke_waiting_links").detail == '{"links":2}'


def tried(house: House, link: AnyLink, born: date = WRONG) -> str:
    try:
        confirm_birth_date(house.visitor, link, born, at=AT)
    except NotAllowed as refused:
        return refused.code
    return "right"


def test_five_tries_are_of_the_patient_whichever_links_they_are_on(house: House) -> None:
    hip, place = waiting_patient(house)
    (visit,) = bookings.bookings_of(house.desk, hip.case)
    token = issue_link(house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=AT).secret
    by_case = links.find_link(token, at=AT)
    assert by_case is not None
    found: tuple[AnyLink, ...] = (link_to(house, place), to_visit(house, visit.id), by_case)

    assert [tried(house, found[n % 3]) for n in range(5)] == ["wrong-birth-date"] * 5
    assert {tried(house, one, BORN) for one in found} == {"link-locked"}

    give_tries_back(house.desk, hip.case, at=AT)
    assert {tried(house, one, BORN) for one in found} == {"right"}


def test_they_are_of_the_request_while_nobody_has_said_whose_it_is(house: House) -> None:
    held = a_holder(house, "Late", on(1))
    place = joins(house, held)
    found = (link_to(house, place), to_visit(house, held.id))
    assert [tried(house, found[n % 2]) for n in range(6)] == ["wrong-birth-date"] * 5 + ["link-locked"]


def test_the_desk_gives_them_back_to_who_has_only_asked(house: House) -> None:
    place = joins(house, an_asker(house, "Asker"))
    link, other = link_to(house, place), link_to(house, joins(house, an_asker(house, "Other")))
    for _ in range(5):
        tried(house, link)
    assert links.is_waiting_locked(house.desk, place)
    assert tried(house, other, BORN) == "right"

    give_waiting_tries_back(house.desk, place, at=AT)

    assert tried(house, link, BORN) == "right"


def test_a_link_in_a_message_is_in_the_trail(house: House) -> None:
    place = joins(house, an_asker(house, "Asker"))
    link = link_to(house, place)
    told = AuditRow.objects.get(action="issue_waiting_link")
    assert (told.subject, told.detail) == (link.id, f'{{"waiting":"{place}"}}')
    assert LinkRow.objects.get().channel == "mail"


def test_the_same_form_sent_again_opens_the_place_again(house: House) -> None:
    request = Subject(request=RequestId(an_asker(house, "Asker")))
    visitor = replace(house.visitor, submit="a key")
    receipts = [join_waiting_list(visitor, request, ANY, at=AT) for _ in range(2)]
    assert [one.repeated for one in receipts] == [False, True]
    for receipt in receipts:
        token = issue_own_waiting_link(house.visitor, receipt, at=AT).secret
        link = links.find_waiting_link(token, at=AT)
        assert link is not None and link.waiting == receipts[0].subject
    with pytest.raises(NotFound, match="Nobody waits under this entry"):
        issue_own_waiting_link(house.visitor, Receipt(subject=an_asker(house, "Other")), at=AT)


@pytest.mark.parametrize("when", ["before the offer", "after the offer"])
@pytest.mark.parametrize("waits_for", ["booking", "case"])
def test_who_was_registered_twice_takes_the_time_that_is_held_for_them(
    house: House, when: str, waits_for: str
) -> None:
    kept, other = a_hip(house, "Ferro", visit=on(6)), a_hip(house, "Zander", visit=on(5))
    (visit,) = bookings.bookings_of(house.desk, other.case)
    early = a_holder(house, "Early", on())
    subject = (
        Subject(booking=BookingId(visit.id)) if waits_for == "booking" else Subject(case=CaseId(other.case))
    )
    place = join_waiting_list(house.desk, subject, ANY, at=AT).subject
    if waits_for == "case":
        cancels(house, visit)  # they have no visit now, and get a new one
    cancels(house, early)
    if when == "after the offer":
        assert serve(house) == 1
    merge_patients(house.desk, other.patient, kept.patient, why=WhyMerged.REGISTERED_TWICE, at=AT)
    if when == "before the offer":
        assert serve(house) == 1
    link = link_to(house, place)

    found = offers.find_offer_of(link.scope, place)
    assert found is not None
    accept_offer(link.scope, found.id, at=AT)

    assert offers.load_offer(house.desk, found.id).status is OfferStatus.ACCEPTED
    assert on() in [one.visit for one in bookings.bookings_of(house.desk, other.case)]
    assert {row.patient_id for row in BookingRow.objects.filter(case_id=other.case)} == {other.patient}


def test_a_person_registered_twice_has_one_offer_at_once(house: House) -> None:
    (kept, _), (other, _) = waiting_patient(house, "Ferro", 6), waiting_patient(house, "Zander", 5)
    merge_patients(house.desk, other.patient, kept.patient, why=WhyMerged.REGISTERED_TWICE, at=AT)
    assert serve(house) == 1
    assert the_offer(house)
