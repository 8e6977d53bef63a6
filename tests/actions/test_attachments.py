"""Files of a case: kept once under their hash, tied to the visit, read only while they are what was sent."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from enthesis.actions.attachments import attach_file, open_attachment, withdraw_attachment
from enthesis.domain.errors import NotAllowed, NotFound, Stale
from enthesis.domain.practice.attachment import AttachmentKind, Limits
from enthesis.store import attachments, kept_files
from enthesis.store.audit import list_audit
from tests.support.attaching import DICOM, LIMITS, PDF, PNG, attach, hand_over
from tests.support.cases import Hip, a_hip, a_house, a_visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "attachments"


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def kept(hip: Hip) -> tuple[str, ...]:
    return tuple(a.file.name for a in attachments.list_attachments(hip.house.desk, hip.case) if a.stands)


def test_a_file_lies_under_its_hash_for_us_alone_and_is_tied_to_the_next_visit(
    hip: Hip, folder: Path
) -> None:
    me = hip.house.patient(hip.patient)
    made = attach(me, hip.case, PDF, at=hip.tick())

    found = attachments.load_attachment(hip.house.desk, made)
    (file,) = files(folder)
    assert (file.name, file.read_bytes()) == (found.file.sha256, PDF)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert found.booking == hip.file.bookings[0].id
    assert (found.kind, found.by, found.file.name) == (AttachmentKind.MRI_REPORT, None, "Report.pdf")


def test_the_same_file_twice_is_one_file(hip: Hip, folder: Path) -> None:
    first = attach(hip.house.desk, hip.case, PDF, at=hip.tick())
    again = attach(hip.house.patient(hip.patient), hip.case, PDF, kind=AttachmentKind.OTHER, at=hip.tick())

    assert again == first
    assert len(files(folder)) == len(kept(hip)) == 1


def test_what_is_read_is_what_was_sent_and_the_trail_tells_who_read(hip: Hip) -> None:
    made = attach(hip.house.desk, hip.case, DICOM, name="a.dcm", at=hip.tick())

    found, file = open_attachment(hip.house.nurse, made, at=hip.tick())
    with file:
        assert file.read() == DICOM
    assert found.file.name == "a.dcm"
    newest = list_audit(hip.house.desk)[0]
    assert (newest.action, newest.subject, newest.person) == (
        "_read_attachment",
        made,
        hip.house.nurse.actor.person,
    )


@pytest.mark.parametrize("damage", ["changed", "cut", "gone", "link"])
def test_a_file_that_is_not_what_was_sent_is_not_read_and_the_trail_tells(
    hip: Hip, folder: Path, damage: str, tmp_path: Path
) -> None:
    made = attach(hip.house.desk, hip.case, PDF, at=hip.tick())
    (file,) = files(folder)
    match damage:
        case "changed":
            file.write_bytes(PDF.replace(b"Catalog", b"catalog"))
        case "cut":
            file.write_bytes(PDF[:-1])
        case "gone":
            file.unlink()
        case _:
            (tmp_path / "elsewhere").write_bytes(PDF)
            file.unlink()
            file.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(NotAllowed, match="is not what was sent: its content does not fit its hash"):
        open_attachment(hip.house.nurse, made, at=hip.tick())
    newest = list_audit(hip.house.desk)[0]
    assert (newest.action, newest.detail) == ("_read_attachment", '{"whole":false}')


def test_a_withdrawn_file_is_kept_and_not_read_and_may_be_sent_again(hip: Hip, folder: Path) -> None:
    made = attach(hip.house.patient(hip.patient), hip.case, PDF, at=hip.tick())
    withdraw_attachment(hip.house.desk, made, "Another patient's.", at=hip.tick())

    found = attachments.load_attachment(hip.house.desk, made)
    assert found.withdrawn
    assert (found.withdrawn.by_name, found.withdrawn.reason) == ("Desk", "Another patient's.")
    assert len(files(folder)) == 1
    with pytest.raises(NotAllowed, match="was withdrawn"):
        open_attachment(hip.house.nurse, made, at=hip.tick())
    with pytest.raises(Stale, match="just withdrawn"):
        withdraw_attachment(hip.house.nurse, made, "Twice.", at=hip.tick())
    assert attach(hip.house.desk, hip.case, PDF, at=hip.tick()) != made
    assert kept(hip) == ("Report.pdf",)


def test_a_full_case_takes_no_more(hip: Hip, folder: Path) -> None:
    attach(hip.house.desk, hip.case, PDF, at=hip.tick())
    with pytest.raises(NotAllowed, match="as many files as we can take"):
        attach(hip.house.desk, hip.case, PNG, limits=Limits(one=99, files=1), at=hip.tick())
    assert kept(hip) == ("Report.pdf",)


def test_another_patient_adds_nothing_here(hip: Hip) -> None:
    stranger = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other")).patient
    with pytest.raises(NotFound):
        attach(hip.house.patient(stranger), hip.case, PDF, at=hip.tick())


def test_a_file_that_was_not_handed_over_is_not_kept(hip: Hip) -> None:
    file = hand_over(hip.house.desk, PDF)
    kept_files.drop(hip.house.desk, file.sha256)
    with pytest.raises(Stale, match="did not wait for us"):
        attach_file(hip.house.desk, hip.case, file, kind=AttachmentKind.OTHER, limits=LIMITS, at=hip.tick())
    assert kept(hip) == ()


def test_what_was_interrupted_counts_for_nothing_and_is_cleared_away(hip: Hip, folder: Path) -> None:
    made = attach(hip.house.desk, hip.case, PDF, at=hip.tick())
    begun = kept_files.Incoming()
    begun.write(PDF[:10])
    hand_over(hip.house.desk, PNG, "p.png")
    orphan = folder / str(hip.house.practice) / "ab" / ("ab" * 32)
    orphan.parent.mkdir()
    orphan.write_bytes(b"nobody's")
    now = written_at(orphan)

    assert attachments.clear_left_files(at=now) == 0  # somebody may still be sending
    assert attachments.clear_left_files(at=now + timedelta(hours=2)) == 3
    assert [file.name for file in files(folder)] == [sha_of(hip, made)]


def written_at(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def sha_of(hip: Hip, made: UUID) -> str:
    return attachments.load_attachment(hip.house.desk, made).file.sha256


def test_a_row_without_its_file_is_found(hip: Hip, folder: Path) -> None:
    made = attach(hip.house.desk, hip.case, PDF, at=hip.tick())
    assert list(attachments.list_astray()) == []
    files(folder)[0].write_bytes(b"short")
    assert [astray.id for astray in attachments.list_astray()] == [made]
