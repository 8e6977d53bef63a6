"""Patients the practice has already: one by a form, many from a file, nobody twice."""

from dataclasses import replace
from datetime import date

import pytest

from enthesis.actions.registration import import_patients, register_patient
from enthesis.domain.errors import Invalid, Stale
from enthesis.domain.people.likeness import Sign
from enthesis.domain.people.patient import Sex
from enthesis.domain.people.registration import Registering
from enthesis.domain.terms import PatientId, Role, Side
from enthesis.store import patients
from enthesis.store.models import AuditRow, ContactRow, PatientRow
from tests.support.cases import AT, House, a_contact, a_house
from tests.support.registering import merge, register

pytestmark = pytest.mark.django_db

NOBODY: frozenset[PatientId] = frozenset()


@pytest.fixture
def house() -> House:
    return a_house()


def people(*families: str) -> tuple[Registering, ...]:
    return tuple(
        Registering(
            contact=replace(
                a_contact(family), birth_date=date(1950 + n, 1, 9), email="", phone=f"+1201555010{n}"
            ),
            sex=Sex.FEMALE,
            hips=(Side.LEFT, Side.RIGHT)[:n],
        )
        for n, family in enumerate(families)
    )


def test_a_patient_has_contact_and_hips_and_no_case(house: House) -> None:
    told = Registering(contact=a_contact(), sex=Sex.FEMALE, hips=(Side.LEFT, Side.RIGHT))
    patient = PatientId(register_patient(house.desk, told, not_these=NOBODY, at=AT).subject)

    assert patients.load_contact(house.desk, patient) == a_contact()
    assert patients.load_patient(house.desk, patient).sex is Sex.FEMALE
    assert set(patients.list_hips_of(house.desk, patient).values()) == {Side.LEFT, Side.RIGHT}
    assert AuditRow.objects.get(action="register_patient").detail == '{"hips":2}'


def test_somebody_alike_must_have_been_looked_at(house: House) -> None:
    first = register(house, birth_date=date(1961, 4, 5))
    told = Registering(contact=a_contact())

    assert patients.list_alike(house.desk, a_contact()) == {
        first: (Sign.SAME_NAME, Sign.DAY_MONTH, Sign.SAME_PHONE, Sign.SAME_EMAIL)
    }
    with pytest.raises(Stale, match="Somebody like this is known already"):
        register_patient(house.desk, told, not_these=NOBODY, at=AT)
    register_patient(house.desk, told, not_these=frozenset({first}), at=AT)
    assert PatientRow.objects.count() == 2


def test_whoever_is_alike_is_found_without_reading_everybody(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        register(
            house, given=f"G{number}", birth_date=date(1980, 1, number + 1), phone="", email=f"{number}@x.org"
        )
    one = register(house, birth_date=date(1961, 4, 5), email="")
    read: list[object] = []
    own = patients.contact_of
    monkeypatch.setattr(patients, "contact_of", lambda row: read.append(row) or own(row))
    assert set(patients.list_alike(house.desk, a_contact())) == {one}
    assert len(read) == 1


def test_who_is_also_another_is_found_by_either_name(house: House) -> None:
    kept, gone = register(house), register(house, a_contact("Marin"))
    merge(house, gone, kept)

    assert set(patients.list_alike(house.desk, a_contact("Marin"))) == {kept}


def test_an_impossible_birth_date_is_refused(house: House) -> None:
    told = Registering(contact=replace(a_contact(), birth_date=date(2027, 3, 9)))
    with pytest.raises(Invalid, match="cannot be a date of birth"):
        register_patient(house.desk, told, not_these=NOBODY, at=AT)


def test_a_file_becomes_patients_and_the_trail_counts_them(house: House) -> None:
    told = people("Alba", "Berg", "Cruz")
    import_patients(house.desk, told, at=AT)

    assert {c.family for c in patients.list_contacts(house.desk).values()} == {"Alba", "Berg", "Cruz"}
    assert set(ContactRow.objects.values_list("version", flat=True)) == {1}
    assert AuditRow.objects.get(action="import_patients").detail == '{"hips":3,"patients":3}'


def test_nobody_of_a_file_is_kept_when_one_became_known(house: House) -> None:
    told = people("Alba", "Berg")
    register(house, told[1].contact)

    with pytest.raises(Stale, match="Nobody was registered now"):
        import_patients(house.desk, told, at=AT)
    assert PatientRow.objects.count() == 1
    with pytest.raises(Invalid, match="There is nobody to register"):
        import_patients(house.desk, (), at=AT)


def test_the_operator_may_import_and_another_practice_s_patients_are_not_known(house: House) -> None:
    import_patients(house.desk, people("Alba"), at=AT)
    south = a_house("south")
    import_patients(south.scope(Role.SYSTEM), people("Alba"), at=AT)

    assert len(patients.list_contacts(south.desk)) == 1
