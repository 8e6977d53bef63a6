"""While what carries messages is away, those that need it wait, and the others go on."""

from datetime import datetime, timedelta

from enthesis.domain.people.patient import Reach

FIRST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)


class Pauses:
    """Until when a way is not tried. Each failure in a row doubles the wait; a message sent ends it."""

    def __init__(self) -> None:
        self._until: dict[Reach, datetime] = {}
        self._wait: dict[Reach, timedelta] = {}

    def until(self, way: Reach, *, at: datetime) -> datetime | None:
        """When the way is tried next; None where it may be tried now."""
        until = self._until.get(way)
        return until if until is not None and until > at else None

    def begin(self, way: Reach, *, at: datetime) -> datetime:
        """The way is not tried again before the moment this returns."""
        wait = self._wait.get(way, FIRST)
        self._until[way], self._wait[way] = at + wait, min(2 * wait, LONGEST)
        return at + wait

    def end(self, way: Reach) -> None:
        self._until.pop(way, None)
        self._wait.pop(way, None)
