"""Who is called today, in which order, within the minutes that somebody has for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Generic, TypeVar

from enthesis.domain.pathway.contact.asked import Asked, Waits
from enthesis.domain.pathway.contact.called import Called, HalfOfDay
from enthesis.domain.pathway.contact.planner import ToCall
from enthesis.domain.pathway.contact.worth import USUAL_WORTH, Worth, worth_of
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Sourced

Who = TypeVar("Who")

CALL = Sourced(6, "min", tag="P", note="How many minutes does a call take on average, those in vain too?")
SPOKEN = Sourced(10, "min", tag="P", note="How many minutes does a call take in which somebody answers?")
UNSPOKEN = Sourced(2, "min", tag="P", note="How many minutes does a call take that nobody answers?")
BUDGET = Sourced(60, "min", tag="P", note="How many minutes a day does the practice have for these calls?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Generic[Who]):
    """Somebody to call: what it is worth, about which windows, and what was tried."""

    who: Who
    person: Asked
    call: ToCall
    worth: Decimal

    @property
    def windows(self) -> tuple[Waits, ...]:
        return tuple(w for w in self.person.waits if w.about in self.call.about)

    @property
    def calls(self) -> tuple[Called, ...]:
        """The calls about any of them, oldest first."""
        return calls_about(self.person, self.call)

    @property
    def best(self) -> HalfOfDay | None:
        """When they are best called, as they last said."""
        told = [c.best for c in sorted(self.person.calls, key=lambda c: c.at) if c.best is not None]
        return told[-1] if told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallList(Generic[Who]):
    """`rows` are within the budget, `left` beyond it; `used` are the minutes of the calls made today."""

    rows: tuple[Row[Who], ...]
    left: tuple[Row[Who], ...]
    used: int
    budget: int


def row_of(who: Who, person: Asked, call: ToCall, *, now: datetime, worth: Worth = USUAL_WORTH) -> Row[Who]:
    """Raises nothing: a call that is not due yet is left out by who asks."""
    windows = [w for w in person.waits if w.about in call.about]
    calls = calls_about(person, call)
    on = utc_to_wall(now, person.zone).date()
    return Row(who=who, person=person, call=call, worth=worth_of(windows, calls, on, worth))


def calls_about(person: Asked, call: ToCall) -> tuple[Called, ...]:
    """The calls about any of the windows, each once, oldest first."""
    found = [c for about in sorted(call.about) for c in person.called(about)]
    return tuple(sorted({id(c): c for c in found}.values(), key=lambda c: c.at))


def call_list(
    rows: Iterable[Row[Who]], made: Iterable[Called], *, budget: int, key: Callable[[Who], str] = str
) -> CallList[Who]:
    """The most worth first, as long as minutes are left. `made` are the calls of today, by anybody.

    Whoever said when to call is first: it was promised.
    """
    used = sum(minutes_of(one) for one in made)
    ordered = sorted(rows, key=lambda row: (not _is_promised(row), -row.worth, key(row.who)))
    places = max(0, (budget - used) // int(CALL.value))
    return CallList(rows=tuple(ordered[:places]), left=tuple(ordered[places:]), used=used, budget=budget)


def minutes_of(called: Called) -> int:
    return int((SPOKEN if called.outcome.was_spoken_to else UNSPOKEN).value)


def _is_promised(row: Row[Who]) -> bool:
    return bool(row.calls) and row.calls[-1].next_at is not None
