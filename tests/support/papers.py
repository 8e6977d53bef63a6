"""A form on paper that was printed and entered once, without asking whether anything is due."""

from datetime import datetime
from uuid import UUID

from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.filled import Filled, place_of
from enthesis.domain.outcomes.entry.mark import Mark, Missing
from enthesis.domain.outcomes.entry.sheet import Block, Hip, Sheet, SheetStatus
from enthesis.domain.outcomes.instrument import Wording
from enthesis.store import cases, entries
from enthesis.store.scope import Scope

INSTRUMENT = "mhhs"


def a_sheet(scope: Scope, case_id: UUID, *, number: int = 0, at: datetime) -> Sheet:
    """The sheet; another `number`, another code."""
    case, instrument = cases.load_case(scope, case_id), load_instrument(INSTRUMENT)
    hip = Hip(case=case.id, side=case.side, milestone="baseline", operated_on=case.operated_on)
    block = Block(hips=(hip,), instrument=instrument.id, version=instrument.version, wording=Wording.LABELS)
    made = entries.save_sheet(
        scope,
        case.patient,
        code=make_code(CodeKind.FORM, bytes((*case.id.bytes[: RANDOM_BYTES - 1], number))).text,
        language="en",
        blocks=(block,),
        printed_on=at.date(),
        twice=True,
        at=at,
    )
    sheet = entries.load_sheet(scope, made)
    marks = {place_of(0, q.id): Mark(field=q.id, missing=Missing.BLANK) for q in instrument.items}
    filled = Filled(answered_on=at.date(), answered_by=AnsweredBy.PATIENT, marks=marks)
    assert scope.actor.person
    entries.save_keyed(scope, sheet, 1, filled, by=scope.actor.person, at=at)
    entries.save_status(scope, sheet, SheetStatus.ENTERED)
    return entries.load_sheet(scope, made)
