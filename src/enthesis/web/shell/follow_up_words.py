"""How a window of the follow-up stands, in words."""

from datetime import date

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.endpoint import endpoint_of
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.follow_up import FollowUp, FollowUpState
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.case_files import CaseFile


def state_words(window: FollowUp, *, on: date, given: bool = False, known_on: date | None = None) -> str:
    """`given`: a form of this milestone was answered on some day; `known_on`: when its timeline was recorded.

    Nobody could be asked in a window that had closed by then.
    """
    state = window.state(on=on)
    if state is FollowUpState.ENDED and window.ended is not None:
        return _("not asked: %(why)s") % {"why": window.ended.by.label}
    if state is not FollowUpState.CLOSED:
        return state.value
    if given:
        return _("answered, outside the window")
    if known_on is not None and window.closes_on <= known_on:
        return _("not asked: recorded later")
    return _("closed without an answer")


def was_given(file: CaseFile, window: FollowUp) -> bool:
    """Whether a form of the patient's that was asked at this milestone is there, of whichever day.

    Those of before the operation the window is counted from are of another one.
    """
    first = file.timelines[0].surgery_on if file.timelines else None
    return any(
        r.milestone == window.milestone and r.is_own and r.given_at is not None for r in file.responses
    ) and (window.surgery_on == first)


def known_on(file: CaseFile, window: FollowUp) -> date | None:
    """The day on which the operation that a window is counted from was recorded, where an event told it."""
    origins = {t.surgery_on: t.origin for t in file.timelines if t.origin is not None}
    origin = origins.get(window.surgery_on) if window.surgery_on is not None else None
    told = (
        entry.at
        for entry in every(file.entries, AdverseEvent)
        if entry.value.onset == window.surgery_on and endpoint_of(entry.value.type) == origin
    )
    at = None if origin is None else min(told, default=None)
    return None if at is None else utc_to_wall(at, file.zone).date()
