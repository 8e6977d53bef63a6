"""A paper that was made of a case: which, from what, and the hash by which it is known again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import CaseId, DocumentId, EntryId

LONGEST_LETTER = 6000
LONGEST_NAME = 200


class DocumentKind(StrEnum):
    CONSENT_FORM = "consent_form"
    SURGERY_CHECKLIST = "surgery_checklist"
    REHABILITATION_PLAN = "rehabilitation_plan"
    LETTER = "letter"
    OPERATIVE_REPORT = "operative_report"

    @property
    def label(self) -> str:
        return {
            DocumentKind.CONSENT_FORM: "Consent form",
            DocumentKind.SURGERY_CHECKLIST: "Surgery checklist",
            DocumentKind.REHABILITATION_PLAN: "Rehabilitation plan",
            DocumentKind.LETTER: "Letter to the referring physician",
            DocumentKind.OPERATIVE_REPORT: "Operative report",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a surgeon writes to the physician who sent the patient. Its entry carries the signature."""

    to: str
    text: str

    def __post_init__(self) -> None:
        if not self.to.strip() or len(self.to) > LONGEST_NAME:
            raise Invalid("to", "A letter needs the name of whom it is for.", "Enter it, in a line.")
        if not self.text.strip() or len(self.text) > LONGEST_LETTER:
            raise Invalid(
                "text", "A letter has a text.", f"Enter it, in at most {LONGEST_LETTER} characters."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A PDF that was made; `sha256` is that of its bytes.

    `entry` is the signed entry it tells, None for a paper that nobody signed in the record. `version` is
    that of the case it was made of.
    """

    id: DocumentId
    case: CaseId
    kind: DocumentKind
    sha256: str
    size: int
    entry: EntryId | None
    version: int
    at: datetime
    by_name: str
