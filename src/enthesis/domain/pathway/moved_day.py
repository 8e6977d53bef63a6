"""What speaks against another day of surgery, and what would become of the follow-up by it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.schedule import MILESTONES, Milestone, is_complete, milestone_called
from enthesis.domain.pathway.follow_up import FollowUp
from enthesis.domain.pathway.timeline import Timeline, timeline_on, with_answers

Answered = tuple[str, date]
"""A milestone after surgery, and the day on which one of its forms was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """Days of a case that tell about the day of surgery, on the clock of its office; None where none is.

    `taken_on` are those of blood or marrow, `answered` the forms of after surgery that were given.
    """

    operated_on: date
    planned_on: date | None = None
    consented_on: date | None = None
    began_on: date | None = None
    taken_on: tuple[date, ...] = ()
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WouldBe:
    """A window as it stands by the day on record, and as it would by another; None where there is none."""

    milestone: str
    before: FollowUp | None
    after: FollowUp | None


def against(record: OnRecord, on: date) -> tuple[str, ...]:
    """Why the operation can hardly have been on this day, a sentence each."""
    return tuple(_against(record, on))


def check_read(record: OnRecord, on: date, acknowledged: Collection[str]) -> None:
    """Everything that speaks against the day has been read. Raises NotAllowed with what was not."""
    if unread := [said for said in against(record, on) if said not in acknowledged]:
        raise NotAllowed(
            "acknowledged",
            f"This speaks against {on:%-d %B %Y}: {' '.join(unread)}",
            "If it was that day all the same, tick each sentence as read.",
        )


def would_be(
    before: Sequence[Timeline],
    after: Sequence[Timeline],
    answered: Mapping[str, Collection[date]],
    protocol: Mapping[str, Sequence[str]],
) -> tuple[WouldBe, ...]:
    """The windows of the first operation by two days of it; `answered` are the days by instrument."""
    then, now = _windows(before, answered, protocol), _windows(after, answered, protocol)
    kept = (milestone.id for milestone in MILESTONES if {milestone.id} & (set(then) | set(now)))
    return tuple(WouldBe(milestone=name, before=then.get(name), after=now.get(name)) for name in kept)


def outside(told: Sequence[Timeline], given: Iterable[date]) -> int:
    """How many of the days on which a form was given lie in no window of the operation before them."""
    return sum(1 for on in given if window_of(told, on) is None)


def window_of(told: Sequence[Timeline], on: date) -> Milestone | None:
    """The milestone at which what was given on a day counts, by the operation before it."""
    of = timeline_on(told, on)
    if of is None:
        return None
    return next((one for one in MILESTONES if is_complete(one, ((on - of.surgery_on).days,))), None)


def _windows(
    told: Sequence[Timeline],
    answered: Mapping[str, Collection[date]],
    protocol: Mapping[str, Sequence[str]],
) -> Mapping[str, FollowUp]:
    return {one.milestone: with_answers(one, answered, protocol) for one in told[0].windows} if told else {}


def _against(record: OnRecord, on: date) -> Iterator[str]:
    known = (
        ("The plan was signed", record.planned_on),
        ("Consent was recorded", record.consented_on),
        ("The record in the theatre begins", record.began_on),
    )
    for what, day in known:
        if day is not None and on < day:
            yield f"{what} on {day:%-d %B %Y}, after that day."
    for day in record.taken_on:
        if abs((day - on).days) > abs((day - record.operated_on).days):
            side = "after" if day > on else "before"
            far = _days(abs((day - on).days))
            yield f"Blood or marrow was taken on {day:%-d %B %Y}, {far} {side} that day."
    for milestone, day in record.answered:
        if day < on:
            title = milestone_called(milestone).title
            yield f"“{title}” was answered on {day:%-d %B %Y}, before that day."


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


RECORD = OnRecord(
    operated_on=date(2027, 3, 8),
    planned_on=date(2027, 2, 1),
    consented_on=date(2027, 2, 10),
    began_on=date(2027, 3, 8),
    taken_on=(date(2027, 3, 8),),
    answered=(("2w", date(2027, 3, 22)),),
)

EXAMPLES: tuple[tuple[str, date, tuple[str, ...]], ...] = (
    (
        "a day later",
        date(2027, 3, 9),
        ("Blood or marrow was taken on 8 March 2027, 1 day before that day.",),
    ),
    (
        "before it was planned",
        date(2020, 1, 1),
        (
            "The plan was signed on 1 February 2027, after that day.",
            "Consent was recorded on 10 February 2027, after that day.",
            "The record in the theatre begins on 8 March 2027, after that day.",
            "Blood or marrow was taken on 8 March 2027, 2623 days after that day.",
        ),
    ),
    (
        "after a form was answered",
        date(2027, 3, 23),
        (
            "Blood or marrow was taken on 8 March 2027, 15 days before that day.",
            "“2 weeks” was answered on 22 March 2027, before that day.",
        ),
    ),
)
"""Name; the day `RECORD` would be moved to; what speaks against it."""
