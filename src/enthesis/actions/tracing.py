"""Following a product to its hip, or a lot to its hips, is an act: the trail knows who looked."""

from datetime import datetime

from enthesis.actions.act import Done, act
from enthesis.domain.codes.udi.reading import read_udi
from enthesis.domain.errors import Invalid
from enthesis.domain.stock.trace import Trace, check_not_cut, code_in
from enthesis.domain.terms import CLINICIANS, PatientId, Role
from enthesis.store.scope import Scope
from enthesis.store.trace import find_trace, find_trace_of_lot

LONGEST_ASKED = 200


def open_trace(scope: Scope, asked: str, *, at: datetime) -> Trace:
    """Where a code leads, or else a lot, label, device, serial number or donor of this name."""
    typed = asked.strip()
    if not typed or len(typed) > LONGEST_ASKED:
        raise Invalid("code", "That is no code and no lot.", "Scan or type it again.")
    code = code_in(typed)
    trace = find_trace(scope, code) if code else _of_piece(scope, typed, at=at)
    if not trace.hips and code is None:
        check_not_cut(typed)
    people = {hip.patient for hip in trace.hips}
    whose = next(iter(people)) if len(people) == 1 else None
    _read_trace(scope, code.text if code else "", len(trace.hips), whose, at=at)
    return trace


def _of_piece(scope: Scope, typed: str, *, at: datetime) -> Trace:
    """A label that can be read is looked for by its device, with lot or serial number."""
    try:
        label = read_udi(typed, on=at.date())
    except Invalid:
        return find_trace_of_lot(scope, typed)
    return find_trace_of_lot(scope, label.lot or label.serial or label.device, device=label.device)


@act(*CLINICIANS, Role.ADMINISTRATOR, Role.AUDITOR, Role.SYSTEM)
def _read_trace(
    scope: Scope, code: str, hips: int, patient: PatientId | None = None, *, at: datetime
) -> Done:
    """A lot is a word that somebody typed, and is not kept."""
    detail = {"code": code, "hips": hips} if code else {"by": "lot", "hips": hips}
    return Done(kind="practice", subject=scope.practice, patient=patient, detail=detail)
