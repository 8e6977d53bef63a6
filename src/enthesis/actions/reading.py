"""Opening a patient's record is an act too, and is entered in the trail."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import cases
from enthesis.store.case_files import CaseFile, load_case_file
from enthesis.store.scope import Scope


def open_case_file(scope: Scope, case_id: UUID, *, at: datetime) -> CaseFile:
    """The whole case, and the trail knows who looked."""
    _read_case(scope, case_id, at=at)
    return load_case_file(scope, case_id)


@act(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)
def _read_case(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    case = cases.load_case(scope, case_id)
    return Done(kind="case", subject=case.id, patient=case.patient)
