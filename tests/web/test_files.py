"""Files of a hip on staff pages: added, taken away as they came, withdrawn; what was brought is checked."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from enthesis.actions.intake import mark_intake_read
from enthesis.domain.candidacy.intake.statement import Statement
from enthesis.domain.terms import Role
from enthesis.store.attachments import list_attachments
from tests.support.attaching import HTML, PDF, PNG, attach, png, png_part
from tests.support.before_visit import asks_for, states
from tests.support.cases import Hip, a_hip, a_house
from tests.support.desk import Desk
from tests.support.screen import Screen, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "attachments"


@pytest.fixture
def hip() -> Hip:
    return a_hip(asks_for(a_house()))


@pytest.fixture
def desk(hip: Hip) -> Desk:
    return Desk(hip, hip.house.desk)


def add(desk: Desk, content: bytes = PDF, name: str = "Report.pdf", kind: str = "mri_report") -> Any:
    sent = {"kind": kind, "file": SimpleUploadedFile(name, content), "submit_key": str(desk.hip.tick())}
    return desk.screen.post(desk.address("files"), sent)


def only(hip: Hip) -> UUID:
    (found,) = list_attachments(hip.house.desk, hip.case)
    return found.id


def at(page: str, attachment: UUID) -> str:
    return reverse(f"practice:{page}", kwargs={"attachment_id": attachment})


def test_a_file_is_added_and_stands_on_the_page(desk: Desk, hip: Hip) -> None:
    assert add(desk).status_code == 303
    page = text_of(desk.open("files"))
    assert "Report of an MRI" in page
    assert "Report.pdf" in page
    assert "Desk" in page


def test_a_file_is_taken_away_as_it_came_and_never_shown_in_the_page(desk: Desk, hip: Hip) -> None:
    content = png(png_part(b"tEXt", b"Comment\x00" + HTML))
    add(desk, content, "Läuse & Co.html.pdf")
    answer = desk.screen.get(at("file", only(hip)))

    assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"


def test_a_file_that_has_changed_is_refused_in_words(desk: Desk, hip: Hip, folder: Path) -> None:
    add(desk)
    (file,) = [f for f in folder.rglob("*") if f.is_file()]
    file.write_bytes(PNG)
    answer = desk.screen.get(at("file", only(hip)))
    assert answer.status_code == 409
    assert "is not what was sent" in text_of(answer)


def test_a_wrong_file_is_withdrawn_with_a_reason(desk: Desk, hip: Hip) -> None:
    add(desk)
    made = only(hip)
    assert desk.screen.post(at("withdraw_file", made), {"submit_key": "1"}).status_code == 422
    sent = {"submit_key": "2", "reason": "Another patient's."}
    assert desk.screen.post(at("withdraw_file", made), sent).status_code == 303
    page = text_of(desk.open("files"))
    assert "1 file was withdrawn" in page
    assert "Another patient's." in page
    assert desk.screen.get(at("file", made)).status_code == 409


def test_what_was_brought_is_checked_at_the_desk(desk: Desk) -> None:
    assert "Asked for" in text_of(desk.open("files"))
    for told, state in (("there", "Checked Desk, 8 March"), ("not_there", "Asked for Desk, 8 March")):
        sent = {"checked": f"mri-report:{told}", "submit_key": told}
        assert desk.screen.post(desk.address("files"), sent).status_code == 303
        assert state in text_of(desk.open("files"))
    assert desk.screen.post(desk.address("files"), {"checked": "mri-report:maybe"}).status_code == 404


def test_another_practices_file_is_not_there(hip: Hip) -> None:
    made = attach(hip.house.desk, hip.case, at=hip.tick())
    south = a_hip(a_house("south"))
    for page in ("file", "withdraw_file"):
        assert Screen(south.house.desk, south).get(at(page, made)).status_code == 404


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_does_not_care_for_patients_opens_no_file(hip: Hip, role: Role) -> None:
    made = attach(hip.house.desk, hip.case, at=hip.tick())
    assert Screen(hip.house.scope(role), hip).get(at("file", made)).status_code == 403


def test_nobody_writes_a_file_who_may_not_come_in(hip: Hip, folder: Path) -> None:
    """Not signed in, by an ended link, at a page that takes none, or by a role that may not."""
    places = (
        (Client(), reverse("practice:files", kwargs={"case_id": hip.case})),
        (Client(), reverse("portal:bring")),
        (Client(), reverse("public:request")),
        (Client(), "/nowhere/"),
        (Screen(hip.house.nurse, hip).client, reverse("practice:close", kwargs={"case_id": hip.case})),
        (
            Screen(hip.house.scope(Role.RESEARCHER), hip).client,
            reverse("practice:files", kwargs={"case_id": hip.case}),
        ),
    )
    for client, address in places:
        answer = client.post(address, {"file": SimpleUploadedFile("a.pdf", PDF)})
        assert answer.status_code == 413
        assert "takes no file" in text_of(answer)  # type: ignore[arg-type]
    assert not folder.exists()


def test_a_body_larger_than_any_file_is_refused_before_it_is_read(desk: Desk, settings: Any) -> None:
    settings.ENTHESIS_LARGEST_FILE_MB = 1
    answer = add(desk, bytes(2_100_000))
    assert answer.status_code == 413
    assert "too large to be sent here" in text_of(answer)


def test_two_files_at_once_are_refused(desk: Desk, hip: Hip, folder: Path) -> None:
    two = {"kind": "other", "file": [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", PDF)]}
    answer = desk.screen.post(desk.address("files"), two)
    assert answer.status_code == 413
    assert "Send them one by one." in text_of(answer)
    assert [f for f in folder.rglob("*") if f.is_file()] == []
    assert list_attachments(hip.house.desk, hip.case) == ()


def test_today_marks_what_is_missing_and_leads_to_what_was_told(hip: Hip, desk: Desk) -> None:
    def today(scope: Any) -> str:
        return text_of(Screen(scope, hip).get(reverse("practice:today")))

    assert "Missing: MRI report, list of medicines" in today(hip.house.desk)
    desk.screen.post(desk.address("files"), {"checked": "mri-report:there", "submit_key": "1"})
    assert "Missing: list of medicines" in today(hip.house.desk)

    assert "Told before the visit: Ida Ferro" not in today(hip.house.nurse)
    states(hip, Statement(question="limp", choice="yes"))
    assert "Told before the visit: Ida Ferro" in today(hip.house.nurse)
    assert "Told before the visit: Ida Ferro" not in today(hip.house.desk)
    mark_intake_read(hip.house.nurse, hip.case, at=hip.tick())
    assert "Told before the visit: Ida Ferro" not in today(hip.house.nurse)
