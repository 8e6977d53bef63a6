"""A patient before a visit: by a private link, a page at a time, files and what is brought along."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enthesis.cli.outbox.send import send_due_messages
from enthesis.domain.candidacy.intake.sections import SECTIONS
from enthesis.domain.candidacy.intake.statement import Stated, Statement
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.bring import BringState
from enthesis.store.attachments import list_attachments
from enthesis.store.bringing import bring_lines_of
from enthesis.store.intakes import find_intake
from enthesis.store.practice import load_practice
from tests.support.attaching import PDF, PNG
from tests.support.before_visit import BeforeVisit, asks_for, states
from tests.support.cases import Hip, a_hip, a_house
from tests.support.portal import RIGHT, Telephone, words

pytestmark = pytest.mark.django_db
OVERVIEW, BRING, SIGNS = (reverse(f"portal:{name}") for name in ("intake", "bring", "signs"))


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def hip() -> Hip:
    return a_hip(asks_for(a_house()))


@pytest.fixture
def telephone(hip: Hip) -> BeforeVisit:
    return BeforeVisit(hip).enter()


def told(hip: Hip) -> dict[str, Statement]:
    found = find_intake(hip.house.patient(hip.patient), hip.case)
    return {statement.question: statement for statement in found.statements} if found else {}


def a_pdf(content: bytes = PDF, name: str = "MRI Ferro.pdf") -> Any:
    return SimpleUploadedFile(name, content)


def bring_states(hip: Hip) -> list[BringState]:
    booking = hip.file.bookings[0]
    lines = bring_lines_of(hip.house.desk, load_practice(hip.house.desk), [booking])
    return [line.state for line in lines[booking.id]]


def test_no_question_is_shown_before_the_signs_are_asked(hip: Hip) -> None:
    telephone = BeforeVisit(hip)
    telephone.post(telephone.link(), RIGHT)
    for place in (OVERVIEW, telephone.section("hip")):
        assert telephone.get(place)["Location"] == SIGNS


def test_a_sign_that_must_not_wait_is_told_and_the_questions_wait(hip: Hip) -> None:
    telephone = BeforeVisit(hip)
    telephone.post(telephone.link(), RIGHT)
    care = telephone.post(SIGNS, {"sign": "hot_joint"})["Location"]
    assert "Get emergency care now" in words(telephone.get(care))
    assert f'href="{OVERVIEW}"' in telephone.get(care).content.decode()
    assert "Get emergency care now" in words(telephone.get(OVERVIEW))


def test_the_overview_tells_visit_pages_and_what_is_asked_for(telephone: BeforeVisit) -> None:
    page = words(telephone.get(OVERVIEW))
    assert "Your visit: Tuesday, 9 March 2027, 10:00 AM, Town" in page
    for section in SECTIONS:
        assert section.title in page
    assert "2 things are asked for." in page
    assert "Send my answers" not in page


def test_each_page_is_saved_and_goes_on_to_the_next(telephone: BeforeVisit, hip: Hip) -> None:
    typed = {
        "nsaid": "yes",
        "nsaid-day": "2027-03-07",
        "nsaid-clock": "20:30",
        "aspirin": "no",
        "anticoagulant": "doac",
        "other_medicines-words": "Lisinopril 10 mg, mornings",
    }
    answer = telephone.post(telephone.section("medicines"), {**typed, "go": "next"})
    assert answer["Location"] == telephone.section("allergies")
    assert told(hip)["nsaid"] == Statement(
        question="nsaid", choice="yes", day=date(2027, 3, 7), clock=time(20, 30)
    )
    assert told(hip)["other_medicines"].words == "Lisinopril 10 mg, mornings"
    assert set(told(hip)) == {"nsaid", "aspirin", "anticoagulant", "other_medicines"}

    page = telephone.get(telephone.section("medicines")).content.decode()
    assert 'value="2027-03-07"' in page
    assert 'value="20:30"' in page
    assert "4 of 6 answered" in words(telephone.get(OVERVIEW))


def test_another_device_goes_on_where_the_first_one_stopped(telephone: BeforeVisit, hip: Hip) -> None:
    answer = telephone.post(telephone.section("hip"), {"limp": "yes", "go": "later"})
    assert answer["Location"] == OVERVIEW
    other = BeforeVisit(hip).enter()
    page = other.get(other.section("hip")).content.decode()
    assert 'id="q-limp-yes" value="yes" checked' in page


def test_what_stands_out_of_sight_does_not_count(telephone: BeforeVisit, hip: Hip) -> None:
    answer = telephone.post(telephone.section("medicines"), {"aspirin": "no", "aspirin-day": "2099-01-01"})
    assert told(hip)["aspirin"] == Statement(question="aspirin", choice="no")
    assert "what you typed beside your answer does not belong to it" in words(
        telephone.get(answer["Location"])
    )


def test_an_answer_is_taken_back(telephone: BeforeVisit, hip: Hip) -> None:
    telephone.post(telephone.section("hip"), {"limp": "yes", "night": "no"})
    telephone.post(telephone.section("hip"), {"limp": "", "night": "no"})
    assert set(told(hip)) == {"night"}


@pytest.mark.parametrize(
    ("section", "typed", "sentence"),
    [
        ("medicines", {"aspirin": "yes", "aspirin-day": "2027-03-20"}, "That day has not come yet."),
        ("medicines", {"aspirin": "yes", "aspirin-day": "1800-01-01"}, "That day is before your birth."),
        ("medicines", {"aspirin": "yes", "aspirin-day": "last week"}, "Enter day, month and year."),
        ("medicines", {"nsaid": "yes", "nsaid-clock": "evening"}, "Enter a time of day"),
        ("hip", {"how_long-count": "a year"}, "Enter a whole number"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_lost(
    telephone: BeforeVisit, hip: Hip, section: str, typed: dict[str, str], sentence: str
) -> None:
    answer = telephone.post(telephone.section(section), typed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert told(hip) == {}


def test_what_was_sent_is_on_the_case_and_leads_to_the_forms(telephone: BeforeVisit, hip: Hip) -> None:
    telephone.post(telephone.section("hip"), {"limp": "yes"})
    assert "Send my answers" in words(telephone.get(OVERVIEW))
    assert telephone.post(OVERVIEW, {})["Location"] == OVERVIEW

    stated = hip.file.value(Stated)
    assert stated
    assert stated.statements == (Statement(question="limp", choice="yes"),)
    page = words(telephone.get(OVERVIEW))
    assert "Sent on" in page
    assert "Go on with your questions" in page
    assert "How is your hip?" in words(telephone.get(reverse("portal:forms")))
    assert telephone.post(OVERVIEW, {}).status_code == 422


def test_a_question_the_record_answers_is_not_asked(telephone: BeforeVisit) -> None:
    """Born in 1961: nobody asks about a pregnancy."""
    assert "pregnant" not in words(telephone.get(telephone.section("health")))


def test_the_page_speaks_spanish(hip: Hip) -> None:
    telephone = BeforeVisit(hip, language="es").enter()
    assert "Antes de su cita" in words(telephone.get(OVERVIEW))
    assert "¿Toma aspirina?" in words(telephone.get(telephone.section("medicines")))
    assert "Qué llevar o enviar" in words(telephone.get(BRING))


def test_a_link_to_the_forms_does_not_lead_here(hip: Hip) -> None:
    telephone = Telephone(hip).enter()
    for place in (OVERVIEW, BRING, reverse("portal:intake_section", kwargs={"section": "hip"})):
        answer = telephone.get(place)
        assert answer.status_code == 404
        assert "This link does not lead here." in words(answer)


def test_an_unknown_page_is_not_there(telephone: BeforeVisit) -> None:
    assert telephone.get(telephone.section("attic")).status_code == 404


def test_a_patient_says_what_comes_along(telephone: BeforeVisit, hip: Hip) -> None:
    assert "Please send it here or bring it along." in words(telephone.get(BRING))
    telephone.post(BRING, {"said": "mri-report:brings"})
    telephone.post(BRING, {"said": "medicine-list:has_none"})
    assert bring_states(hip) == [BringState.BRINGS, BringState.HAS_NONE]
    assert "You have none." in words(telephone.get(BRING))
    for odd in ("mri-report:checked", "radiographs:brings", "nonsense"):
        assert telephone.post(BRING, {"said": odd}).status_code in (404, 422)


def test_a_patient_sends_a_file(telephone: BeforeVisit, hip: Hip) -> None:
    answer = telephone.post(BRING, {"kind": "mri_report", "file": a_pdf()})
    assert answer["Location"] == BRING
    (found,) = list_attachments(hip.house.desk, hip.case)
    assert (found.file.name, found.by, found.booking) == ("MRI Ferro.pdf", None, hip.file.bookings[0].id)
    assert bring_states(hip)[0] is BringState.UPLOADED
    page = telephone.get(BRING).content.decode()
    assert "MRI Ferro.pdf" in page
    assert str(found.id) not in page  # told, and not handed out again by the link


def test_a_picture_named_as_a_report_is_what_it_is(telephone: BeforeVisit, hip: Hip) -> None:
    telephone.post(BRING, {"kind": "mri_report", "file": a_pdf(PNG, "report.pdf")})
    (found,) = list_attachments(hip.house.desk, hip.case)
    assert (found.file.type.value, found.file.name) == ("image/png", "report.png")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "mri_report"}, "Choose a file."),
        ({"kind": "", "file": PDF}, "Choose what it shows."),
        ({"kind": "mri_report", "file": b""}, "This file is empty. Choose it again."),
        ({"kind": "mri_report", "file": b"<html>"}, "it is no PDF, JPEG, PNG or DICOM file"),
        ({"kind": "mri_report", "file": PDF[:-8]}, "This file is not whole"),
        ({"kind": "mri_report", "file": PDF + bytes(1_000_001)}, "This file is larger than 1 MB."),
    ],
)
def test_what_is_no_file_we_take_is_told(
    telephone: BeforeVisit, hip: Hip, settings: Any, tmp_path: Path, typed: dict[str, Any], sentence: str
) -> None:
    settings.ENTHESIS_LARGEST_FILE_MB = 1
    if "file" in typed:
        typed = {**typed, "file": a_pdf(typed["file"])}
    answer = telephone.post(BRING, typed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert list_attachments(hip.house.desk, hip.case) == ()
    answer.close()
    assert [f for f in tmp_path.rglob("*") if f.is_file()] == []


def test_the_invitation_goes_out_with_a_link_that_opens(hip: Hip) -> None:
    send_due_messages(at=hip.tick())
    (letter,) = [m for m in mail.outbox if m.subject.startswith("Before your visit")]
    assert "hip" not in letter.subject.lower()
    token = letter.body.split("/my/link/")[1].split("/")[0]
    telephone = BeforeVisit(hip)
    answer = telephone.post(reverse("portal:link", kwargs={"token": token}), RIGHT)
    assert answer["Location"] == OVERVIEW


def test_nobody_is_invited_once_the_operation_has_begun(hip: Hip) -> None:
    hip.to(Stage.IN_THEATRE)
    send_due_messages(at=hip.tick())
    assert [m for m in mail.outbox if m.subject.startswith("Before your visit")] == []


def test_answers_after_the_operation_began_are_refused_in_words(telephone: BeforeVisit, hip: Hip) -> None:
    states(hip, Statement(question="limp", choice="yes"))
    hip.to(Stage.IN_THEATRE)
    answer = telephone.post(telephone.section("hip"), {"limp": "no"})
    assert answer.status_code == 422
    assert "not asked any more for this hip" in words(answer)
