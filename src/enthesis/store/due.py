"""The hips that wait for answers on a day, and how many of those due of late have answered.

A fixed number of queries however many hips there are; of answers, only those that can matter are read.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from enthesis.domain.outcomes.schedule import MILESTONES, Milestone, milestone_called
from enthesis.domain.pathway.before_surgery import window_before
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.ended import may_be_contacted
from enthesis.domain.pathway.follow_up import FollowUp
from enthesis.domain.pathway.invitation import BEFORE_SURGERY, Asking
from enthesis.domain.pathway.stages import BEFORE_OPERATION, Stage
from enthesis.domain.pathway.timeline import Timeline
from enthesis.store.cases import list_cases
from enthesis.store.ended import list_ended
from enthesis.store.follow_ups import days_given
from enthesis.store.operations import list_booked_days
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope
from enthesis.store.timelines import list_timelines

LATELY = timedelta(days=365)
SLACK = timedelta(days=2)  # a day somewhere on earth, and one to be sure
Place = tuple[UUID, str]
Days = Mapping[Place, Mapping[str, list[date]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """`waiting` are the milestones with a form that is wanted, that which closes first before the others.

    `counts` are by milestone, of the hips whose target day lay in the year up to now, how many answered every
    form in time, and how many there are. What was due before another operation or the closing of the case
    stays counted after it; a hip that was operated on again counts for each operation.
    """

    waiting: tuple[Asking, ...]
    counts: Mapping[str, tuple[int, int]]


def load_due(scope: Scope, *, on: date) -> Due:
    """What waits on this day. Before its operation a hip waits within the window of its booked day, and while
    no day is booked: then a person invites.
    """
    told, ends, booked = list_timelines(scope), list_ended(scope), list_booked_days(scope)
    sent, protocol = _sent(scope, on), load_practice(scope).follow_up.protocol
    waiting: list[Asking] = []
    reached: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for case in list_cases(scope):
        before, timelines = booked.get(case.id), told.get(case.id, ())
        usual = Asking(
            case=case,
            milestone=MILESTONES[0],
            answered={},
            on=on,
            protocol=protocol,
            ends=ends.get(case.patient, ()),
        )
        for window in (one for timeline in timelines for one in timeline.windows if _is_lately_due(one, on)):
            was_due = _asking(usual, milestone_called(window.milestone), window, sent)
            reached[window.milestone] += 1
            answered[window.milestone] += not was_due.wanted
        for milestone, open_now in _milestones(case, before[1] if before else None, timelines, on):
            asking = _asking(usual, milestone, open_now, sent)
            if _is_open(asking, on) and asking.wanted:
                waiting.append(asking)
    waiting.sort(key=lambda one: (one.window.closes_on if one.window else date.max, one.case.opened_at))
    return Due(
        waiting=tuple(waiting),
        counts={name: (answered[name], count) for name, count in reached.items()},
    )


def _asking(usual: Asking, milestone: Milestone, window: FollowUp | None, sent: Days) -> Asking:
    answered = sent.get((usual.case.id, milestone.id), {})
    return replace(usual, milestone=milestone, window=window, answered=answered)


def _milestones(
    case: Case, booked_on: date | None, told: tuple[Timeline, ...], on: date
) -> Iterator[tuple[Milestone, FollowUp | None]]:
    """The milestones of a case that can be open on this day, each with its window."""
    if case.stage in BEFORE_OPERATION:
        yield milestone_called(BEFORE_SURGERY), window_before(case.stage, booked_on, on=on)
    if case.stage is not Stage.CLOSED and told:
        for window in told[-1].windows:
            if window.opens_on <= on < window.closes_on:
                yield milestone_called(window.milestone), window


def _is_lately_due(window: FollowUp, on: date) -> bool:
    ended = window.ended is not None and window.ended.on <= window.due_on
    return not ended and on - LATELY < window.due_on <= on


def _is_open(asking: Asking, on: date) -> bool:
    window = asking.window
    if window is None:
        return may_be_contacted(asking.ends, on)
    if asking.milestone.id == BEFORE_SURGERY and asking.case.operated_on is not None:
        return False  # nobody is asked for it after surgery
    return not asking.has_ended and window.opens_on <= on < window.closes_on


def _sent(scope: Scope, on: date) -> Days:
    """The days on which each form was given, by case and milestone, since it can count for anything now."""
    wanted = Q()
    for milestone in MILESTONES:
        wanted |= Q(milestone=milestone.id, submitted_at__gte=_since(milestone, on))
    return days_given(scope, wanted, elsewhere="UTC")


def _since(milestone: Milestone, on: date) -> datetime:
    """No form that was sent earlier is of a window that is open, or whose target day lay in the last year."""
    opens, target, closes = (int(d.value) for d in (milestone.opens, milestone.target, milestone.closes))
    back = max(timedelta(days=closes - opens), LATELY + timedelta(days=target - opens))
    return datetime.combine(on - back - SLACK, time(), tzinfo=UTC)
