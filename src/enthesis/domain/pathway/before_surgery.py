"""The questions before surgery: from which day to which they are asked, by the day it is booked for."""

from datetime import date

from enthesis.domain.pathway.follow_up import FollowUp, FollowUpState
from enthesis.domain.pathway.stages import BEFORE_OPERATION, Stage
from enthesis.domain.pathway.timeline import windows_from


def window_before(stage: Stage, booked_on: date | None, *, on: date) -> FollowUp | None:
    """The window of the questions before surgery, while it is still to come on the day `on`.

    None without a booked day, and once that day is over: nobody is asked by any rule then, only by a person.
    """
    if booked_on is None or stage not in BEFORE_OPERATION:
        return None
    window = windows_from(booked_on)[0]
    return window if on < window.closes_on else None


BOOKED, MOVED = date(2027, 6, 1), date(2027, 9, 1)
PLANNED, DUE = FollowUpState.PLANNED, FollowUpState.DUE

EXAMPLES: tuple[tuple[str, Stage, date | None, date, FollowUpState | None], ...] = (
    ("no day is known", Stage.PLANNED, None, date(2027, 5, 1), None),
    ("91 days before it", Stage.PLANNED, BOOKED, date(2027, 3, 2), PLANNED),
    ("90 days before it", Stage.PLANNED, BOOKED, date(2027, 3, 3), DUE),
    ("booked before the plan is signed", Stage.EXAMINED, BOOKED, date(2027, 5, 1), DUE),
    ("on the day", Stage.CONSENTED, BOOKED, BOOKED, DUE),
    ("in theatre", Stage.IN_THEATRE, BOOKED, BOOKED, None),
    ("the day went by without surgery", Stage.CONSENTED, BOOKED, date(2027, 6, 2), None),
    ("moved by three months", Stage.CONSENTED, MOVED, date(2027, 5, 1), PLANNED),
    ("closed without surgery", Stage.CLOSED, BOOKED, date(2027, 5, 1), None),
)
"""Name, stage, the day surgery is booked for, today; how the window stands, None where there is none."""
