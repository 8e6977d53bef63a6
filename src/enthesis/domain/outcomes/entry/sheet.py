"""A form on paper: what was printed on it, and whether it may still be entered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.entry.filled import Filled, place_of
from enthesis.domain.outcomes.entry.mark import check_mark
from enthesis.domain.outcomes.instrument import Instrument, Wording
from enthesis.domain.outcomes.item import Question
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.terms import CaseId, PatientId, PersonId, SheetId, Side

BEFORE_SURGERY = MILESTONES[0].id


class SheetStatus(StrEnum):
    PRINTED = "printed"
    ENTERED = "entered"  # once; a second person is to enter it
    DIFFERS = "differs"  # twice, and not alike
    FILED = "filed"  # its answers are on the record

    @property
    def label(self) -> str:
        return {
            SheetStatus.PRINTED: "printed",
            SheetStatus.ENTERED: "entered once",
            SheetStatus.DIFFERS: "entered twice, differs",
            SheetStatus.FILED: "on the record",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hip:
    """A hip that a block asks about, and the day of surgery its milestone was counted from when printed."""

    case: CaseId
    side: Side
    milestone: str
    operated_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One instrument as printed. Asked of one hip; of the person, where it stands for several.

    `translation` is the imported wording it is printed in; empty for labels of our own.
    """

    hips: tuple[Hip, ...]
    instrument: str
    version: str
    wording: Wording
    translation: str = ""

    def __post_init__(self) -> None:
        if not self.hips:
            raise Invalid("sheet", "A block of a paper form asks about no hip.", "Print the form again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`code` stands on every page. `printed_on` is the day on the clock of the office.

    `twice`: two people are to enter it.
    """

    id: SheetId
    code: str
    patient: PatientId
    language: str
    blocks: tuple[Block, ...]
    printed_at: datetime
    printed_on: date
    printed_by_name: str
    status: SheetStatus
    twice: bool
    version: int

    @property
    def hips(self) -> tuple[Hip, ...]:
        """Every hip it asks about, once."""
        return tuple(dict.fromkeys(hip for block in self.blocks for hip in block.hips))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """One entry of a sheet as it was kept; `turn` 1 and 2 are keyed from it, 3 settles them."""

    turn: int
    filled: Filled
    by: PersonId
    by_name: str
    at: datetime


def places(sheet: Sheet, known: Mapping[str, Instrument]) -> Iterator[tuple[str, Question]]:
    """Every question of the sheet under its place, in the order in which it is printed."""
    for number, block in enumerate(sheet.blocks):
        for question in known[block.instrument].items:
            yield place_of(number, question.id), question


def check_filled(
    sheet: Sheet,
    known: Mapping[str, Instrument],
    filled: Filled,
    operated: Mapping[CaseId, date | None],
    *,
    today: date,
    died_on: date | None = None,
) -> None:
    """Raises Invalid unless this can be what stands on the sheet: its day, and a mark for each question.

    `operated` are the days of surgery of the hips as they stand now, `died_on` the day from which the person
    is known to be dead.
    """
    _check_day(sheet, filled.answered_on, operated, today=today)
    if died_on is not None and filled.answered_on > died_on:
        raise Invalid(
            "answered_on",
            f"The death of the patient is on record for {_told(died_on)}, before that day.",
            "Correct the day here, or the day of death on the patient’s page. If both are right, put the "
            "sheet into the patient’s files: nobody answers for the patient after that.",
        )
    asked = dict(places(sheet, known))
    if missing := [place for place in asked if place not in filled.marks]:
        topic = asked[missing[0]].topic
        raise Invalid(
            missing[0], f"Nothing was entered for “{topic}”.", "Enter it, or that it was left blank."
        )
    if beyond := sorted(filled.marks.keys() - asked.keys()):
        raise Invalid("sheet", f"The sheet has no place “{beyond[0][:40]}”.", "Open the page again.")
    for place, question in asked.items():
        check_mark(question, filled.marks[place])


def _check_day(
    sheet: Sheet, answered_on: date, operated: Mapping[CaseId, date | None], *, today: date
) -> None:
    if answered_on > today:
        raise _wrong_day(f"{_told(answered_on)} is still to come.")
    if answered_on < sheet.printed_on:
        raise _wrong_day(f"The sheet was printed on {_told(sheet.printed_on)}, after that day.")
    for hip in sheet.hips:
        on = operated.get(hip.case)
        if on is None:
            continue
        if hip.milestone == BEFORE_SURGERY and answered_on > on:
            raise _wrong_day(f"The {hip.side} hip was operated on {_told(on)}, before that day.")
        if hip.milestone != BEFORE_SURGERY and answered_on < on:
            raise _wrong_day(f"The {hip.side} hip was operated on {_told(on)}, after that day.")


def _wrong_day(sentence: str) -> Invalid:
    return Invalid("answered_on", sentence, "Enter the day that stands on the sheet.")


def check_is_current(
    sheet: Sheet, known: Mapping[str, Instrument], operated: Mapping[CaseId, date | None]
) -> None:
    """Raises NotAllowed where what was printed is no longer what would be asked: its answers fit nothing.

    `operated` are the days of surgery of the hips as they stand now.
    """
    for block in sheet.blocks:
        instrument = known.get(block.instrument)
        if instrument is None or instrument.version != block.version:
            title = instrument.title if instrument else block.instrument
            raise _rebuilt(sheet, f"“{title}” has changed since")
    for hip in sheet.hips:
        if operated.get(hip.case, hip.operated_on) != hip.operated_on and hip.milestone != BEFORE_SURGERY:
            raise _rebuilt(sheet, f"the day of surgery of the {hip.side} hip has changed since")


def _rebuilt(sheet: Sheet, what: str) -> NotAllowed:
    return NotAllowed(
        "sheet-rebuilt",
        f"This sheet was printed on {_told(sheet.printed_on)}; {what}.",
        "Put it into the patient's files and print a new one.",
    )


def newest_after(sheet: Sheet, others: Iterable[Sheet]) -> Sheet | None:
    """The newest sheet that was printed later for the same hips and milestones; None where there is none."""
    mine = {(hip.case, hip.milestone) for hip in sheet.hips}
    later = [
        other
        for other in others
        if other.printed_at > sheet.printed_at and mine & {(hip.case, hip.milestone) for hip in other.hips}
    ]
    return max(later, key=lambda other: other.printed_at, default=None)


def check_is_newest(sheet: Sheet, others: Iterable[Sheet], *, although_old: bool) -> None:
    """Raises NotAllowed for a sheet that was printed again since, unless it is said to be the one in hand."""
    newer = newest_after(sheet, others)
    if newer is not None and not although_old:
        raise NotAllowed(
            "sheet-old",
            f"This sheet was printed on {_told(sheet.printed_on)}, and again on {_told(newer.printed_on)}.",
            "If it is this one that the patient filled in, tick so and enter it.",
        )


def check_turn(sheet: Sheet, keyed: Iterable[Keyed], *, by: PersonId) -> int:
    """Which entry this would be, 1 or 2. Raises NotAllowed where no entry is open to this person."""
    if sheet.status is SheetStatus.FILED:
        raise NotAllowed(
            "sheet-filed", "The answers of this sheet are on the record.", "Nothing more is needed."
        )
    if sheet.status is SheetStatus.DIFFERS:
        raise NotAllowed(
            "sheet-differs", "Two people have entered this sheet, and differ.", "Settle it with the sheet."
        )
    if any(one.by == by for one in keyed):
        raise NotAllowed(
            "same-person",
            "You entered this sheet yourself.",
            "Hand it to a colleague, who enters it without seeing yours.",
        )
    return 1 if sheet.status is SheetStatus.PRINTED else 2


def _told(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
