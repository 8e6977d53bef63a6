"""A file that is added to a case: what it shows, whose it is, and whether there is room for it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.practice.file_content import ContentType
from enthesis.domain.terms import AttachmentId, BookingId, CaseId, PersonId

LONGEST_NAME = 80
LONGEST_REASON = 500
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


class AttachmentKind(StrEnum):
    """What a file shows, as the person who adds it says."""

    MRI_REPORT = "mri_report"
    MRI_IMAGES = "mri_images"
    RADIOGRAPH = "radiograph"
    OPERATION_NOTE = "operation_note"
    LABORATORY = "laboratory"
    MEDICINE_LIST = "medicine_list"
    INSURANCE_CARD = "insurance_card"
    OTHER = "other"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    AttachmentKind.MRI_REPORT: "Report of an MRI",
    AttachmentKind.MRI_IMAGES: "Pictures of an MRI",
    AttachmentKind.RADIOGRAPH: "X-ray, or its report",
    AttachmentKind.OPERATION_NOTE: "Notes of an operation",
    AttachmentKind.LABORATORY: "Results of blood tests",
    AttachmentKind.MEDICINE_LIST: "List of medicines",
    AttachmentKind.INSURANCE_CARD: "Insurance card",
    AttachmentKind.OTHER: "Something else",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may be added: bytes of one file, files of a case, bytes of all of them."""

    one: int
    files: int = 60
    all: int = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """A file as it came, its content already recognised. `name` is safe to show; `sha256` is in hex."""

    sha256: str
    size: int
    type: ContentType
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Who said that a file does not belong here, and why. The file is kept and not shown any more."""

    at: datetime
    by_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a case; `by` is None where the patient sent it. `booking` is the visit it was sent for."""

    id: AttachmentId
    case: CaseId
    booking: BookingId | None
    kind: AttachmentKind
    file: Uploaded
    at: datetime
    by: PersonId | None
    by_name: str
    withdrawn: Withdrawal | None = None

    @property
    def stands(self) -> bool:
        return self.withdrawn is None


def safe_name(told: str, type_: ContentType) -> str:
    """The name without folders, hidden or reversing characters, and with the ending its content has."""
    base = re.split(r"[\\/]", unicodedata.normalize("NFC", told))[-1]
    kept = NOT_IN_NAMES.sub("", "".join(c for c in base if c.isprintable()))
    stem = (kept.rpartition(".")[0] or kept).strip(" .")[:LONGEST_NAME].rstrip(" .")
    return f"{stem or 'file'}{type_.suffix}"


def check_room(standing: Sequence[Attachment], size: int, limits: Limits) -> None:
    """Raises NotAllowed when the case holds as much as it may."""
    used = sum(attachment.file.size for attachment in standing)
    if len(standing) >= limits.files or used + size > limits.all:
        raise NotAllowed(
            "no-room",
            "There are already as many files as we can take for this hip.",
            "Bring the rest to the visit.",
        )


def check_reason(reason: str) -> None:
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Invalid(
            "reason",
            "A file is withdrawn with a reason of a few words.",
            f"Enter why it does not belong here, in at most {LONGEST_REASON} characters.",
        )
