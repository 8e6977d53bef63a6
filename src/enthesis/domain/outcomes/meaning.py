"""What each score of a hip says by a threshold, and where it says nothing: why."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.outcomes.change import Change, can_reach, change, is_reached, is_state_reached
from enthesis.domain.outcomes.detectable import Detectable
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.outcomes.threshold import Kind, Threshold
from enthesis.domain.outcomes.thresholds import JUDGED_FROM
from enthesis.domain.outcomes.time_to import Interval, Seen, time_to_threshold

STATES = frozenset({Kind.ABSOLUTE, Kind.NO_BETTER})


class Said(StrEnum):
    """What one score says of one threshold."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    NO_ROOM = "no_room"  # it began so well that the scale ends before the threshold: no failure
    NO_BASELINE = "no_baseline"  # a change is asked, and no score before surgery counts
    NO_SCORE = "no_score"
    TOO_EARLY = "too_early"  # the row is of one year and more
    BEFORE_SURGERY = "before_surgery"
    AFTER_ENDPOINT = "after_endpoint"  # the repair had ended: the score is of another operation
    NOT_COUNTED = "not_counted"  # outside its window, or not the official wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One form of a hip and its score; `day` counts from surgery.

    It `counts` where it lies in the window of its milestone and has the official wording.
    """

    day: int
    score: Score
    counts: bool = True
    is_before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hip:
    """The visits of one hip on one scale, and the day of its first endpoint."""

    visits: tuple[Visit, ...]
    endpoint: int | None = None

    @property
    def before(self) -> Score | None:
        """The last score before surgery that counts; None where there is none."""
        told = [v for v in self.visits if v.is_before and v.counts and v.score.value is not None]
        return max(told, key=lambda v: v.day).score if told else None

    def is_after_endpoint(self, visit: Visit) -> bool:
        return self.endpoint is not None and not visit.is_before and visit.day >= self.endpoint

    def change_at(self, visit: Visit, instrument: Instrument) -> Change | None:
        """The change since before surgery; None without both scores, and once the repair has ended."""
        if self.before is None or visit.is_before or self.is_after_endpoint(visit):
            return None
        return change(self.before, visit.score, instrument)


def judge_visit(hip: Hip, visit: Visit, row: Threshold, instrument: Instrument) -> Said:
    """What the score of this visit says of the row."""
    if visit.is_before:
        return Said.BEFORE_SURGERY
    if not visit.counts:
        return Said.NOT_COUNTED
    if hip.is_after_endpoint(visit):
        return Said.AFTER_ENDPOINT
    if visit.day < JUDGED_FROM.value:
        return Said.TOO_EARLY
    return _told(hip, visit, row, instrument)


def _told(hip: Hip, visit: Visit, row: Threshold, instrument: Instrument) -> Said:
    if visit.score.value is None:
        return Said.NO_SCORE
    if row.kind in STATES:
        return Said.REACHED if is_state_reached(visit.score, row) else Said.NOT_REACHED
    since = hip.change_at(visit, instrument)
    if since is None:
        return Said.NO_BASELINE
    if not can_reach(since.before, row, instrument):
        return Said.NO_ROOM
    return Said.REACHED if is_reached(since, row, instrument) else Said.NOT_REACHED


def time_to(hip: Hip, row: Threshold, instrument: Instrument) -> Interval | None:
    """Between which visits the row was first reached, looking at every visit that counts, also early ones.

    None where nothing can be told: no visit after surgery that counts, no score before it where a change is
    asked or one without room, or a state that was already reached.
    """
    if row.kind not in STATES and not has_room(hip, row, instrument):
        return None
    seen = [Seen(day=v.day, reached=_is_reached(hip, v, row, instrument)) for v in hip.visits if v.counts]
    return time_to_threshold(seen, endpoint=hip.endpoint)


def has_room(hip: Hip, row: Threshold, instrument: Instrument) -> bool:
    """Whether the hip began so that it can reach the row; False too where it is not known how it began."""
    if row.kind in STATES:
        return True
    before = hip.before
    return before is not None and before.value is not None and can_reach(before.value, row, instrument)


def _is_reached(hip: Hip, visit: Visit, row: Threshold, instrument: Instrument) -> bool | None:
    if row.kind in STATES:
        return is_state_reached(visit.score, row)
    since = hip.change_at(visit, instrument)
    return None if since is None else is_reached(since, row, instrument)


def is_within_error(gained: Decimal, detectable: Detectable | None) -> bool | None:
    """Whether a change, for better or worse, is smaller than what can be told from error of measurement.

    None where no minimal detectable change of the scale was found.
    """
    return None if detectable is None else abs(gained) < detectable.change.value
