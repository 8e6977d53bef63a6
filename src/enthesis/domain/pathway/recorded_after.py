"""What is asked before something is recorded of a hip after its operation, and what is not recorded at all.

A second entry of the same day may be meant, and a large number may be right: whoever records it says so. Of
returns that contradict each other the one that was asked last counts, of one day the one recorded last.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.numbers import with_unit
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.pathway.doing_again import DoingAgain
from enthesis.domain.pathway.ended import Ended, EndKind
from enthesis.domain.pathway.event_days import died_on
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.domain.terms import Sourced

Recorded = AdverseEvent | DoingAgain | ExaminedAfter

MOST_SYMMETRY = Sourced(200, "%", tag="P", note="Above which strength against the other side is it a slip?")
MOST_FORCE = Sourced(600, "N", tag="P", note="Above which force of hip abduction is it a slip?")
MOST_TORQUE = Sourced(300, "N.m", tag="P", note="Above which torque of hip abduction is it a slip?")


def questions_about(value: Recorded, known: Iterable[Recorded]) -> tuple[str, ...]:
    """What is to be asked before it is recorded beside what is `known` of the hip, a sentence each."""
    return (*dict.fromkeys(_same_day(value, known)), *_large(value))


def check_meant(value: Recorded, known: Iterable[Recorded], *, all_the_same: bool) -> None:
    """Raises NotAllowed with the questions about it, unless they were answered with yes."""
    if all_the_same:
        return
    if found := questions_about(value, known):
        raise NotAllowed("all_the_same", " ".join(found), "Tick that it is meant so, or correct it.")


def check_lived(value: Recorded, ends: Sequence[Ended]) -> None:
    """Nothing is of a day after a death, but what tells of the death itself. Raises Invalid."""
    died = min((end.on for end in ends if end.kind is EndKind.DIED), default=None)
    if died is None or (isinstance(value, AdverseEvent) and died_on(value) is not None):
        return
    field, on = _day(value)
    if on > died:
        raise Invalid(
            field,
            f"The patient’s death on {died:%-d %B %Y} is on record, and this is of {on:%-d %B %Y}.",
            "Correct the day, or take the death back on the patient’s page.",
        )


def newest_told(told: Iterable[DoingAgain]) -> tuple[DoingAgain, ...]:
    """Of each activity what counts: asked last, of one day recorded last. `told` is in its order."""
    newest: dict[tuple[str, str], DoingAgain] = {}
    for one in told:
        before = newest.get(_activity(one))
        if before is None or one.asked_on >= before.asked_on:
            newest[_activity(one)] = one
    return tuple(newest.values())


def _day(value: Recorded) -> tuple[str, date]:
    match value:
        case AdverseEvent():
            return "onset", value.onset
        case DoingAgain():
            return "asked_on", value.asked_on
        case ExaminedAfter():
            return "examined_on", value.found.examined_on


def _activity(told: DoingAgain) -> tuple[str, str]:
    return told.sort, told.name.strip().casefold()


def _same_day(value: Recorded, known: Iterable[Recorded]) -> Iterator[str]:
    for other in known:
        match value, other:
            case AdverseEvent(), AdverseEvent() if (value.type, value.onset) == (other.type, other.onset):
                yield f"“{value.type.label}” of {value.onset:%-d %B %Y} is on record already."
            case ExaminedAfter(), ExaminedAfter() if _day(value) == _day(other):
                on = value.found.examined_on
                yield f"An examination of {on:%-d %B %Y} is on record already."
            case DoingAgain(), DoingAgain() if (_activity(value), value.asked_on) == (
                _activity(other),
                other.asked_on,
            ):
                yield _told_twice(value, other)
            case _:
                pass


def _told_twice(value: DoingAgain, other: DoingAgain) -> str:
    said = f"“{value.sort.label}: {value.name}” asked on {value.asked_on:%-d %B %Y} is on record already"
    if None in (value.able, other.able) or value.able == other.able:
        return f"{said}."
    words = {True: "as done again", False: "as not done again"}
    return f"{said}, {words[bool(other.able)]}: what is recorded last counts."


def _large(value: Recorded) -> Iterator[str]:
    if not isinstance(value, ExaminedAfter):
        return
    found = value.found
    told: tuple[tuple[str, Decimal | None, Sourced], ...] = (
        ("The symmetry", found.limb_symmetry_percent, MOST_SYMMETRY),
        ("The force", found.abduction_newton, MOST_FORCE),
        ("The torque", found.abduction_newton_metre, MOST_TORQUE),
    )
    for what, number, most in told:
        if number is not None and number > most.value:
            limit = with_unit(most.value, most.unit)
            yield f"{what} is told as {with_unit(number, most.unit)}, more than {limit}."
