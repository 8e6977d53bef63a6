"""How often a person is asked for the answers of one window: a value, so that two can be compared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

from enthesis.domain.pathway.contact.called import Outcome
from enthesis.domain.terms import Sourced

GAP = "After how many days without an answer is the patient written to again?"
AGAIN = "After how many days is somebody called again of whom this was the last that was heard?"
TAKEN_BACK = "After how many days is somebody called once an end that a call told was taken back?"
DECIDED = "Decided by the practice."


def _days(value: int, note: str) -> Sourced:
    return Sourced(value, "d", tag="P", note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """`gaps` are the days after the first message, the second and so on; the last one holds for all later.

    `most` messages leave for one window, at least `apart` days from any other of the person's. After
    `silence` days by one way the other is tried. A form that was begun is reminded of `begun` days later.
    Somebody calls `quiet` days after the last message; messages are not waited for once a window closes
    within `closing` days. `calls` are the most for one window, each `again` days after the one before, by
    what became of that. `wording` says which words the messages have.
    """

    id: str
    gaps: tuple[Sourced, ...]
    most: Sourced
    apart: Sourced
    silence: Sourced
    begun: Sourced
    quiet: Sourced
    closing: Sourced
    calls: Sourced
    again: Mapping[Outcome, Sourced]
    wording: str = "usual"

    def gap(self, told: int) -> timedelta:
        """How long after the message of that number, from 1, the next one leaves."""
        return days(self.gaps[min(told, len(self.gaps)) - 1])

    def at_most(self, *, messages: int | None, calls: int | None) -> "Rhythm":
        """The same with other numbers for a window, where a practice decided on them."""
        return replace(
            self,
            most=self.most if messages is None else Sourced(messages, "1", tag="P", note=DECIDED),
            calls=self.calls if calls is None else Sourced(calls, "1", tag="P", note=DECIDED),
        )


LINK = _days(30, "How many days does a private link to the questions work?")
"""Longer than the longest wait for the next message and the call after it."""


def days(number: Sourced) -> timedelta:
    return timedelta(days=int(number.value))


USUAL = Rhythm(
    id="usual",
    gaps=(_days(5, GAP), _days(9, GAP), _days(21, GAP)),
    most=Sourced(4, "1", tag="P", note="How many messages may leave for one window at most?"),
    apart=_days(3, "How many days lie between two messages to one person at least?"),
    silence=_days(10, "After how many days without an answer by mail is a text message tried, or mail?"),
    begun=_days(2, "How many days after a form was begun is the patient reminded of the rest?"),
    quiet=_days(5, "How many days after the last message does somebody call?"),
    closing=_days(5, "How many days before a window closes is a call tried although messages are left?"),
    calls=Sourced(4, "1", tag="P", note="How often is somebody called for one window at most?"),
    again=MappingProxyType(
        {
            Outcome.ANSWERED: _days(3, AGAIN),
            Outcome.PROMISED: _days(3, AGAIN),
            Outcome.LATER: _days(1, AGAIN),
            Outcome.NO_ANSWER: _days(2, AGAIN),
            Outcome.LEFT_MESSAGE: _days(4, AGAIN),
            Outcome.WRONG_NUMBER: _days(1, AGAIN),
            Outcome.MOVED: _days(1, AGAIN),
            Outcome.WITHDREW: _days(1, TAKEN_BACK),
            Outcome.DIED: _days(1, TAKEN_BACK),
        }
    ),
)
