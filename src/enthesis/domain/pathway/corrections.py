"""What was recorded wrongly is corrected by a new entry; what was signed is only added to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.pathway.case import Entry, latest, standing
from enthesis.domain.pathway.doing_again import DoingAgain
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.domain.pathway.surgery import Finish, Start, Step, check_between, check_graft, check_step_time
from enthesis.domain.pathway.time_out import TimeOut, check_held_before
from enthesis.domain.terms import EntryId

OF_SURGERY = (Start, Step)
AFTER_SURGERY = (AdverseEvent, DoingAgain, ExaminedAfter)
"""What may be taken back: it was of another patient or hip, or did not happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum:
    """What somebody has to add to an entry that stays as it is, or why one was corrected."""

    to: EntryId
    text: str

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise Invalid("text", "The addendum is empty.", "Enter what is to be added, and why.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredInError:
    """The entry that this one corrects is of another patient or hip, or did not happen: it counts nowhere."""

    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise Invalid("reason", "It is not said why it is taken back.", "Enter it in a few words.")


def check_can_take_back(entries: Sequence[Entry[object]], entry: Entry[object]) -> None:
    """The entry stands, and is of what happened after surgery. Raises NotAllowed."""
    if entry not in standing(entries):
        raise NotAllowed(
            "already-corrected", "This entry has already been corrected.", "Open the case again."
        )
    if not isinstance(entry.value, AFTER_SURGERY) or entry.signature is not None:
        raise NotAllowed(
            "not-taken-back", "An entry of this kind is not taken back.", "Correct it, or write an addendum."
        )


def addendum_of_day(to: EntryId, before: date, after: date, reason: str) -> Addendum:
    """That an operation was on another day than its record says, and why. Raises Invalid without a reason."""
    if not reason.strip():
        raise Invalid("reason", "It is not said how the day is known.", "Enter it in a few words.")
    said = f"The operation was on {after:%-d %B %Y}, not on {before:%-d %B %Y}."
    return Addendum(to=to, text=f"{said} {reason.strip()}")


def entry_called(entries: Sequence[Entry[object]], entry: EntryId) -> Entry[object]:
    for told in entries:
        if told.id == entry:
            return told
    raise NotFound("entry", "There is no such entry on this case.", "Open the case again.")


def check_can_correct(
    entries: Sequence[Entry[object]], entry: Entry[object], value: object, *, at: datetime
) -> None:
    """The value may stand in the place of the entry; otherwise Invalid or NotAllowed says what may be done.

    An entry is corrected once, then its correction; by a value of the same kind; never a signed one, nor the
    steps under a record of surgery that is signed.
    """
    if entry not in standing(entries):
        raise NotAllowed(
            "already-corrected", "This entry has already been corrected.", "Correct the newer entry."
        )
    if type(value) is not type(entry.value):
        raise Invalid("value", "An entry is corrected by one of the same kind.", "Correct the entry itself.")
    if entry.signature is not None or (isinstance(value, OF_SURGERY) and latest(entries, Finish)):
        raise NotAllowed("signed", "What is signed is not corrected.", "Write an addendum to it.")
    if value == entry.value:
        raise Invalid("value", "Nothing is different from what was recorded.", "Change what was wrong.")
    if isinstance(value, OF_SURGERY):
        _check_surgery(entries, entry, value, at=at)


def _check_surgery(
    entries: Sequence[Entry[object]], entry: Entry[object], value: object, *, at: datetime
) -> None:
    """Start and steps stay in their order, and a scan stays what was scanned."""
    others = [e.value for e in standing(entries) if e.id != entry.id]
    told = [*others, value]
    start = next(v for v in reversed(told) if isinstance(v, Start))
    scanned = {v.wristband for v in (entry.value, value) if isinstance(v, Start)}
    if len(scanned) > 1:
        raise NotAllowed("scanned", "A scanned wristband is not corrected by hand.", "Write an addendum.")
    if start.started_at > at:
        raise NotAllowed("time-order", "The operation cannot start in the future.", "Correct the time.")
    held = [v for v in told if isinstance(v, TimeOut)]
    for step in (v for v in told if isinstance(v, Step)):
        check_step_time(start, step, at=at)
        if held:
            check_held_before(held, step.done_at)
    for time_out in held:
        check_between(start, time_out.held_at, "Time-out", at=at)
    if isinstance(value, Step):
        check_graft(value)
