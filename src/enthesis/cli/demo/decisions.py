"""The surgeon with policy right has begun to decide on what ships recalled or proposed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from enthesis.actions.review import sign_off
from enthesis.cli.demo.bench import later
from enthesis.cli.demo.house import House
from enthesis.domain.review.catalogue import values
from enthesis.domain.review.sign_off import Decision, Seen
from enthesis.store.review import count_sign_offs

AGO = timedelta(days=21)
EVENING = 18
WHO = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A decision on the first `count` values of a file whose name holds `about`."""

    place: str
    about: str = ""
    count: int = 1
    decision: Decision = Decision.CONFIRMED
    note: str = ""


PARTS = (
    Part(place="outcomes/schedule", count=4),
    Part(place="practice/red_flags", count=3, note="As we ask on the telephone."),
    Part(place="outcomes/thresholds", note="Chosen with our research group."),
    Part(
        place="outcomes/schedule",
        about="2y.invites",
        decision=Decision.TO_CHANGE,
        note="Our research group invites earlier. To be agreed with them.",
    ),
    Part(
        place="practice/red_flags",
        about="pop",
        decision=Decision.TO_CHANGE,
        note="Patients ask what a pop is. Say it in other words.",
    ),
    Part(
        place="outcomes/instruments/tegner",
        count=2,
        decision=Decision.NOT_USED,
        note="This practice does not ask it.",
    ),
)


def play(house: House) -> Iterator[datetime]:
    """An evening three weeks before today: one decision after the other, each signed.

    A part whose values are not in that file any more is left out.
    """
    at = house.at(house.today - AGO, EVENING)
    for part in PARTS:
        if about := _about(part):
            yield at
            _decide(house, part, about, at)
            at = later(at, 4)


def _about(part: Part) -> tuple[Seen, ...]:
    found = (v for v in values() if v.place == part.place and part.about in v.path)
    return tuple(Seen(path=v.path, digest=v.digest) for v in islice(found, part.count))


def _decide(house: House, part: Part, about: tuple[Seen, ...], at: datetime) -> None:
    sign_off(
        house[WHO],
        part.place,
        about,
        part.decision,
        note=part.note,
        confirmed=house.signing(WHO, at=at),
        read=count_sign_offs(house[WHO], part.place),
        at=at,
    )
