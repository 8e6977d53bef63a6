"""A case: one pathway of one hip, and the entries that tell its story."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Generic, TypeVar

from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.stages import Act, Stage, stage_after
from enthesis.domain.terms import CaseId, EntryId, HipId, PatientId, PersonId, Side, Signature

Value_co = TypeVar("Value_co", covariant=True)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`number` counts the pathways of the hip: a revision is a new case. `version` rises with each entry."""

    id: CaseId
    patient: PatientId
    hip: HipId
    side: Side
    number: int
    stage: Stage
    wristband: str
    version: int
    opened_at: datetime
    operated_on: date | None = None

    def after(self, act: Act) -> "Case":
        """The case as it stands when the act is done; raises NotAllowed when its stage forbids the act."""
        return replace(self, stage=stage_after(act, self.stage), version=self.version + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[Value_co]):
    """Something recorded on a case. Never changed; a correction is a later entry that names it."""

    id: EntryId
    number: int
    value: Value_co
    at: datetime
    by: PersonId | None
    by_name: str
    corrects: EntryId | None = None
    signature: Signature | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """The pathway ends here, and why: care without surgery, moved away, withdrawn."""

    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise Invalid("reason", "A case is closed with a reason.", "Enter why it ends here.")


def standing(entries: Iterable[Entry[object]]) -> tuple[Entry[object], ...]:
    """The entries that no later entry corrects, oldest first; each in the place of the one it corrects.

    So a slip mended in an older record never makes that record the newest.
    """
    told = sorted(entries, key=lambda e: e.number)
    corrected = {entry.corrects for entry in told}
    places: dict[EntryId, int] = {}
    for entry in told:
        places[entry.id] = places.get(entry.corrects, entry.number) if entry.corrects else entry.number
    return tuple(sorted((e for e in told if e.id not in corrected), key=lambda e: places[e.id]))


def every(entries: Iterable[Entry[object]], kind: type[Value]) -> tuple[Entry[Value], ...]:
    """The standing entries of one kind, oldest first."""
    return tuple(e for e in standing(entries) if isinstance(e.value, kind))  # type: ignore[misc]


def latest(entries: Iterable[Entry[object]], kind: type[Value]) -> Entry[Value] | None:
    """The newest standing entry of one kind."""
    found = every(entries, kind)
    return found[-1] if found else None
