"""Two patients who are one: found as one, called as the one who is kept, and parted exactly as they were."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection

from enthesis.actions import outcomes
from enthesis.actions.confirmation import confirm_birth_date
from enthesis.actions.merges import merge_patients, part_patients
from enthesis.actions.patients import correct_contact
from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Stale
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Purpose
from enthesis.domain.people.matching import KnownPatient, NewPatient
from enthesis.domain.people.merging import WhyMerged, WhyParted
from enthesis.domain.terms import Role, Side
from enthesis.store import bookings, cases, links, lists, merges, patients
from enthesis.store.audit import find_break
from enthesis.store.extracts import list_operated
from enthesis.store.models import AuditRow
from enthesis.store.payments import list_insurance, list_quotes
from enthesis.store.signatures import count_signatures, find_broken_signature
from tests.support.cases import AT, BORN, Hip, House, a_contact, a_hip, a_house, a_request, a_visit, book
from tests.support.registering import insured, merge, quoted, register, with_prices

pytestmark = pytest.mark.django_db

NEXT_DAY = AT + timedelta(days=1)
NOON = datetime(2027, 3, 9, 12, 0)  # noqa: DTZ001  a wall time, as a_visit() has it


@pytest.fixture
def house() -> House:
    return a_house()


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the trail, the forms sent, the links and the merges themselves."""
    kept = {}
    for model in apps.get_app_config("store").get_models():
        table = model._meta.db_table
        if table not in ("audit", "submission", "merge", "link"):
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608  our own names
                kept[table] = list(cursor.fetchall())
    return kept


def twice(house: House) -> tuple[Hip, Hip]:
    """Ida Ferro with a left hip, and Ida Fero, born a day and a month swapped, with a left one as well."""
    kept = a_hip(house)
    request = a_request(house, "Fero")
    other = Hip(house, book(house, request, a_visit(NOON)), AT)
    return kept, other


def part(house: House, merged: UUID, why: WhyParted = WhyParted.TWO_PEOPLE) -> None:
    part_patients(house.desk, merged, why=why, at=AT)


def test_both_are_called_as_the_one_who_is_kept(house: House) -> None:
    kept, other = twice(house)
    merge(house, other.patient, kept.patient)

    assert patients.load_contact(house.desk, other.patient).name == "Ida Ferro"
    assert {item.contact.name for item in lists.list_hips(house.desk) if item.contact} == {"Ida Ferro"}
    assert {case.id for case in cases.list_cases(house.desk, patient=kept.patient)} == {kept.case, other.case}
    assert other.file.contact == kept.file.contact
    assert set(patients.list_contacts(house.desk)) == {kept.patient}


def test_no_row_moves_and_parting_leaves_everything_as_it_was(house: House) -> None:
    kept, other = twice(house)
    kept.to(Stage.PLANNED)
    before, signed = rows(), count_signatures()

    merged = merge(house, other.patient, kept.patient)
    assert rows() == before
    part(house, merged)

    assert rows() == before
    assert patients.load_contact(house.desk, other.patient).name == "Ida Fero"
    assert [case.id for case in cases.list_cases(house.desk, patient=other.patient)] == [other.case]
    assert (count_signatures(), find_broken_signature(), find_break()) == (signed, None, None)


def test_signatures_stand_on_both_hips_while_they_are_one(house: House) -> None:
    kept, other = twice(house)
    other.to(Stage.PLANNED)
    merge(house, other.patient, kept.patient)
    kept.now = other.tick()
    kept.to(Stage.PLANNED)

    assert find_broken_signature() is None
    assert {kept.stage, other.stage} == {Stage.PLANNED}


def test_the_trail_tells_who_is_whom_and_how_many_links_ended(house: House) -> None:
    kept, other = twice(house)
    tokens = [
        outcomes.issue_link(house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=hip.tick()).secret
        for hip in (kept, other)
    ]
    merged = merge(house, other.patient, kept.patient, at=kept.tick())

    assert [links.find_link(token, at=kept.tick()) for token in tokens] == [None, None]
    entry = AuditRow.objects.get(action="merge_patients")
    assert (entry.patient, entry.subject) == (kept.patient, merged)
    assert entry.detail == f'{{"links":2,"other":"{other.patient}","why":"registered_twice"}}'
    part(house, merged)
    assert '"why":"two_people"' in AuditRow.objects.get(action="part_patients").detail
    told = merges.load_merge(house.desk, merged)
    assert (told.holds, told.why_parted, told.parted_by_name) == (False, WhyParted.TWO_PEOPLE, "Desk")


def test_a_new_link_to_the_other_s_hip_opens_with_the_birth_date_that_is_kept(house: House) -> None:
    kept = a_hip(house)
    wrong = register(house, birth_date=date(1961, 4, 5))
    merge(house, kept.patient, wrong)
    token = outcomes.issue_link(
        house.desk, kept.case, "baseline", wordings=DEMONSTRATION, at=kept.tick()
    ).secret
    link = links.find_link(token, at=kept.tick())
    assert link

    with pytest.raises(NotAllowed):
        confirm_birth_date(house.visitor, link, BORN, at=kept.tick())
    confirm_birth_date(house.visitor, link, date(1961, 4, 5), at=kept.tick())
    assert patients.load_contact(link.scope, link.patient).birth_date == date(1961, 4, 5)
    with pytest.raises(NotFound):
        patients.load_contact(link.scope, register(house, a_contact("Bruno")))


def test_a_correction_of_either_is_a_correction_of_the_person(house: House) -> None:
    kept, other = twice(house)
    merged = merge(house, other.patient, kept.patient)
    contact = replace(a_contact(), phone="+12015550177")

    correct_contact(house.desk, other.patient, contact, read=1, at=AT)

    assert patients.load_contact_in_force(house.desk, kept.patient).contact == contact
    part(house, merged)
    assert patients.load_contact(house.desk, other.patient).phone == "+12015550123"


def test_a_request_in_either_name_is_matched_once(house: House) -> None:
    kept, other = twice(house)
    same = register(house)
    merge(house, other.patient, kept.patient)
    merge(house, same, kept.patient)

    known = patients.list_born_on(house.desk, BORN)
    assert {p: contact.family for p, contact in known.items()} == {
        kept.patient: "Ferro",
        other.patient: "Fero",
    }

    again = book(house, a_request(house, "Fero", side=Side.RIGHT), a_visit(clinician="other"))
    assert cases.load_case(house.desk, again).patient == kept.patient


def test_a_booking_under_the_other_name_goes_on_with_the_open_case(house: House) -> None:
    kept = a_hip(house).to(Stage.CLOSED)
    other = Hip(house, book(house, a_request(house, "Fero"), a_visit(NOON)), AT)
    merge(house, other.patient, kept.patient)

    case = book(house, a_request(house), a_visit(clinician="other"), who=KnownPatient(patient=kept.patient))

    assert case == other.case
    assert {b.case for b in bookings.bookings_of(house.patient(other.patient), case)} == {case}


def test_who_was_chosen_before_the_merge_is_the_one_who_is_kept(house: House) -> None:
    kept, twin = a_hip(house), register(house)
    request = a_request(house, side=Side.RIGHT)
    merge(house, twin, kept.patient)

    case = book(house, request, a_visit(clinician="other"), who=KnownPatient(patient=twin))

    assert cases.load_case(house.desk, case).patient == kept.patient
    with pytest.raises(Stale, match="somebody of this name and date of birth"):
        book(house, a_request(house), a_visit(NOON), who=NewPatient(not_these=frozenset({twin})))


def test_insurance_and_quotes_of_both_are_the_person_s(house: House) -> None:
    with_prices(house)
    one, other = register(house), register(house)
    insured(house, other)
    quoted(house, other)
    merged = merge(house, other, one)
    insured(house, other, payer="Another", at=NEXT_DAY)

    assert [told.insurance.payer for told in list_insurance(house.desk, one)] == ["Another", "A payer"]
    assert len(list_quotes(house.desk, one)) == 1
    part(house, merged)
    assert [told.insurance.payer for told in list_insurance(house.desk, other)] == ["A payer"]


def test_a_person_counts_once_in_an_extract(house: House) -> None:
    kept, other = twice(house)
    for hip in (kept, other):
        hip.to(Stage.OPERATED)
    kept.decide(purpose=Purpose.REGISTRY)
    merge(house, other.patient, kept.patient)
    told = [one for chunk in list_operated(house.scope(Role.RESEARCHER)) for one in chunk.operated]

    assert {one.patient for one in told} == {kept.patient}
    assert sorted(one.number for one in told) == [1, 2]


@pytest.mark.parametrize(
    ("first", "then", "sentence"),
    [
        ((0, 1), (0, 2), "This patient has been merged into another already"),
        ((0, 1), (2, 0), "The patient who is to be kept has been merged into another"),
        ((0, 1), (1, 2), "Others have been merged into the patient who is not to be kept"),
    ],
)
def test_a_person_is_one_step_away_and_never_two(
    house: House, first: tuple[int, int], then: tuple[int, int], sentence: str
) -> None:
    three = [register(house) for _ in range(3)]
    merge(house, three[first[0]], three[first[1]])

    with pytest.raises(NotAllowed, match=sentence):
        merge(house, three[then[0]], three[then[1]])


def test_nobody_is_merged_with_themselves_or_across_the_wall(house: House) -> None:
    one, stranger = register(house), register(a_house("south"))

    with pytest.raises(Invalid, match="one and the same patient"):
        merge(house, one, one)
    with pytest.raises(NotFound):
        merge(house, one, stranger)
    with pytest.raises(NotFound):
        part_patients(
            a_house("west").desk, merge(house, register(house), one), why=WhyParted.WRONG_WAY, at=AT
        )


def test_a_merge_is_taken_back_once_and_can_be_made_again(house: House) -> None:
    one, other = register(house), register(house)
    merged = merge(house, other, one)
    part(house, merged, WhyParted.WRONG_WAY)

    with pytest.raises(Stale, match="taken this merge back already"):
        part(house, merged)
    merge_patients(house.desk, one, other, why=WhyMerged.NAME_CHANGED, words="The other way.", at=NEXT_DAY)
    assert merges.main_of(house.desk, one) == other
    assert [told.holds for told in merges.list_merges(house.desk, one)] == [False, True]
