"""The timelines of one case: from which day its milestones are counted, and what ends each.

A revision or a transfer recorded on a case ends the timeline before it and starts one of its own; a hip
replacement, another operation here, a death or the wish for no more questions end it. What was planned before
and no longer holds is retired, never removed: `FormerWindows` tells it with when and why.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.endpoint import EndpointKind, endpoint_of
from enthesis.domain.outcomes.schedule import (
    MILESTONES,
    ROUTINE,
    asked_at,
    is_complete,
    milestone_called,
    window_on,
)
from enthesis.domain.pathway.case import Entry, every
from enthesis.domain.pathway.ended import ENDS_CONTACT, Ended, EndKind, ToldBy
from enthesis.domain.pathway.follow_up import EndedBy, FollowUp, TimelineEnd

DAYS_KEPT = 4096  # ten years have 3,653: the windows of a day are asked for again by every list
BRANCHES = frozenset({EndpointKind.REVISION_REPAIR, EndpointKind.MUSCLE_TRANSFER})
"""After these the hip is followed on, counted from their day."""


class RetiredBecause(StrEnum):
    """Why windows hold no more."""

    SURGERY_MOVED = "surgery_moved"
    EVENT_RECORDED = "event_recorded"
    EVENT_CORRECTED = "event_corrected"

    @property
    def label(self) -> str:
        return {
            RetiredBecause.SURGERY_MOVED: "the day of surgery was corrected",
            RetiredBecause.EVENT_RECORDED: "an operation of this hip was recorded",
            RetiredBecause.EVENT_CORRECTED: "an operation of this hip was corrected",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class HipEndpoint:
    """An operation of the hip on its day; the one a case is about has no kind."""

    kind: EndpointKind | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Milestones counted from one operation. `origin` is None for the one this case is about.

    `ended` is the first of its `ends`: of the person, and the operation that came after it.
    """

    surgery_on: date
    origin: EndpointKind | None = None
    ended: TimelineEnd | None = None
    ends: tuple[TimelineEnd, ...] = ()
    windows: tuple[FollowUp, ...] = ()

    @property
    def endpoint(self) -> TimelineEnd | None:
        """The operation that ended it, also where the person wanted no more questions before."""
        return next((end for end in self.ends if end.by.is_endpoint), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerWindows:
    """A set of windows that was in force once. A set from before this was recorded has no times."""

    surgery_on: date
    origin: EndpointKind | None
    windows: tuple[FollowUp, ...]
    made_at: datetime | None
    retired_at: datetime | None
    because: RetiredBecause | None


@lru_cache(maxsize=DAYS_KEPT)
def windows_from(surgery_on: date) -> tuple[FollowUp, ...]:
    """Every milestone counted from this day. Raises Invalid where the calendar ends before."""
    return tuple(
        FollowUp(
            milestone=milestone.id,
            opens_on=window.opens,
            due_on=window.due,
            closes_on=window.closes,
            surgery_on=surgery_on,
        )
        for milestone in MILESTONES
        for window in (window_on(surgery_on, milestone),)
    )


def windows_after(surgery_on: date) -> tuple[FollowUp, ...]:
    """Those of an operation that was told afterwards: nobody can be asked for what was before it."""
    return tuple(one for one in windows_from(surgery_on) if one.due_on > surgery_on)


def timelines(
    surgery_on: date,
    endpoints: Iterable[HipEndpoint] = (),
    ends: Iterable[Ended] = (),
    *,
    operated_again_on: date | None = None,
) -> tuple[Timeline, ...]:
    """The timelines of a case, the first one first; the last is the one that is asked now.

    `operated_again_on` is the day of the next operation of this hip here: a case of its own follows that one.
    A revision on that day is this very operation, and starts no second timeline. An endpoint before surgery
    is of an earlier operation.
    """
    last = operated_again_on or date.max
    told = sorted(
        (one for one in set(endpoints) if surgery_on <= one.on <= last),
        key=lambda one: (one.on, one.kind or ""),
    )
    person, made = _ends_of_person(ends), list[Timeline]()
    start: HipEndpoint | None = HipEndpoint(kind=None, on=surgery_on)
    while start is not None:
        over = next((one for one in told if _ends(one, start.on)), None)
        made.append(_timeline(start, _in_order(person, over, operated_again_on)))
        start = over if over is not None and over.kind in BRANCHES and over.on < last else None
    return tuple(made)


def _ends(one: HipEndpoint, since: date) -> bool:
    """No timeline is ended by the operation it starts from, nor by another of its day but a replacement."""
    return one.on > since or (one.on == since and one.kind is EndpointKind.HIP_REPLACEMENT)


def _ends_of_person(ends: Iterable[Ended]) -> tuple[TimelineEnd, ...]:
    """After which nobody asks the person any more; on one day a death first."""
    ending = sorted(
        (end for end in ends if end.kind in ENDS_CONTACT),
        key=lambda end: (end.on, end.kind is not EndKind.DIED),
    )
    return tuple(
        TimelineEnd(by=EndedBy(end.kind.value), on=end.on, day_known=end.day_known) for end in ending
    )


def _in_order(
    person: tuple[TimelineEnd, ...], over: HipEndpoint | None, again: date | None
) -> tuple[TimelineEnd, ...]:
    """What ends it, the first one first; on one day the person's, then what was recorded of the hip."""
    found = [*person]
    if over is not None and over.kind is not None:
        found.append(TimelineEnd(by=EndedBy(over.kind.value), on=over.on))
    if again is not None:
        found.append(TimelineEnd(by=EndedBy.OPERATED_AGAIN, on=again))
    return tuple(sorted(found, key=lambda end: end.on))


def _timeline(start: HipEndpoint, ends: tuple[TimelineEnd, ...]) -> Timeline:
    told = windows_from(start.on) if start.kind is None else windows_after(start.on)
    ended, until = next(iter(ends), None), _counts_until(ends)
    windows = tuple(replace(one, ended=ended, counts_until=until) for one in told) if ends else told
    return Timeline(surgery_on=start.on, origin=start.kind, ended=ended, ends=ends, windows=windows)


def _counts_until(ends: Iterable[TimelineEnd]) -> date | None:
    """From the day of a later operation, and from the day after a death, no answer is of this one."""
    days = (
        end.on + timedelta(days=1) if end.by is EndedBy.DIED else end.on
        for end in ends
        if end.by is EndedBy.DIED or end.by.is_endpoint
    )
    return min(days, default=None)


def timeline_on(told: Sequence[Timeline], on: date) -> Timeline | None:
    """The one that what is answered on a day is of: the last whose operation was before, or on that day.

    Before the first operation it is that one's.
    """
    begun = [one for one in told if one.surgery_on <= on]
    return begun[-1] if begun else next(iter(told), None)


def with_answers(
    window: FollowUp,
    answered_on: Mapping[str, Collection[date]],
    protocol: Mapping[str, Sequence[str]] = ROUTINE,
) -> FollowUp:
    """The window, answered where each of its forms was sent in time; `answered_on` holds their days.

    What was given from the day of a later operation on, or after a death, is not of this one.
    """
    milestone, since = milestone_called(window.milestone), window.surgery_on
    if since is None:
        return window
    over = window.counts_until or date.max
    return replace(
        window,
        answered=all(
            is_complete(milestone, [(on - since).days for on in answered_on.get(name, ()) if on < over])
            for name in asked_at(milestone, protocol)
        ),
    )


def endpoints_in(entries: Iterable[Entry[object]]) -> tuple[HipEndpoint, ...]:
    """The operations that end a timeline, by the adverse events that stand on a case."""
    return endpoints_of(one.value for one in every(entries, AdverseEvent))


def endpoints_of(events: Iterable[AdverseEvent]) -> tuple[HipEndpoint, ...]:
    """The operations that end a timeline, of these events."""
    found = ((endpoint_of(event.type), event.onset) for event in events)
    return tuple(HipEndpoint(kind=kind, on=on) for kind, on in found if kind is not None)


def check_moved(before: date, after: date, *, on: date) -> None:
    """A surgery of `before` may have been on `after`, as said on the day `on`. Raises Invalid."""
    if after == before:
        raise Invalid("on", "This is the day on record.", "Enter the right day, or leave it as it is.")
    if after > on:
        raise Invalid("on", f"{after:%-d %B %Y} has not come yet.", "Enter a day up to today.")
    windows_from(after)


OPERATED, REVISED, REPLACED = date(2027, 3, 1), date(2028, 5, 3), date(2029, 9, 4)
REVISION = HipEndpoint(kind=EndpointKind.REVISION_REPAIR, on=REVISED)
REPLACEMENT = HipEndpoint(kind=EndpointKind.HIP_REPLACEMENT, on=REPLACED)
DEATH = Ended(kind=EndKind.DIED, on=date(2028, 1, 1), told_by=ToldBy.FAMILY)
UNCOUNTED = Ended(kind=EndKind.WITHDREW_RESEARCH, on=date(2028, 1, 1), told_by=ToldBy.PATIENT)

EXAMPLES: tuple[
    tuple[
        str,
        tuple[HipEndpoint, ...],
        tuple[Ended, ...],
        date | None,
        tuple[tuple[date, EndpointKind | None, EndedBy | None], ...],
    ],
    ...,
] = (
    ("nothing happened", (), (), None, ((OPERATED, None, None),)),
    ("counted in no study, asked all the same", (), (UNCOUNTED,), None, ((OPERATED, None, None),)),
    ("died", (), (DEATH,), None, ((OPERATED, None, EndedBy.DIED),)),
    ("replaced", (REPLACEMENT,), (), None, ((OPERATED, None, EndedBy.HIP_REPLACEMENT),)),
    (
        "revised elsewhere",
        (REVISION,),
        (),
        None,
        ((OPERATED, None, EndedBy.REVISION_REPAIR), (REVISED, EndpointKind.REVISION_REPAIR, None)),
    ),
    (
        "revised, then replaced",
        (REPLACEMENT, REVISION),
        (),
        None,
        (
            (OPERATED, None, EndedBy.REVISION_REPAIR),
            (REVISED, EndpointKind.REVISION_REPAIR, EndedBy.HIP_REPLACEMENT),
        ),
    ),
    (
        "revised here: the next case follows it",
        (REVISION,),
        (),
        REVISED,
        ((OPERATED, None, EndedBy.REVISION_REPAIR),),
    ),
    ("operated on again here", (), (), REPLACED, ((OPERATED, None, EndedBy.OPERATED_AGAIN),)),
    (
        "wanted no more questions before the revision",
        (REVISION,),
        (replace(DEATH, kind=EndKind.WITHDREW_CONTACT),),
        None,
        (
            (OPERATED, None, EndedBy.WITHDREW_CONTACT),
            (REVISED, EndpointKind.REVISION_REPAIR, EndedBy.WITHDREW_CONTACT),
        ),
    ),
    (
        "of an operation before this one",
        (HipEndpoint(kind=EndpointKind.REVISION_REPAIR, on=date(2026, 1, 1)),),
        (),
        None,
        ((OPERATED, None, None),),
    ),
)
"""Name; endpoints; ends; operated on again; of each timeline its first day, origin and what ended it."""
