"""Two people key one sheet: where they read it alike, where not, and what a look at the sheet settles."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.filled import BY, DAY, Filled, Told
from enthesis.domain.outcomes.entry.mark import Mark, Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """One place that the two read differently."""

    place: str
    first: Told
    second: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`fields` counts the places that were compared."""

    fields: int
    differs: tuple[Differs, ...]

    @property
    def agrees(self) -> bool:
        return not self.differs


def compare(first: Filled, second: Filled) -> Comparison:
    """Place by place, in the order of the first. Raises Invalid where they are not of one sheet."""
    ours, theirs = first.told, second.told
    if ours.keys() != theirs.keys():
        raise Invalid("sheet", "The two entries are not of one sheet.", "Enter the sheet in hand again.")
    return Comparison(
        fields=len(ours),
        differs=tuple(
            Differs(place=place, first=told, second=theirs[place])
            for place, told in ours.items()
            if told != theirs[place]
        ),
    )


def settle(first: Filled, second: Filled, looked: Mapping[str, Told]) -> Filled:
    """The sheet as it stands after a look at it: agreed where both agreed, else as it was looked up.

    What was looked up may be a third thing that neither of them read. Raises Invalid where a place that
    differs was not looked up, and where one was that did not differ.
    """
    places = [differs.place for differs in compare(first, second).differs]
    for place in places:
        if place not in looked:
            raise Invalid(place, "This place was read differently twice.", "Say what stands on the sheet.")
    if beyond := sorted(looked.keys() - set(places)):
        raise Invalid(beyond[0], "Both read this place alike.", "Leave it as it is.")
    marks = {place: told for place, told in looked.items() if isinstance(told, Mark)}
    return replace(_with_head(first, second, looked), marks={**first.marks, **marks})


def _with_head(first: Filled, second: Filled, looked: Mapping[str, Told]) -> Filled:
    """The day is settled by a day; by None where none stands on the sheet: then the day it arrived."""
    day, by = looked.get(DAY), looked.get(BY)
    settled = first
    if DAY in looked and isinstance(day, date):
        settled = replace(settled, answered_on=day, undated=False)
    elif DAY in looked:
        arrived = second if second.undated else first
        settled = replace(settled, answered_on=arrived.answered_on, undated=True)
    if BY in looked:
        settled = replace(settled, answered_by=by if isinstance(by, AnsweredBy) else None)
    return settled


def _read(by: AnsweredBy | None = AnsweredBy.PATIENT, day: int = 9, **marks: Mark) -> Filled:
    told = {f"0.{name}": mark for name, mark in marks.items()}
    return Filled(answered_on=date(2027, 3, day), answered_by=by, marks=told)


_THIRTY, _TWENTY = Mark(field="pain", answer=30), Mark(field="pain", answer=20)
_BLANK = Mark(field="pain", missing=Missing.BLANK)
_TWO = Mark(field="pain", missing=Missing.TWO_TICKED)

EXAMPLES: tuple[tuple[str, Filled, Filled, tuple[str, ...]], ...] = (
    ("read alike", _read(pain=_THIRTY), _read(pain=_THIRTY), ()),
    ("another box", _read(pain=_THIRTY), _read(pain=_TWENTY), ("0.pain",)),
    ("blank is not a box", _read(pain=_BLANK), _read(pain=_TWENTY), ("0.pain",)),
    ("blank is not unreadable", _read(pain=_BLANK), _read(pain=_TWO), ("0.pain",)),
    ("both blank", _read(pain=_BLANK), _read(pain=_BLANK), ()),
    (
        "a box of worth zero is not blank",
        _read(pain=Mark(field="pain", answer=0)),
        _read(pain=_BLANK),
        ("0.pain",),
    ),
    ("another day", _read(pain=_THIRTY), _read(day=8, pain=_THIRTY), (DAY,)),
    ("another person", _read(pain=_THIRTY), _read(None, pain=_THIRTY), (BY,)),
    (
        "another branch of the same worth",
        _read(load=Mark(field="load_stops", answer=10)),
        _read(load=Mark(field="load_goes_on", answer=10)),
        ("0.load",),
    ),
)
"""A name, two readings of one sheet, and the places they differ in."""
