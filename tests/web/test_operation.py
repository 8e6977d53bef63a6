"""The page of an operation: booked, moved and cancelled there; told on case, calendar and Today."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse

from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.operation import OperationState, check_team
from enthesis.domain.practice.practice import Clinician, Hospital
from enthesis.domain.terms import PersonId, Role
from enthesis.store.people import Person
from enthesis.store.practice import load_written_practice, save_practice
from enthesis.web.pages.practice.operation.form import OperationForm
from tests.support.cases import AT, ZONE, Hip, a_hip, a_house, practice_of
from tests.support.operations import a_planned_hip, a_theatre, book, change, the_operation
from tests.support.screen import Screen, text_of

pytestmark = pytest.mark.django_db
WHERE = {"hospital": "general", "on": "2027-03-23", "begins": "10:00", "minutes": "120", "surgeon": "doctor"}


@pytest.fixture
def hip() -> Hip:
    return a_planned_hip()


def page(hip: Hip) -> str:
    return reverse("practice:operation", kwargs={"case_id": hip.case})


def send(hip: Hip, typed: Mapping[str, object], *, role: Role = Role.DESK) -> HttpResponse:
    told = {"submit_key": "a key", "version": str(hip.read), **typed}
    return Screen(hip.house.scope(role), hip).post(page(hip), told)


def test_a_surgeon_is_one_person_by_the_account_the_practice_file_names() -> None:
    account = Person(
        id=PersonId(uuid4()), email="D@example.org", name="Dr. D", role=Role.SURGEON, active=True
    )
    clinician = Clinician(slug="doctor", name="The Doctor", account="d@example.org")
    site = replace(practice_of("north"), sessions=(), clinicians=(clinician,))
    hospital = Hospital(slug="general", name="General Hospital", zone=ZONE)
    typed = {**WHERE, "version": "1", "submit_key": "1", "assistants": [str(account.id)]}
    form = OperationForm(typed, site=replace(site, hospitals=(hospital,)), people=(account,), is_new=True)
    assert form.is_valid()
    assert [(m.person, m.clinician) for m in form.team] == [(account.id, "doctor")] * 2
    assert form["surgeon"].as_widget().count("<option") == 1
    with pytest.raises(Invalid, match="Somebody stands in the team twice"):
        check_team(form.team)


def test_the_page_books_confirms_moves_and_cancels(hip: Hip) -> None:
    screen = Screen(hip.house.scope(Role.ASSISTANT), hip)
    before = text_of(screen.get(page(hip)))
    assert "No operation is booked." in before
    nurse = hip.house.nurse.actor
    told = {**WHERE, "nurses": [str(nurse.person)], "anaesthesia": "A guest", "version": str(hip.read)}
    assert screen.post(page(hip), {**told, "submit_key": "1"}).status_code == 303

    shown = text_of(screen.get(page(hip)))
    for words in (
        "Tuesday, 23 March 2027, 10:00, 120 minutes",
        "General Hospital",
        "Planned, not confirmed by the hospital",
        "The plan is not signed.",
        "Tuesday, 6 April 2027",
    ):
        assert words in shown
    names = [member.name for member in the_operation(hip).team]
    assert names == ["The Doctor", "A guest", nurse.name]

    acted = {"act": "confirm", "version": "1", "submit_key": "2"}
    assert screen.post(page(hip), acted).status_code == 303
    assert the_operation(hip).state is OperationState.CONFIRMED
    moved = {**told, "on": "2027-03-30", "reason": "No theatre.", "version": "2", "submit_key": "3"}
    assert screen.post(page(hip), moved).status_code == 303
    assert the_operation(hip).on == date(2027, 3, 30)
    off = {"act": "cancel", "version": "3", "submit_key": "4"}
    refused = screen.post(page(hip), off)
    assert refused.status_code == 422 and "It is not said why." in text_of(refused)
    off |= {"why": "The patient is ill."}
    assert screen.post(page(hip), off).status_code == 303
    shown = text_of(screen.get(page(hip)))
    assert "No operation is booked." in shown
    assert "No theatre." in shown and "The patient is ill." in shown


def test_a_weekend_is_asked_about_and_booked_when_it_is_meant(hip: Hip) -> None:
    saturday = {**WHERE, "on": "2027-03-27"}
    asked = send(hip, saturday)
    assert asked.status_code == 422
    assert "Saturday 27 March 2027 is at a weekend." in text_of(asked)
    assert 'name="all_the_same"' in asked.content.decode()
    assert send(hip, {**saturday, "all_the_same": "on"}).status_code == 303


def test_who_was_slower_sees_both_versions(hip: Hip) -> None:
    book(hip)
    change(hip, a_theatre(date(2027, 3, 25)), reason="Later.")
    late = send(hip, {**WHERE, "on": "2027-03-24", "reason": "Earlier.", "version": "1"})
    assert late.status_code == 409
    told = text_of(late)
    assert "2027-03-25" in told and "2027-03-24" in told
    assert "Begins at" not in told and "Book this day all the same" not in told


def test_without_a_hospital_the_page_says_what_to_add(hip: Hip) -> None:
    other = a_hip(a_house("south"))
    save_practice(practice_of("south"), at=AT)
    assert load_written_practice(other.house.desk).hospitals == ()
    told = text_of(Screen(other.house.desk, other).get(page(other)))
    assert "Add [[hospitals]] with slug, name and zone to it" in told


def test_case_calendar_and_today_tell_of_it(hip: Hip) -> None:
    book(hip, a_theatre(date(2027, 3, 12)))
    screen = Screen(hip.house.desk, hip)
    case = reverse("practice:case", kwargs={"case_id": hip.case})
    calendar = reverse("practice:calendar") + "?view=week&on=2027-03-12"
    for where in (case, calendar, reverse("practice:today")):
        told = text_of(screen.get(where))
        assert "Friday, 12 March 2027, 10:00, 120 minutes" in told, where
        assert "General Hospital" in told, where
