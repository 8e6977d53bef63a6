"""What is said aloud in an invented theatre: the time-out, the tear as it is seen, the counts."""

from datetime import datetime

from enthesis.domain.examination.classification import Classified
from enthesis.domain.pathway.counts import Count, Counted
from enthesis.domain.pathway.tear_seen import Agreement, TearSeen
from enthesis.domain.pathway.time_out import Aloud, Item, Said, TimeOut

OF_SURGEON = (Item.SITE_MARK, Item.PROCEDURE, Item.PRODUCT)


def time_out(*, surgeon: str, nurse: str, at: datetime) -> TimeOut:
    """Every point is confirmed, by one of two people."""
    return TimeOut(
        held_at=at,
        confirmed=tuple(
            Aloud(item=item, said=Said.YES, by=surgeon if item in OF_SURGEON else nurse) for item in Item
        ),
        marked_by=surgeon,
    )


def tear_seen(before: Classified | None, *, at: datetime) -> TearSeen:
    """The tear is the one of the images, of the type it was given before."""
    if before is None:
        return TearSeen(seen_at=at, agreement=Agreement.MATCHES)
    seen = Classified(
        scheme=before.scheme, version=before.version, proposed=before.chosen, chosen=before.chosen
    )
    return TearSeen(seen_at=at, agreement=Agreement.MATCHES, classified=seen)


def counts() -> tuple[Count, ...]:
    return tuple(Count(counted=counted, correct=True) for counted in Counted)
