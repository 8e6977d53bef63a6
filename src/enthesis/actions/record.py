"""The one way onto a case: move its stage, append the entries, say what was done."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from enthesis.actions.act import Done
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.stages import Act
from enthesis.domain.terms import EntryId, Signature
from enthesis.store import cases
from enthesis.store.audit import SIGNED
from enthesis.store.scope import Scope


def record(
    scope: Scope,
    case_id: UUID,
    act: Act,
    *values: object,
    read: int,
    at: datetime,
    signature: Signature | None = None,
    corrects: EntryId | None = None,
    operated_on: date | None = None,
) -> Done:
    """Appends the values as entries, the signature on the last. Raises Stale when the case moved on."""
    case = cases.load_case(scope, case_id)
    moved = move(scope, case, act, read=read, operated_on=operated_on)
    for value in values:
        last = value is values[-1]
        cases.save_entry(scope, moved, value, at=at, corrects=corrects, signature=signature if last else None)
    return Done(
        kind="case",
        subject=case.id,
        patient=case.patient,
        detail={
            "act": act.value,
            "stage": moved.stage.value,
            "version": moved.version,
            **_signed(case, signature),
        },
    )


def _signed(case: Case, signature: Signature | None) -> dict[str, dict[str, list[str]]]:
    """A signature stands in the trail too: whoever changes what was signed would have to change both."""
    return {SIGNED: {str(case.id): [signature.digest]}} if signature else {}


def move(scope: Scope, case: Case, act: Act, *, read: int, operated_on: date | None = None) -> Case:
    """The case after the act, kept; raises Stale by the version, NotAllowed by the stage table."""
    cases.check_version(case, read)
    moved = case.after(act)
    if operated_on is not None:
        moved = replace(moved, operated_on=operated_on)
    cases.save_case(scope, moved, read=read)
    return moved
