from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPage:
    """`can_wait`: the request came from this browser, and may join the waiting list."""

    can_wait: bool
