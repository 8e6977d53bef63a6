"""A time that is offered to one person of the waiting list, and how long it is held for them.

A hold lasts two hours, counted only while messages may leave: from 08:00 to 20:00 on the office's clock.
What is offered at 19:30 is held until 09:30 the next morning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.claims import Taken
from enthesis.domain.practice.clock import reached, utc_to_wall
from enthesis.domain.practice.send_window import CLOSES, next_open
from enthesis.domain.terms import OfferId, WaitingId

HOLD = timedelta(hours=2)


class Way(StrEnum):
    """How an offer reaches its person."""

    MESSAGE = "message"
    CALL = "call"  # who agreed to no message is telephoned by the desk


class OfferStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    UNTOLD = "untold"  # nobody could tell the person in time
    WITHDRAWN = "withdrawn"  # by a person at the practice
    MOOT = "moot"  # nobody needs the time any more, or the practice keeps it no longer

    @property
    def label(self) -> str:
        told = {
            "lapsed": "not answered",
            "untold": "could not be told",
            "withdrawn": "taken back",
            "moot": "needed no more",
        }
        return told.get(self.value, self.value)


class OfferAct(StrEnum):
    """What may happen to an open offer."""

    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    MISS = "miss"
    WITHDRAW = "withdraw"
    DROP = "drop"


LEADS: Mapping[OfferAct, OfferStatus] = {
    OfferAct.ACCEPT: OfferStatus.ACCEPTED,
    OfferAct.DECLINE: OfferStatus.DECLINED,
    OfferAct.LAPSE: OfferStatus.LAPSED,
    OfferAct.MISS: OfferStatus.UNTOLD,
    OfferAct.WITHDRAW: OfferStatus.WITHDRAWN,
    OfferAct.DROP: OfferStatus.MOOT,
}
"""Where each act leads; each is possible while the offer is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Nobody else gets the time of an open offer; at `until` it is over.

    Of an offer by telephone `called_at` is when somebody told the person, None before. `reason` is why a
    person at the desk offered it out of order; it is empty for one in order.
    """

    id: OfferId
    waiting: WaitingId
    visit: Visit
    way: Way
    status: OfferStatus
    made_at: datetime
    until: datetime
    by_name: str
    reason: str = ""
    called_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.status is OfferStatus.OPEN

    @property
    def must_be_called(self) -> bool:
        """Whether the desk has still to telephone."""
        return self.is_open and self.way is Way.CALL and self.called_at is None

    @property
    def wall_until(self) -> datetime:
        """What the office's clock shows when the hold ends."""
        return utc_to_wall(self.until, self.visit.zone)

    def after(self, act: OfferAct, *, at: datetime) -> "Offer":
        """The offer once the act was done; raises NotAllowed when it is not open, or its time is over."""
        answers = act in (OfferAct.ACCEPT, OfferAct.DECLINE)
        if not self.is_open or (answers and at >= self.until):
            raise NotAllowed(
                "offer-over",
                "This offer is over.",
                "Nothing was changed. Who is still on the list is offered the next time that fits.",
            )
        too_soon = act is OfferAct.LAPSE or (act is OfferAct.MISS and not self.must_be_called)
        if too_soon and at < self.until:
            raise NotAllowed(
                "offer-held", f"This time is held until {self.wall_until:%d %B, %H:%M}.", "Wait until then."
            )
        return replace(self, status=LEADS[act], ended_at=at)

    def called(self, *, at: datetime) -> "Offer":
        """Somebody told the person: from now on it is held for the whole time of an offer."""
        if not self.must_be_called or at >= self.until:
            raise NotAllowed("offer-over", "This offer waits for no call.", "Open the list again.")
        return replace(self, called_at=at, until=held_until(at, self.visit.zone))


def on_offer(offer: Offer) -> Taken:
    """Why a time cannot be had that an open offer holds."""
    until = f"{offer.wall_until:%d %B %Y, %H:%M}"
    return Taken(
        "on-offer",
        f"{offer.visit.wall_start:%H:%M} is on offer to somebody on the waiting list until {until}.",
        "Choose another free time.",
    )


def held_until(made_at: datetime, zone: str) -> datetime:
    """When the hold of an offer made at a moment ends: two hours later, the hours of night not counted."""
    begins, left = next_open(made_at, zone), HOLD
    while True:
        closes = reached(datetime.combine(utc_to_wall(begins, zone).date(), CLOSES), zone)
        if begins + left <= closes:
            return begins + left
        left -= closes - begins
        begins = next_open(closes, zone)


EXAMPLES: tuple[tuple[str, str, str, str], ...] = (
    # what it shows, the zone, offered at and held until on the office's clock
    ("in the morning", "America/New_York", "2027-03-09T10:00", "2027-03-09T12:00"),
    ("to the end of the day", "America/New_York", "2027-03-09T18:00", "2027-03-09T20:00"),
    ("over night", "America/New_York", "2027-03-09T19:30", "2027-03-10T09:30"),
    ("at the last minute", "America/New_York", "2027-03-09T19:59", "2027-03-10T09:59"),
    ("over the night in which clocks go forward", "America/New_York", "2027-03-13T19:00", "2027-03-14T09:00"),
    ("over the night in which clocks go back", "America/New_York", "2027-11-06T19:15", "2027-11-07T09:15"),
    ("where clocks never change", "America/Phoenix", "2027-03-13T19:00", "2027-03-14T09:00"),
    ("from before the window", "America/New_York", "2027-03-09T06:00", "2027-03-09T10:00"),
)
