from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPage:
    """`ended` once reminders have ended; nothing tells whose."""

    ended: bool
