"""A contact is corrected by a new version; what opens or carries a private link ends the links with it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from enthesis.actions import outcomes
from enthesis.actions.patients import correct_contact
from enthesis.domain.errors import Invalid, NotFound, Stale
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.terms import Role, Side
from enthesis.store import links, patients
from enthesis.store.models import AuditRow, ContactRow
from tests.support.cases import BORN, Hip, a_hip, a_house, a_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def correct(hip: Hip, *, read: int = 1, **changed: object) -> None:
    contact = replace(patients.load_contact(hip.house.desk, hip.patient), **changed)  # type: ignore[arg-type]
    correct_contact(hip.house.desk, hip.patient, contact, read=read, at=hip.tick())


def a_link(hip: Hip) -> str:
    return outcomes.issue_link(
        hip.house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=hip.tick()
    ).secret


def stands(hip: Hip, token: str) -> bool:
    return links.find_link(token, at=hip.now) is not None


def test_the_correction_is_in_force_and_the_earlier_version_stays(hip: Hip) -> None:
    correct(hip, family="Ferro-Marin", language="es")

    now = patients.load_contact_in_force(hip.house.desk, hip.patient)
    assert (now.version, now.contact.name, now.contact.language) == (2, "Ida Ferro-Marin", "es")
    told = ContactRow.objects.filter(patient_id=hip.patient).order_by("version")
    assert [row.family for row in told] == ["Ferro", "Ferro-Marin"]
    assert told[1].by == hip.house.desk.actor.person


def test_the_trail_names_the_fields_and_never_what_they_hold(hip: Hip) -> None:
    correct(hip, family="Marin", email="marin@example.org")

    entry = AuditRow.objects.get(action="correct_contact")
    assert entry.patient == hip.patient
    assert entry.detail == '{"changed":["family","email"],"links":0,"version":2}'


@pytest.mark.parametrize(
    ("field", "value"),
    [("birth_date", BORN + timedelta(days=1)), ("email", "new@example.org"), ("phone", "+12015550124")],
)
def test_another_birth_date_mail_or_telephone_ends_every_link_of_the_patient(
    hip: Hip, field: str, value: object
) -> None:
    other_hip = a_hip(hip.house, side=Side.RIGHT, visit=a_visit(clinician="other"))
    neighbour = a_hip(hip.house, "Bruno", visit=a_visit(datetime(2027, 3, 9, 14, 0)))  # noqa: DTZ001
    mine, theirs = [a_link(hip), a_link(other_hip)], a_link(neighbour)
    assert other_hip.patient == hip.patient

    correct(hip, **{field: value})

    assert [stands(hip, token) for token in mine] == [False, False]
    assert stands(neighbour, theirs)
    assert '"links":2' in AuditRow.objects.get(action="correct_contact").detail
    assert stands(hip, a_link(hip))


def test_a_name_leaves_the_links(hip: Hip) -> None:
    token = a_link(hip)

    correct(hip, given="Ada")

    assert stands(hip, token)


def test_who_read_an_older_version_is_told(hip: Hip) -> None:
    correct(hip, given="Ada")

    with pytest.raises(Stale, match="you read version 1, it is at 2"):
        correct(hip, given="Eda")
    assert patients.load_contact(hip.house.desk, hip.patient).given == "Ada"


def test_nothing_different_and_impossible_birth_dates_are_refused(hip: Hip) -> None:
    with pytest.raises(Invalid, match="Nothing is different"):
        correct(hip)
    with pytest.raises(Invalid, match="cannot be a date of birth"):
        correct(hip, birth_date=hip.now.date() + timedelta(days=1))
    assert ContactRow.objects.filter(patient_id=hip.patient).count() == 1


def test_another_practice_s_patient_is_not_found(hip: Hip) -> None:
    contact = patients.load_contact(hip.house.desk, hip.patient)

    with pytest.raises(NotFound):
        correct_contact(a_house("south").scope(Role.DESK), hip.patient, contact, read=1, at=hip.tick())
