"""Codes are suggested from the record; a person confirms them, and the record says for what."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.record import record
from enthesis.domain.codes.icd10cm import Encounter
from enthesis.domain.pathway.coding import CodedFor, Coding, ConfirmedCode, check_coding, codings
from enthesis.domain.pathway.known_for_codes import known_for
from enthesis.domain.pathway.stages import Act
from enthesis.domain.terms import SURGEONS, Role
from enthesis.store import cases, products
from enthesis.store.scope import Scope

CODERS = (*SURGEONS, Role.ASSISTANT, Role.DESK)


@act(*CODERS)
def confirm_codes(
    scope: Scope,
    case_id: UUID,
    coded_for: CodedFor,
    codes: tuple[ConfirmedCode, ...],
    *,
    encounter: Encounter | None = None,
    checked_against: str = "",
    taken_out: str = "",
    read: int,
    at: datetime,
) -> Done:
    """These codes stand for this purpose, with what the record says now; those from before stay readable."""
    case, entries = cases.load_case(scope, case_id), cases.list_entries(scope, case_id)
    coding = Coding(
        coded_for=coded_for,
        codes=codes,
        known=known_for(
            entries, case.side, coded_for, encounter, products=products.list_products(scope, case_id)
        ),
        checked_against=checked_against.strip(),
        taken_out=taken_out.strip(),
    )
    before = codings(entries).get(coded_for)
    check_coding(coding, before.value if before else None, side=case.side)
    return record(scope, case_id, Act.CONFIRM_CODES, coding, read=read, at=at)
