"""What a practice decides about following hips; the table `[follow_up]` of its file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.tablet import LOCKS_AFTER
from enthesis.domain.practice.threshold_setting import ThresholdSetting

Protocol = Mapping[str, tuple[str, ...]]
"""Instruments by milestone. A milestone that is not in it asks every routine instrument."""

ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}")
MOST = {"most_messages": 12, "most_calls": 12, "call_minutes": 24 * 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpSettings:
    """Each field is a key of the table; one that is not there is as it stands here.

    `double_entry`: a paper form is entered by two people. `proxy_counts`: what somebody else answered for a
    patient counts; our proposal is that it does not. `thresholds`: the row used for a scale and metric
    where it is another than the default. `tablet_locks_after`: minutes without a touch after which a tablet
    that a patient answers on is locked. `asks`: patients are written to once a window opens, without a person
    who invites them; `most_messages` and `most_calls` of a window, and `call_minutes` of a day, replace what
    is shipped. `overdue_to` is the practice's own mail address, which is told when answers that need a
    person are overdue; nobody is told where it is empty.
    """

    protocol: Protocol = field(default_factory=dict)
    thresholds: tuple[ThresholdSetting, ...] = ()
    double_entry: bool = True
    proxy_counts: bool = False
    tablet_locks_after: int = int(LOCKS_AFTER.value)
    asks: bool = True
    most_messages: int | None = None
    most_calls: int | None = None
    call_minutes: int | None = None
    overdue_to: str = ""

    def __post_init__(self) -> None:
        if self.overdue_to and not ADDRESS.fullmatch(self.overdue_to):
            raise Invalid("overdue_to", f"{self.overdue_to!r} is no mail address.", "Enter one, or nothing.")
        if self.tablet_locks_after < 1:
            said = f"A tablet that locks after {self.tablet_locks_after} minutes cannot be answered on."
            raise Invalid("tablet_locks_after", said, "Enter a minute or more.")
        for key, most in MOST.items():
            told = getattr(self, key)
            if told is not None and not 0 <= told <= most:
                raise Invalid(key, f"{told} is not from 0 to {most}.", "Enter another number.")
