"""Two at the desk at once: one merge, one undo, one number, one task; and nobody registered twice."""

from collections import Counter
from collections.abc import Callable, Sequence
from uuid import UUID

import pytest

from enthesis.actions.act import Receipt
from enthesis.actions.merges import merge_patients, part_patients
from enthesis.actions.registration import register_patient
from enthesis.actions.requests import book_consultation
from enthesis.actions.tasks import add_task, finish_task
from enthesis.actions.triage import decline_request, set_urgency
from enthesis.domain.errors import Problem
from enthesis.domain.people.matching import KnownPatient
from enthesis.domain.people.merging import WhyMerged, WhyParted
from enthesis.domain.people.registration import Registering
from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.practice.task import Todo
from enthesis.domain.practice.triage import HowSoon, WhyDeclined
from enthesis.domain.terms import PatientId
from enthesis.store import bookings, cases, merges, patients
from enthesis.store.audit import find_break
from enthesis.store.models import MergeRow, PatientRow, QuoteRow, RequestNoteRow
from tests.support.cases import AT, House, a_contact, a_hip, a_house, a_request, a_visit
from tests.support.fresh import together
from tests.support.registering import merge, quoted, register, with_prices

pytestmark = pytest.mark.usefixtures("fresh_database")

MANY = 8


def won(results: Sequence[object]) -> list[Receipt]:
    """What succeeded. Whatever else came back must be a sentence, never a crash."""
    broken = [r for r in results if not isinstance(r, Receipt | Problem)]
    assert broken == []
    return [r for r in results if isinstance(r, Receipt)]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What came of each act when all began at the same moment."""
    return list(together(len(acts), lambda number: acts[number]()))


def merged(house: House, one: UUID, into: UUID) -> Receipt:
    return merge_patients(house.desk, one, into, why=WhyMerged.REGISTERED_TWICE, at=AT)


def a_house_and(number: int) -> tuple[House, list[PatientId]]:
    house = a_house()
    assert house.desk
    return house, [register(house) for _ in range(number)]


def test_two_who_merge_the_same_two_either_way_make_one_merge() -> None:
    house, (one, two) = a_house_and(2)

    results = at_once(*[lambda: merged(house, one, two), lambda: merged(house, two, one)] * (MANY // 2))

    assert len(won(results)) == 1
    assert MergeRow.objects.filter(parted_at=None).count() == 1
    assert find_break() is None


def test_a_ring_of_merges_never_closes() -> None:
    house, (one, two, three) = a_house_and(3)

    won(at_once(*(lambda a=a, b=b: merged(house, a, b) for a, b in ((one, two), (two, three), (three, one)))))

    standing = merges.list_standing(house.desk)
    assert standing
    assert not set(standing) & set(standing.values())


def test_one_of_many_takes_a_merge_back() -> None:
    house, (one, two) = a_house_and(2)
    made = merge(house, one, two)

    results = at_once(*[lambda: part_patients(house.desk, made, why=WhyParted.TWO_PEOPLE, at=AT)] * MANY)

    assert len(won(results)) == 1
    assert merges.list_standing(house.desk) == {}


def test_a_merge_beside_a_booking_leaves_one_open_case_of_one_person() -> None:
    house = a_house()
    kept, twin = a_hip(house), register(house)
    request = a_request(house)

    at_once(
        lambda: book_consultation(
            house.desk, request, a_visit(clinician="other"), who=KnownPatient(patient=twin), at=AT
        ),
        lambda: merged(house, twin, kept.patient),
    )

    assert merges.main_of(house.desk, twin) == kept.patient
    found = cases.list_cases(house.desk, patient=kept.patient)
    booked = bookings.load_request(house.desk, request)
    assert booked.status is RequestStatus.BOOKED
    assert {case.patient for case in found} <= {kept.patient, twin}
    assert booked.case in {case.id for case in found}
    for case in found:
        assert {b.case for b in bookings.bookings_of(house.patient(case.patient), case.id)} == {case.id}


def test_many_who_register_the_same_person_register_one() -> None:
    house = a_house()
    told = Registering(contact=a_contact())
    assert house.desk

    results = at_once(*[lambda: register_patient(house.desk, told, not_these=frozenset(), at=AT)] * MANY)

    assert len(won(results)) == 1
    assert PatientRow.objects.count() == 1
    assert len(patients.list_contacts(house.desk)) == 1


def test_no_two_quotes_have_one_number_and_one_replaces_one() -> None:
    house, (one,) = a_house_and(1)
    with_prices(house)
    first = quoted(house, one)

    results = at_once(
        *[lambda: quoted(house, one, replaces=first)] * MANY, *[lambda: quoted(house, one)] * MANY
    )

    assert [r for r in results if not isinstance(r, UUID | Problem)] == []
    assert max(Counter(QuoteRow.objects.values_list("number", flat=True)).values()) == 1
    assert QuoteRow.objects.filter(replaces_id=first).count() == 1
    assert sorted(QuoteRow.objects.values_list("number", flat=True)) == list(range(1, MANY + 3))


def test_a_task_is_done_by_one() -> None:
    house = a_house()
    task = add_task(house.desk, Todo(words="Call"), at=AT).subject

    results = at_once(*[lambda: finish_task(house.desk, task, outcome="", read=1, at=AT)] * MANY)

    assert len(won(results)) == 1


def test_a_request_is_booked_or_declined_and_every_note_has_its_number() -> None:
    house = a_house()
    twin = register(house)
    request = a_request(house)

    results = at_once(
        lambda: book_consultation(house.desk, request, a_visit(), who=KnownPatient(patient=twin), at=AT),
        lambda: decline_request(house.desk, request, why=WhyDeclined.OUTSIDE, words="", at=AT),
        *[lambda: set_urgency(house.desk, request, HowSoon.ROUTINE, injured=None, words="", at=AT)] * MANY,
    )

    won(results)
    told = bookings.load_request(house.desk, request)
    assert (told.status is RequestStatus.BOOKED) == (told.case is not None)
    assert told.status in (RequestStatus.BOOKED, RequestStatus.DECLINED)
    numbers = sorted(RequestNoteRow.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
