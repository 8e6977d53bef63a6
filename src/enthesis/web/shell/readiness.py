"""What is not ready for an operation, as pages show it."""

from dataclasses import dataclass
from datetime import datetime

from enthesis.domain.pathway.operation import OperationBooking
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessSection:
    """The section `practice/readiness/_section.html` of the page of an operation."""

    sentence: str


def readiness_section(
    scope: Scope, file: CaseFile, booked: OperationBooking | None, *, at: datetime
) -> ReadinessSection | None:
    """What is to be there before the operation; None where nothing is shown."""
    return None


def not_ready(scope: Scope, file: CaseFile, booked: OperationBooking, *, at: datetime) -> str:
    """What is not ready in a sentence, for a list of operations; empty where nothing is missing."""
    return ""
