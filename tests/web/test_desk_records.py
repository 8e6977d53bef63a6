"""What the desk keeps, page by page: found, shown, sent, refused in words, and kept once."""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from enthesis.actions.tasks import add_task
from enthesis.actions.triage import decline_request, set_urgency
from enthesis.domain.people.patient import Reach
from enthesis.domain.people.registration import template
from enthesis.domain.practice.referral import RequestStatus
from enthesis.domain.practice.task import Todo
from enthesis.domain.practice.triage import HowSoon, WhyDeclined
from enthesis.domain.terms import Role
from enthesis.store import bookings, patients, payments, tasks, triage
from enthesis.store.models import MergeRow, PatientRow, TaskRow
from enthesis.store.scope import Scope
from tests.support.cases import AT, House, a_contact, a_hip, a_hold, a_house, a_request, a_visit
from tests.support.registering import insured, merge, quoted, register, with_prices
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings: Any, tmp_path: Path) -> House:
    settings.DATA = tmp_path
    return a_house()


class Desk:
    """Somebody signed in, at one moment."""

    def __init__(self, scope: Scope) -> None:
        self.client = Client()
        with time_machine.travel(AT, tick=False):
            self.client.force_login(get_user_model().objects.get(pk=scope.actor.person))

    def get(self, page: str, query: str = "", **place: object) -> HttpResponse:
        with time_machine.travel(AT, tick=False):
            return self.client.get(reverse(f"practice:{page}", kwargs=place) + query)  # type: ignore[return-value]

    def send(self, page: str, told: dict[str, object], query: str = "", **place: object) -> HttpResponse:
        address = reverse(f"practice:{page}", kwargs=place) + query
        with time_machine.travel(AT, tick=False):
            return self.client.post(address, {"submit_key": "a key", **told})  # type: ignore[return-value]


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house.desk)


# Requests


def test_the_most_urgent_comes_first_with_its_reasons(house: House, desk: Desk) -> None:
    a_request(house, "Calm", at=AT - timedelta(days=1))
    a_request(house, "Long", at=AT - timedelta(days=20))
    told = text_of(desk.get("requests"))

    assert told.index("Ida Long") < told.index("Ida Calm")
    assert "This week suggested : The request has waited for 5 days or more" not in told
    assert "The request has waited for 14 days or more" in told


def test_who_asks_twice_is_one_person_on_the_page(house: House, desk: Desk) -> None:
    for family in ("Ferro", "FERRO", "Fero"):
        a_request(house, family)
    told = desk.get("requests")

    assert told.content.count(b'class="card request-card"') == 2
    assert "This person asked more than once" in text_of(told)
    assert "May be the same person as Ida Fero, who also asks: names differ by one letter" in text_of(told)


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("?urgency=today", "Ida Urgent"),
        ("?urgency=routine", "Ida Calm"),
        ("?status=declined", "Ida Declined"),
        ("?status=withdrawn", "Ida Gone"),
    ],
)
def test_the_list_is_filtered(house: House, desk: Desk, query: str, seen: str) -> None:
    a_request(house, "Calm")
    set_urgency(house.desk, a_request(house, "Urgent"), HowSoon.TODAY, injured=None, words="!", at=AT)
    decline_request(house.desk, a_request(house, "Declined"), why=WhyDeclined.MISTAKE, words="", at=AT)
    gone = bookings.load_request(house.desk, a_request(house, "Gone"))
    bookings.save_request_ended(house.desk, gone, RequestStatus.WITHDRAWN)
    told = text_of(desk.get("requests", query))

    assert [name for name in ("Calm", "Urgent", "Declined", "Gone") if f"Ida {name}" in told] == [seen[4:]]


def test_an_urgency_is_set_against_the_suggestion_with_a_reason(house: House, desk: Desk) -> None:
    request = a_request(house)
    told = {"act": "urgency", "how_soon": "this_week", "injured": ""}

    refused = desk.send("request", told, request_id=request)
    assert refused.status_code == 422
    assert "Routine was suggested, and you chose this week. Say why in a few words." in text_of(refused)
    assert desk.send("request", {**told, "words": "She cannot sleep."}, request_id=request).status_code == 303
    page = text_of(desk.get("request", request_id=request))
    assert "Urgency: This week (suggested: routine)" in page
    assert "She cannot sleep." in page


def test_a_note_is_on_the_request_and_a_missing_one_is_told(house: House, desk: Desk) -> None:
    request = a_request(house)

    assert "Choose one." in text_of(desk.send("request", {"act": "note"}, request_id=request))
    desk.send("request", {"act": "note", "kind": "no_answer"}, request_id=request)
    assert "Called, no answer" in text_of(desk.get("request", request_id=request))
    assert "Called, no answer" in text_of(desk.get("requests"))


def test_a_declined_request_shows_a_message_to_send_oneself(house: House, desk: Desk) -> None:
    request = a_hold(house, "Ferro", hour=15)
    assert "The time it holds is freed" in text_of(desk.get("request", request_id=request))
    desk.send("request", {"act": "decline", "why": "outside"}, request_id=request)
    page = text_of(desk.get("request", request_id=request))

    assert "This request is declined." in page
    assert "Dear Ida Ferro, Thank you for your request to North." in page
    assert "Nothing was sent." in page
    assert b'name="act"' not in desk.get("request", request_id=request).content


def test_a_request_shows_what_was_told_and_who_it_may_be(house: House, desk: Desk) -> None:
    known = register(house, given="Ada")
    page = desk.get("request", request_id=a_request(house))

    assert "How long not told Before not asked" in text_of(page)
    assert reverse("practice:patient", kwargs={"patient_id": known}).encode() in page.content


def test_who_is_known_under_a_slip_is_shown_before_a_booking(house: House, desk: Desk) -> None:
    known = register(house, a_contact("Fero"))
    same = register(house)
    page = desk.get("book", request_id=a_request(house))

    assert reverse("practice:patient", kwargs={"patient_id": known}).encode() in page.content
    assert reverse("practice:patient", kwargs={"patient_id": same}).encode() not in page.content
    assert "names differ by one letter, same date of birth" in text_of(page)


# Patients


def test_patients_are_found_by_any_name_birth_date_or_number(house: House, desk: Desk) -> None:
    kept, gone = register(house), register(house, a_contact("Marin"))
    register(house, a_contact("Bruno"), phone="+12015550177")
    merge(house, gone, kept)

    for query, names in {
        "": ["Ida Bruno", "Ida Ferro"],
        "?q=FERRO": ["Ida Ferro"],
        "?q=marin": ["Ida Ferro"],
        "?q=0177": ["Ida Bruno"],
        "?q=ida+1961-05-04": ["Ida Bruno", "Ida Ferro"],
        "?q=nobody": [],
    }.items():
        told = text_of(desk.get("patients", query))
        assert [name for name in ("Ida Bruno", "Ida Ferro") if name in told] == names, query
    assert "also registered as Ida Marin" in text_of(desk.get("patients", "?q=marin"))


def test_a_patient_page_shows_the_person_under_every_identity(house: House, desk: Desk) -> None:
    with_prices(house)
    hip = a_hip(house)
    twin = register(house, a_contact("Fero"))
    insured(house, twin)
    quoted(house, twin)
    add_task(house.desk, Todo(words="Call the pharmacy", case=None, patient=twin), at=AT)
    before = text_of(desk.get("patient", patient_id=hip.patient))
    assert "May be the same person Ida Fero, born 4 May 1961 names differ by one letter" in before
    assert "A payer" not in before

    merge(house, twin, hip.patient)
    told = text_of(desk.get("patient", patient_id=hip.patient))
    for words in (
        "Left hip, pathway 1",
        "A payer",
        "Q-00001",
        "Call the pharmacy",
        "Also registered as Ida Fero",
    ):
        assert words in told, words
    assert desk.get("patient", patient_id=twin)["Location"].endswith(f"/{hip.patient}/")


def test_two_open_pathways_of_one_side_are_told(house: House, desk: Desk) -> None:
    kept = a_hip(house)
    other = a_hip(house, "Fero", visit=a_visit(datetime(2027, 3, 9, 12, 0)))  # noqa: DTZ001
    merge(house, other.patient, kept.patient)

    told = text_of(desk.get("patient", patient_id=kept.patient))
    assert "Two pathways of the left hip go on. Close the one that was opened twice." in told


NEW = {
    "given": "Ida",
    "family": "Ferro",
    "birth_date": "1961-05-04",
    "phone": "201-555-0123",
    "language": "en",
    "hips": "both",
}


def test_a_patient_is_registered_and_somebody_alike_is_looked_at_first(house: House, desk: Desk) -> None:
    made = desk.send("register", dict(NEW))
    assert made.status_code == 303
    (patient,) = patients.list_contacts(house.desk)
    assert made["Location"] == reverse("practice:patient", kwargs={"patient_id": patient})

    again = desk.send("register", {**NEW, "given": "Ada", "submit_key": "other"})
    assert again.status_code == 422
    assert "Somebody like this is known." in text_of(again)
    assert "Ida Ferro, born 4 May 1961" in text_of(again)
    ticked = {**NEW, "given": "Ada", "submit_key": "other", "not_these": "on"}
    assert desk.send("register", ticked).status_code == 409  # nobody was shown to whoever ticked
    assert desk.send("register", {**ticked, "seen": f"{patient} x"}).status_code == 303
    assert PatientRow.objects.count() == 2


def test_what_is_wrong_with_a_registration_is_told_at_its_field(desk: Desk) -> None:
    told = text_of(desk.send("register", {**NEW, "phone": "", "birth_date": "1.2.3", "family": ""}))
    assert "Enter the family name." in told
    assert "Enter day, month and year." in told
    turned = text_of(desk.send("register", {**NEW, "given": "Ada\u202e"}))
    assert "There is an invisible character in the name." in turned
    nobody = text_of(desk.send("register", {**NEW, "phone": ""}))
    assert "Enter a mail address or a telephone number." in nobody
    assert PatientRow.objects.count() == 0


def a_file(text: str) -> BytesIO:
    file = BytesIO(text.encode())
    file.name = "patients.csv"
    return file


GOOD = "Bruno,Berg,1950-01-09,201-555-0144,,,male,,\r\n"


def test_a_file_is_checked_then_registered_and_again_registers_nobody(house: House, desk: Desk) -> None:
    text = template() + GOOD + "Eva,Cruz,01/02/1950,201-555-0145,,,,,\r\n"
    checked = text_of(desk.send("register_many", {"do": "check", "file": a_file(text)}))
    assert "New 2" in checked
    assert "Wrong 1" in checked
    assert "Write year-month-day, such as 1961-05-04." in checked
    assert PatientRow.objects.count() == 0

    whole = desk.send("register_many", {"do": "all", "file": a_file(text)})
    assert whole.status_code == 422
    assert "Nobody was registered: 1 line of the file cannot be taken as they are." in text_of(whole)
    assert desk.send("register_many", {"do": "good", "file": a_file(text)}).status_code == 303
    assert {c.family for c in patients.list_contacts(house.desk).values()} == {"Example", "Berg"}

    again = desk.send("register_many", {"do": "all", "file": a_file(template() + GOOD), "submit_key": "2"})
    assert again.status_code == 303
    assert PatientRow.objects.count() == 2


def test_a_file_of_headings_only_is_told(desk: Desk) -> None:
    told = desk.send("register_many", {"do": "check", "file": a_file(template().splitlines()[0])})
    assert told.status_code == 422
    assert "The file has its headings and nobody below them." in text_of(told)


def test_what_somebody_agreed_to_is_registered_corrected_and_told_with_who_recorded_it(
    house: House, desk: Desk
) -> None:
    wrong = desk.send("register", {**NEW, "agreed": ["email"]})
    assert "For reminders by mail, enter a mail address." in text_of(wrong)
    assert desk.send("register", {**NEW, "agreed": ["call", "text"], "submit_key": "2"}).status_code == 303
    (patient,) = patients.list_contacts(house.desk)
    assert patients.load_contact(house.desk, patient).agreed == (Reach.TEXT, Reach.CALL)

    page = desk.get("patient_contact", patient_id=patient)
    assert "Text message, Telephone call: recorded " in text_of(page)
    told = {**NEW, "version": 1, "agreed": ["text"], "submit_key": "3"}
    assert desk.send("patient_contact", told, patient_id=patient).status_code == 303
    assert patients.load_contact(house.desk, patient).agreed == (Reach.TEXT,)
    told = {**told, "given": "Ada", "version": 2, "submit_key": "4"}
    assert desk.send("patient_contact", told, patient_id=patient).status_code == 303
    said = patients.load_agreement(house.desk, patient)
    assert (said.version, said.agreed) == (2, (Reach.TEXT,))  # the third corrected the name only


def test_nothing_is_left_of_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.send("register_many", {"do": "good", "file": a_file(template())})
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_what_is_no_table_is_told_at_the_file(desk: Desk) -> None:
    told = desk.send("register_many", {"do": "check", "file": a_file("name\r\nIda\r\n")})
    assert told.status_code == 422
    assert "There is no column 'name'" in text_of(told)
    assert "Choose a file." in text_of(desk.send("register_many", {"do": "check"}))


def test_the_headings_can_be_downloaded_and_are_read_as_they_are(desk: Desk) -> None:
    answer = desk.get("patients_template")
    assert answer["Content-Disposition"] == 'attachment; filename="patients.csv"'
    assert answer.content.decode("utf-8-sig") == template()


def test_pairs_are_shown_and_merged_by_a_person_and_parted(house: House, desk: Desk) -> None:
    one, other = register(house), register(house, a_contact("Fero"))
    assert "names differ by one letter, same date of birth" in text_of(desk.get("duplicates"))

    place = {"patient_id": one, "other_id": other}
    assert "Choose who is kept." in text_of(desk.send("merge", {"why": "slip"}, **place))
    merged = desk.send("merge", {"why": "slip", "kept": str(one)}, **place)
    assert merged["Location"].endswith(f"/patients/{one}/")
    assert "Nobody seems to be registered twice." in text_of(desk.get("duplicates"))
    again = desk.send("merge", {"why": "slip", "kept": str(one), "submit_key": "2"}, **place)
    assert "This patient has been merged into another already." in text_of(again)

    row = MergeRow.objects.get()
    assert "Ida Fero, born 4 May 1961 is also Ida Ferro" in text_of(desk.get("part", merge_id=row.id))
    assert desk.send("part", {"why": "two_people"}, merge_id=row.id).status_code == 303
    assert "This merge was taken back" in text_of(desk.get("part", merge_id=row.id))
    assert desk.send("part", {"why": "two_people", "submit_key": "2"}, merge_id=row.id).status_code == 409


def test_the_contact_of_somebody_without_a_hip_is_corrected(house: House, desk: Desk) -> None:
    patient = register(house)
    told = {**NEW, "version": 1, "given": "Ada"}
    assert desk.send("patient_contact", told, patient_id=patient).status_code == 303
    assert patients.load_contact(house.desk, patient).given == "Ada"
    assert desk.send("patient_contact", {**told, "submit_key": "2"}, patient_id=patient).status_code == 409


# Tasks


def test_a_task_is_added_given_done_and_opened_again(house: House, desk: Desk) -> None:
    patient = register(house)
    assert "About Ida Ferro." in text_of(desk.get("tasks", f"?patient={patient}"))
    assert "Enter what is to be done." in text_of(desk.send("tasks", {"kind": "task"}))
    told = {"kind": "call", "words": "Call back", "caller": "Her son", "patient": str(patient)}
    desk.send("tasks", told)
    (task,) = tasks.list_tasks(house.desk)
    assert (task.todo.patient, task.todo.caller, task.owner_name) == (patient, "Her son", "")
    assert "Call back called: Her son Ida Ferro nobody yet" in text_of(desk.get("tasks"))

    me = str(house.desk.actor.person)
    desk.send("task", {"act": "give", "owner": me, "due_on": "2027-03-01", "version": 1}, task_id=task.id)
    for show, seen in {"mine": True, "overdue": True, "unassigned": False, "done": False, "?": True}.items():
        assert ("Call back" in text_of(desk.get("tasks", f"?show={show}")).split("Add a task")[0]) is seen, (
            show
        )
    assert "Overdue: Call back It was due on 1 March 2027." in text_of(desk.get("today"))

    done = {"act": "finish", "outcome": "He knows.", "version": 2}
    desk.send("task", done, task_id=task.id)
    assert "What came of it He knows." in text_of(desk.get("task", task_id=task.id))
    assert desk.send("task", {**done, "submit_key": "2"}, task_id=task.id).status_code == 409
    desk.send("task", {"act": "reopen", "version": 3}, task_id=task.id)
    assert TaskRow.objects.get().finished_at is None


def test_what_a_task_is_about_must_be_here(house: House, desk: Desk) -> None:
    south = register(a_house("south"))
    assert desk.get("tasks", f"?patient={south}").status_code == 404
    told = {"kind": "task", "words": "Call", "patient": str(south)}
    assert desk.send("tasks", told).status_code == 404
    assert desk.get("tasks", "?patient=x").status_code == 200


# Who pays


def test_insurance_is_recorded_and_shown_with_who_said_so(house: House, desk: Desk) -> None:
    patient = register(house)
    told = {"read": 0, "payer": "A payer", "told_by": "card", "told_on": "2027-03-08"}
    assert "The member number is missing." in text_of(desk.send("insurance", told, patient_id=patient))
    assert desk.send("insurance", {**told, "member": "M-1"}, patient_id=patient).status_code == 303

    page = text_of(desk.get("patient", patient_id=patient))
    assert "Insurer A payer" in page
    assert "Read from the card, 8 March 2027" in page
    late = desk.send("insurance", {**told, "member": "M-2", "submit_key": "2"}, patient_id=patient)
    assert late.status_code == 409
    assert len(payments.list_insurance(house.desk, patient)) == 1


def test_a_quote_is_made_shown_and_replaced(house: House, desk: Desk) -> None:
    patient = register(with_prices(house))
    told = {"item-prp-lr": "2", "valid_until": "2027-04-07", "not_included": "Other visits."}
    empty = desk.send("quote_new", {"valid_until": "2027-04-07"}, patient_id=patient)
    assert "Nothing is in the quote." in text_of(empty)
    made = desk.send("quote_new", told, patient_id=patient)
    quote = UUID(made["Location"].split("/")[-2])

    page = text_of(desk.get("quote", quote_id=quote))
    for words in (
        "Quote Q-00001",
        "A plasma product 2 650.50 USD 1,301.00 USD",
        "This is an estimate, not a bill",
    ):
        assert words in page, words
    assert "Not included Other visits." in page
    query = f"?replaces={quote}"
    assert "A quote in place of Q-00001" in text_of(desk.get("quote_new", query, patient_id=patient))
    desk.send("quote_new", {**told, "item-prp-lr": "1", "submit_key": "2"}, query, patient_id=patient)
    assert "This quote was replaced." in text_of(desk.get("quote", quote_id=quote))


def test_without_a_price_list_that_is_said(house: House, desk: Desk) -> None:
    patient = register(house)
    assert "This practice has no price list" in text_of(desk.get("quote_new", patient_id=patient))
    assert "nothing can be quoted" in text_of(desk.get("patient", patient_id=patient))


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.AUDITOR])
def test_who_sees_no_names_opens_none_of_these(house: House, role: Role) -> None:
    patient, request = register(house), a_request(house)
    them = Desk(house.scope(role))
    for page, place in {
        "requests": {},
        "request": {"request_id": request},
        "patients": {},
        "patient": {"patient_id": patient},
        "tasks": {},
        "insurance": {"patient_id": patient},
    }.items():
        assert them.get(page, **place).status_code == 403, page  # type: ignore[arg-type]
    assert triage.list_notes(house.desk, {request}) == {}
