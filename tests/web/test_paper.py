"""Pages for paper and telephone: what the second person sees, and what is read out in which language."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse
from pypdf import PdfReader

from enthesis.actions.entries import enter_sheet
from enthesis.actions.outcomes import save_answer, submit_answers
from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.filled import Filled
from enthesis.domain.outcomes.entry.keys import boxes, read_key
from enthesis.domain.outcomes.entry.sheet import Sheet, places
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import PatientId
from enthesis.store import patients
from enthesis.store.entries import list_sheets
from enthesis.store.follow_ups import ResponseStatus, list_responses
from enthesis.store.models import PaperSheetRow
from tests.support.cases import BORN
from tests.support.desk import Desk
from tests.support.screen import text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings: Any) -> Desk:
    """Six weeks after the operation of somebody who is written to in Spanish."""
    settings.ENTHESIS_DEMO = True
    hip = a_hip_at(Stage.OPERATED)
    kept = patients.load_contact_in_force(hip.house.desk, hip.patient)
    patients.save_contact(
        hip.house.desk,
        PatientId(hip.patient),
        replace(kept.contact, language="es"),
        read=kept.version,
        at=hip.tick(),
    )
    hip.now += timedelta(days=45)
    return Desk(hip, hip.house.desk)


def to(name: str, **where: UUID) -> str:
    return reverse(f"practice:{name}", kwargs=where)


def words_of(answer: HttpResponse) -> str:
    reader = PdfReader(BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def printed(desk: Desk) -> Sheet:
    where = to("paper_form", patient_id=desk.hip.patient)
    assert desk.screen.post(where, {"submit_key": "one"}).status_code == 303
    return list_sheets(desk.hip.house.desk, desk.hip.patient)[0]


def test_a_sheet_is_old_once_the_same_was_printed_again_and_it_is_not_on_the_record(desk: Desk) -> None:
    where = to("paper_form", patient_id=desk.hip.patient)
    old = "old: a newer one was printed"
    printed(desk)
    desk.hip.now += timedelta(days=50)
    later = Desk(desk.hip, desk.hip.house.desk).screen
    assert later.post(where, {"submit_key": "two"}).status_code == 303
    assert old not in text_of(later.get(where))  # the first asked six weeks, this one three months
    desk.hip.tick()
    assert later.post(where, {"submit_key": "three"}).status_code == 303
    assert text_of(later.get(where)).count(old) == 1
    middle = list_sheets(desk.hip.house.desk, desk.hip.patient)[1]
    PaperSheetRow.objects.filter(id=middle.id).update(status="filed")
    assert old not in text_of(later.get(where))


def test_the_form_is_in_the_language_of_the_patient(desk: Desk) -> None:
    sheet = printed(desk)
    told = words_of(desk.screen.get(to("paper_file", sheet_id=sheet.id)))
    assert "Marque una casilla en cada pregunta." in told
    assert "Su cadera izquierda" in told
    assert "En una emergencia llame al 911." in told


def test_the_second_person_sees_nothing_of_the_first(desk: Desk) -> None:
    sheet = printed(desk)
    known = instruments()
    marks = {p: read_key(q, boxes(q)[-1].key if boxes(q) else "9") for p, q in places(sheet, known)}
    filled = Filled(answered_on=desk.hip.now.date(), answered_by=AnsweredBy.HELPED, marks=marks)
    enter_sheet(desk.hip.house.nurse, sheet.id, filled, at=desk.hip.tick())
    answer = desk.screen.get(to("paper_entry", sheet_id=sheet.id))
    page = answer.content.decode()
    assert "What the first person typed is not shown." in page
    assert " checked" not in page
    assert 'value="9"' not in page


def test_a_skipped_question_is_not_a_missing_answer(desk: Desk) -> None:
    sheet = printed(desk)
    told = {"submit_key": "two", "answered_on": f"{desk.hip.now:%Y-%m-%d}", "answered_by": "1"}
    answer = desk.screen.post(to("paper_entry", sheet_id=sheet.id), told)
    assert answer.status_code == 422
    assert "Where there is no answer, type b (left blank)" in text_of(answer)


def test_the_script_says_everything_in_the_language_of_the_patient(desk: Desk) -> None:
    told = words_of(desk.screen.get(to("telephone_script", patient_id=desk.hip.patient)))
    assert "Gracias por su tiempo" in told and "Llame al 911 o vaya" in told
    assert "Antes de empezar: ¿tiene ahora algo de esto?" in told


def test_a_sign_leads_the_caller_to_the_fixed_sentence(desk: Desk) -> None:
    where = to("telephone_form", patient_id=desk.hip.patient)
    born = f"{BORN.month}/{BORN.day}/{BORN.year}"
    begun = {"submit_key": "a", "born": born, "answered_by": "patient", "agreed": "on"}
    assert desk.screen.post(where, begun).status_code == 303
    told = {"submit_key": "b", "do": "signs", "sign": "injury"}
    assert desk.screen.post(where, told).status_code == 303
    page = text_of(desk.screen.get(where))
    assert "Read this out now:" in page
    assert "Llame al 911 o vaya" in page
    first = next(r for r in desk.hip.file.responses if r.status is ResponseStatus.OPEN)
    asked = text_of(desk.screen.get(to("telephone_question", response_id=first.id)))
    assert "Su cadera izquierda" in asked


def test_a_question_is_not_opened_outside_a_call(desk: Desk) -> None:
    hip = desk.hip.invite("6w")
    response = hip.file.responses[0]
    answer = desk.screen.get(to("telephone_question", response_id=response.id))
    assert (answer.status_code, answer["Location"]) == (303, to("telephone_form", patient_id=hip.patient))


def test_what_came_by_link_meanwhile_counts_and_the_sheet_stays_readable(desk: Desk) -> None:
    sheet, hip = printed(desk), desk.hip
    hip.invite("6w")
    (pain,) = [r for r in list_responses(hip.house.desk, hip.case) if r.instrument == "vas-pain-10"]
    patient = hip.house.patient(hip.patient)
    save_answer(patient, pain.id, "pain", 9, at=hip.tick())
    submit_answers(patient, pain.id, at=hip.tick())
    marks = {p: read_key(q, boxes(q)[0].key if boxes(q) else "2") for p, q in places(sheet, instruments())}
    filled = Filled(answered_on=hip.now.date(), answered_by=AnsweredBy.PATIENT, marks=marks)
    where = to("paper_entry", sheet_id=sheet.id)
    assert "answered by the private link. Those answers count" in text_of(desk.screen.get(where))
    for scope in (hip.house.nurse, hip.house.desk):
        enter_sheet(scope, sheet.id, filled, at=hip.tick())
    told = text_of(desk.screen.get(where))
    assert "Not all of it counts" in told
    assert "The answers of this form are on the record." not in told
    assert "What stands on the sheet of it" in told
