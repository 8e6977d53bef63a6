"""Private links to the calendar of a clinician: 256 random bits go out, only their hash stays."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from enthesis.domain.errors import NotFound
from enthesis.domain.practice.booking import Booking
from enthesis.domain.terms import Actor, FeedId, PracticeId, Role
from enthesis.store.bookings import booking_of
from enthesis.store.links import hash_of
from enthesis.store.models import BookingChangeRow, BookingRow, FeedRow
from enthesis.store.scope import Scope, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A link that stands. `by_name` is who made it."""

    id: FeedId
    practice: PracticeId
    clinician: str
    at: datetime
    by_name: str

    @property
    def scope(self) -> Scope:
        """As whom a calendar reads: it reaches visits, and no names."""
        return Scope(practice=self.practice, actor=Actor(role=Role.VISITOR, name="Calendar"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FedVisit:
    """A visit as a feed shows it, cancelled or not; `changed_at` is when anything last happened to it."""

    booking: Booking
    changed_at: datetime


def save_feed(scope: Scope, clinician: str, *, token: str, at: datetime) -> FeedId:
    """A new link, and the earlier one to the same calendar ends."""
    rows(scope, FeedRow).filter(clinician=clinician, revoked_at=None).update(
        revoked_at=at, revoked_by=scope.actor.person
    )
    row = FeedRow.objects.create(
        practice_id=scope.practice,
        clinician=clinician,
        token_hash=hash_of(token),
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return FeedId(row.id)


def save_feed_revoked(scope: Scope, feed: UUID, *, at: datetime) -> None:
    """The link leads nowhere any more."""
    standing = rows(scope, FeedRow).filter(id=feed, revoked_at=None)
    standing.update(revoked_at=at, revoked_by=scope.actor.person)


def load_feed(scope: Scope, feed: UUID) -> Feed:
    row = rows(scope, FeedRow).filter(id=feed).first()
    if row is None:
        raise NotFound("feed", "There is no such calendar link in this practice.")
    return _feed(row)


def list_feeds(scope: Scope) -> tuple[Feed, ...]:
    """The links that stand."""
    return tuple(_feed(row) for row in rows(scope, FeedRow).filter(revoked_at=None).order_by("clinician"))


def find_feed(token: str) -> Feed | None:
    """The feed of a token, if it stands. Needs no scope: the token is the key."""
    row = FeedRow.objects.filter(token_hash=hash_of(token), revoked_at=None).first()
    return _feed(row) if row else None


def list_fed_visits(scope: Scope, clinician: str, first: datetime, last: datetime) -> tuple[FedVisit, ...]:
    """The visits of a clinician that begin in [first, last), the cancelled ones too, in two queries."""
    found = rows(scope, BookingRow).filter(clinician=clinician, starts_at__gte=first, starts_at__lt=last)
    booked = list(found.order_by("starts_at", "id"))
    changed = _changed(scope, {row.id for row in booked})
    return tuple(
        FedVisit(booking=booking_of(row), changed_at=changed.get(row.id, row.starts_at)) for row in booked
    )


def _changed(scope: Scope, bookings: Collection[UUID]) -> dict[UUID, datetime]:
    found = rows(scope, BookingChangeRow).filter(booking_id__in=bookings)
    return dict(found.values_list("booking_id").annotate(at=Max("at")))


def _feed(row: FeedRow) -> Feed:
    return Feed(
        id=FeedId(row.id),
        practice=PracticeId(row.practice_id),
        clinician=row.clinician,
        at=row.at,
        by_name=row.by_name,
    )
