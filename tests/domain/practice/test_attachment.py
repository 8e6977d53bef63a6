from datetime import UTC, datetime
from uuid import uuid4

import pytest

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.practice.attachment import (
    Attachment,
    AttachmentKind,
    Limits,
    Uploaded,
    check_reason,
    check_room,
    safe_name,
)
from enthesis.domain.practice.file_content import ContentType
from enthesis.domain.terms import AttachmentId, CaseId


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("MRI report.pdf", "MRI report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\Ida\scan.PDF", "scan.pdf"),
        ("/etc/", "file.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("report.html", "report.pdf"),
        ("report.pdf.exe", "report.pdf.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf"),
        ("fdp.\u202egpj", "fdp.pdf"),
        ("nul\x00l.pdf", "null.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("Informe de cadera ñ.pdf", "Informe de cadera ñ.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ],
)
def test_a_name_leads_nowhere_and_ends_as_its_content_does(told: str, kept: str) -> None:
    assert safe_name(told, ContentType.PDF) == kept


def a_file(size: int) -> Attachment:
    return Attachment(
        id=AttachmentId(uuid4()),
        case=CaseId(uuid4()),
        booking=None,
        kind=AttachmentKind.OTHER,
        file=Uploaded(sha256="0" * 64, size=size, type=ContentType.PDF, name="a.pdf"),
        at=datetime(2027, 3, 8, tzinfo=UTC),
        by=None,
        by_name="Patient",
    )


def test_a_case_holds_so_many_files_and_so_many_bytes() -> None:
    limits = Limits(one=10, files=2, all=15)
    check_room((a_file(10),), 5, limits)
    for standing, size in (((a_file(10),), 6), ((a_file(1), a_file(1)), 1)):
        with pytest.raises(NotAllowed, match="as many files as we can take"):
            check_room(standing, size, limits)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_file_is_withdrawn_with_a_reason(reason: str) -> None:
    check_reason("Another patient's.")
    with pytest.raises(Invalid, match="withdrawn with a reason"):
        check_reason(reason)
