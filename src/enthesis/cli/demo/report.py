"""The report of an invented MRI study, as the paper that would come with it."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from enthesis.actions.attachments import attach_file
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.tear import TENDONS, THICKNESSES
from enthesis.domain.practice.attachment import AttachmentKind, Limits, Uploaded
from enthesis.domain.practice.file_content import ContentType
from enthesis.store.kept_files import Incoming
from enthesis.store.scope import Scope

LIMITS = Limits(one=1_000_000)
PDF = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 520 240]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length {length}>>stream
{text}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def attach_report(scope: Scope, case: UUID, read: MriFindings, *, at: datetime) -> None:
    """What the reading says lies with the hip as a file, too."""
    tear = read.tear
    tendons = "; ".join(TENDONS[tendon].text for tendon in tear.tendons or ())
    lines = (
        f"MRI of the hip: synthetic report of a demonstration, {case.hex[:8]}",
        f"Made on {read.studied_on or 'an unknown day'}.",
        f"Torn: {tendons or 'not said'}.",
        f"Thickness: {THICKNESSES[tear.thickness].text if tear.thickness else 'not said'}.",
        "No patient was examined.",
    )
    attach(scope, case, lines, at=at)


def attach(scope: Scope, case: UUID, lines: Iterable[str], *, at: datetime) -> None:
    """A one-page PDF of these lines is a file of the case."""
    content = _pdf(lines)
    incoming = Incoming()
    incoming.write(content)
    incoming.finish()
    incoming.hand_over(scope)
    file = Uploaded(
        sha256=sha256(content).hexdigest(), size=len(content), type=ContentType.PDF, name="MRI report.pdf"
    )
    attach_file(scope, case, file, kind=AttachmentKind.MRI_REPORT, limits=LIMITS, at=at)


def _pdf(lines: Iterable[str]) -> bytes:
    shown = " ".join(f"({_escaped(line)}) Tj 0 -22 Td" for line in lines)
    text = f"BT /F 12 Tf 36 190 Td {shown} ET"
    return PDF.format(length=len(text), text=text).encode("latin-1", "replace")


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
