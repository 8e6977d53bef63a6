"""Papers of a hip: made from the record, taken away with their hash checked, in the patient's language."""

from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from unicodedata import normalize
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse
from pypdf import PdfReader

from enthesis.delivery.documents.paper import Facts, Text
from enthesis.domain.information.catalogue import topics
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.document import Document, DocumentKind, Letter
from enthesis.domain.pathway.named_risks import TOLD, risks_of
from enthesis.domain.pathway.operation import Member, OperationBooking, OperationState, TeamRole
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.technique import FollowedProtocol, Transfer
from enthesis.domain.people.consent import Consent
from enthesis.domain.practice.red_flags import RED_FLAGS
from enthesis.domain.terms import CaseId, OperationId, Role
from enthesis.store import cases, patients
from enthesis.store.documents import find_provenance, list_documents
from enthesis.store.models import EntryRow
from enthesis.store.practice import load_practice
from enthesis.web.pages.practice.documents.papers import operative_report
from enthesis.web.pages.practice.documents.papers.all import PAPERS
from enthesis.web.pages.practice.documents.papers.consent_form import ONLY_WITH, ONLY_WITH_GRAFT
from enthesis.web.pages.practice.documents.papers.whose import Setting
from tests.support.cases import AT, PASSWORD, Hip, a_hip, a_house, a_plan
from tests.support.desk import Desk
from tests.support.operations import OUTSIDER, a_planned_hip, a_theatre, book, with_hospitals
from tests.support.screen import text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def ask_for(desk: Desk, kind: DocumentKind) -> HttpResponse:
    desk.hip.tick()
    return desk.screen.post(desk.address("documents"), {"kind": kind.value, "submit_key": str(uuid4())})


def made(hip: Hip, kind: DocumentKind) -> tuple[Document, str]:
    """The paper as somebody makes it on the page and takes it away; and its words."""
    desk = Desk(hip)
    answer = ask_for(desk, kind)
    assert answer.status_code == 303, text_of(answer)
    document = list_documents(hip.house.nurse, hip.case)[0]
    taken = desk.screen.get(reverse("practice:document", kwargs={"document_id": document.id}))
    pdf = b"".join(taken.streaming_content)  # type: ignore[attr-defined]
    assert taken["Content-Type"] == "application/pdf" and "attachment" in taken["Content-Disposition"]
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    return document, words


def test_the_consent_form_says_what_is_planned_and_what_nobody_knows() -> None:
    hip = a_hip_at(Stage.PLANNED)
    document, words = made(hip, DocumentKind.CONSENT_FORM)
    assert document.kind is DocumentKind.CONSENT_FORM
    for said in (
        "Consent to an operation on the hip",
        "Ida Ferro, born",
        "Left hip",
        "The operation is done through small cuts, with a camera.",
        "an open cut is needed",
        "Platelet-rich plasma",
        "What could be done instead",
        "The repair alone, with nothing added to it.",
        "Liquid PRP: no study was found.",
        "You may say no",
        "Plan signed by the surgeon",
        "Patient: name, signature, day",
    ):
        assert said in words, said


def test_the_risks_of_the_consent_form_are_those_of_what_is_planned() -> None:
    _document, words = made(a_hip_at(Stage.PLANNED), DocumentKind.CONSENT_FORM)
    whom, risks = words.index("Who should not have a product"), words.index("What can go wrong")
    assert whom < words.index("Tell us about blood thinners.") < risks < words.index("register of PRP")
    assert "marrow cells" not in words and "gave marrow" not in words and "patch of collagen" not in words
    assert {*ONLY_WITH, *ONLY_WITH_GRAFT} <= {claim.id for claim in topics()["safety"].claims}


def test_the_consent_form_names_the_complications_the_surgeon_the_hospital_and_the_day() -> None:
    hip = a_planned_hip().sign()
    _document, words = made(hip, DocumentKind.CONSENT_FORM)
    plan = hip.file.signed_plan
    assert plan is not None and all(TOLD[risk].text in words for risk in risks_of(plan))
    assert "Day of the operation: not booked yet" in words
    assert "A product of blood or marrow, if chosen" not in words

    book(hip)
    _document, words = made(hip, DocumentKind.CONSENT_FORM)
    for said in ("Surgeon: The Doctor", "Hospital: General Hospital", "Day of the operation: 23 March 2027"):
        assert said in words, said


def test_a_paper_tells_the_telephone_as_people_write_it() -> None:
    _document, words = made(a_hip_at(Stage.PLANNED), DocumentKind.CONSENT_FORM)
    assert "(201) 555-0100" in words


def test_it_is_in_the_language_of_the_patient() -> None:
    hip = a_hip_at(Stage.PLANNED)
    patient = cases.load_case(hip.house.desk, hip.case).patient
    contact = patients.load_contact(hip.house.desk, patient)
    patients.save_contact(hip.house.desk, patient, replace(contact, language="es"), at=hip.tick())
    _document, words = made(hip, DocumentKind.CONSENT_FORM)
    assert "Consentimiento" in words and "Consent to" not in words
    assert "Un coágulo de sangre en una vena de la pierna." in words and "La muerte." in words


def test_the_checklist_carries_what_was_decided_against_a_rule() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    _document, words = made(hip, DocumentKind.SURGERY_CHECKLIST)
    consent = hip.file.value(Consent)
    assert consent is not None
    assert "Consent to the operation and to the product is signed" in words and consent.text in words
    assert "The mark of the site is seen" in words and hip.file.case.wristband in words.replace(" ", "")
    assert "Open before the day" in words
    assert "Anchors: 2: Nobody has looked whether it is there." in words


def test_the_operative_report_tells_the_signed_record() -> None:
    hip = a_hip_at(Stage.OPERATED)
    document, words = made(hip, DocumentKind.OPERATIVE_REPORT)
    (known,) = find_provenance(document.sha256)
    assert known.signature is not None and known.stands is True
    for said in (
        "Operative report",
        "Time-out",
        "Yes, Ann Able",
        "It matches",
        "Last counts",
        "Footprint micropunctured",
        "A maker",
        "A1",
        known.signature.name,
    ):
        assert said in words, said
    assert known.signature.digest in words.replace(" ", "")


def test_the_operative_report_names_the_hospital_the_team_and_how_the_product_was_given() -> None:
    hip = a_hip(with_hospitals(a_house())).to(Stage.CONSENTED).release_now().start().steps()
    hip.confirm().administer().finish()
    team = (Member(role=TeamRole.SURGEON, name="The Doctor"), OUTSIDER)
    theatre = a_theatre(hospital="harbor")
    booked = OperationBooking(
        id=OperationId(uuid4()),
        case=CaseId(hip.case),
        theatre=theatre,
        team=team,
        state=OperationState.DONE,
        version=1,
    )
    setting = Setting(
        file=hip.file, practice=load_practice(hip.house.nurse), language="en", at=AT, booked=booked
    )
    told = {
        row
        for part in operative_report.compose(setting).parts
        if isinstance(part, Facts)
        for row in part.rows
    }
    for said in (
        ("Hospital", "Harbor Hospital"),
        ("Surgeon, as booked", "The Doctor"),
        ("Anaesthetist, as booked", "A guest"),
    ):
        assert said in told, said
    (product,) = [words for _title, words in told if "given on" in words]
    composed = operative_report.compose(setting).parts
    assert any(isinstance(part, Text) and "Classified as type" in part.heading for part in composed)
    assert product.endswith("mL, injected, repair site, arthroscope"), product


def test_the_rehabilitation_plan_says_the_days_once_the_operation_is_over() -> None:
    before = a_hip_at(Stage.PLANNED)
    _document, words = made(before, DocumentKind.REHABILITATION_PLAN)
    assert "not done yet" in words and "week 8" in words and "Call 911" in words
    assert all(flag.question in words for flag in RED_FLAGS)
    after = a_hip(a_house("other")).to(Stage.OPERATED)
    _document, words = made(after, DocumentKind.REHABILITATION_PLAN)
    assert "week 8, " in words and "Your surgeon confirms or changes it" in words


def test_a_letter_is_written_signed_and_made() -> None:
    hip = a_hip_at(Stage.PLANNED)
    desk = Desk(hip)
    assert "Thank you for sending us Ida Ferro" in desk.open("letter").content.decode()
    answer = desk.send("letter", to="Dr. B, Newark", text="Dear colleague.\n\nShe walks.", password=PASSWORD)
    assert answer.status_code == 303
    letter = hip.file.latest(Letter)
    assert letter and letter.signature
    _document, words = made(hip, DocumentKind.LETTER)
    assert "To: Dr. B, Newark" in words and "She walks." in words and letter.signature.name in words


@pytest.mark.parametrize(
    ("stage", "kind", "why"),
    [
        (Stage.CLASSIFIED, DocumentKind.CONSENT_FORM, "It is made of the signed plan"),
        (Stage.EXAMINED, DocumentKind.REHABILITATION_PLAN, "not classified yet"),
        (Stage.PLANNED, DocumentKind.OPERATIVE_REPORT, "is not signed yet"),
        (Stage.PLANNED, DocumentKind.LETTER, "No letter has been written"),
        (Stage.IN_THEATRE, DocumentKind.CONSENT_FORM, "Consent is asked before"),
        (Stage.OPERATED, DocumentKind.SURGERY_CHECKLIST, "The operation is over"),
    ],
)
def test_a_paper_that_cannot_be_made_says_why(stage: Stage, kind: DocumentKind, why: str) -> None:
    hip = a_hip(a_house()).to(stage)
    desk = Desk(hip)
    assert why in text_of(desk.open("documents"))
    answer = ask_for(desk, kind)
    assert answer.status_code == 422 and why in text_of(answer)
    assert not list_documents(hip.house.nurse, hip.case)


def test_only_clinicians_make_and_read_papers() -> None:
    hip = a_hip_at(Stage.PLANNED)
    document, _words = made(hip, DocumentKind.CONSENT_FORM)
    for role in (Role.RESEARCHER, Role.AUDITOR):
        outside = Desk(hip, hip.house.scope(role))
        assert outside.open("documents").status_code == 403
        address = reverse("practice:document", kwargs={"document_id": document.id})
        assert outside.screen.get(address).status_code == 403


def test_a_file_that_changed_on_the_disk_is_not_handed_out(tmp_path: Path) -> None:
    hip = a_hip_at(Stage.PLANNED)
    document, _words = made(hip, DocumentKind.CONSENT_FORM)
    (kept,) = tmp_path.glob(f"attachments/*/{document.sha256[:2]}/{document.sha256}")
    kept.write_bytes(kept.read_bytes() + b"%")
    answer = Desk(hip).screen.get(reverse("practice:document", kwargs={"document_id": document.id}))
    assert answer.status_code == 403 or answer.status_code == 409
    assert "not what was made" in text_of(answer)


def verify(file: Path) -> str:
    told = StringIO()
    with file.open("rb"):
        call_command("verify", str(file), stdout=told)
    return told.getvalue()


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Hip, Path]:
    monkeypatch.setattr("enthesis.cli.management.commands.verify.check_is_there", lambda: None)
    hip = a_hip_at(Stage.OPERATED)
    document, _words = made(hip, DocumentKind.OPERATIVE_REPORT)
    (kept,) = tmp_path.glob(f"attachments/*/{document.sha256[:2]}/{document.sha256}")
    copy = tmp_path / "report.pdf"
    copy.write_bytes(kept.read_bytes())
    return hip, copy


def test_a_file_is_verified_by_its_hash(report: tuple[Hip, Path]) -> None:
    hip, file = report
    told = verify(file)
    assert "Operative report, made on" in told and hip.house.surgeon.actor.name in told
    assert "The record still says so." in told


def test_a_changed_file_is_not_ours(report: tuple[Hip, Path]) -> None:
    _hip, file = report
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(CommandError, match="made no file with the hash"):
        verify(file)


def test_a_record_that_no_longer_is_what_was_signed_is_told(report: tuple[Hip, Path]) -> None:
    hip, file = report
    row = EntryRow.objects.get(case=hip.case, kind="surgery_finish")
    changed = row.signature.replace(hip.house.surgeon.actor.name, "Somebody")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER entry_no_update")
        cursor.execute("UPDATE entry SET signature = %s WHERE id = %s", [changed, row.id.hex])
    with pytest.raises(CommandError, match="no longer is what was signed"):
        verify(file)


def test_papers_say_what_else_is_planned_and_follow_the_protocol_of_the_signed_plan() -> None:
    plan = replace(
        a_plan(),
        transfer=Transfer.MAXIMUS,
        besides=(Concomitant.FEMOROPLASTY,),
        rehabilitation=FollowedProtocol(protocol="boston", version=1),
    )
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft(plan).sign()
    _document, words = made(hip, DocumentKind.CONSENT_FORM)
    assert "A muscle is moved to do the work of the tendon." in words
    assert "as your surgeon explains: reshaping of the femoral head and neck." in words

    _document, words = made(hip, DocumentKind.REHABILITATION_PLAN)
    assert "Boston: abductor repair, version 1" in words
    _document, words = made(hip, DocumentKind.SURGERY_CHECKLIST)
    assert "Gluteus maximus" in words and "Femoroplasty" in words


@pytest.mark.parametrize("stage", [Stage.PLANNED, Stage.OPERATED])
def test_every_paper_is_made_of_signs_it_has_no_letter_for_and_says_so(stage: Stage) -> None:
    hip = a_hip(a_house()).to(stage)
    patient = cases.load_case(hip.house.desk, hip.case).patient
    contact = patients.load_contact(hip.house.desk, patient)
    named = replace(contact, given="Ida 😀 李 Nguye\u0302\u0303n", family="q\u20e3")
    patients.save_contact(hip.house.desk, patient, named, at=hip.tick())
    desk = Desk(hip)
    desk.send("letter", to="Dr. 李 Müller", text="Thick bursa 😀", password=PASSWORD)
    able = [kind for kind, paper in PAPERS.items() if not paper.obstacle(hip.file)]
    assert len(able) == {Stage.PLANNED: 4, Stage.OPERATED: 3}[stage]
    for kind in able:
        words = normalize("NFC", made(hip, kind)[1])
        assert "Ida \N{REPLACEMENT CHARACTER} \N{REPLACEMENT CHARACTER} Nguyễn q" in words
        assert "sign that this paper has no letter for: U+" in words and "U+1F600" in words
