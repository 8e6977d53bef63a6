"""What was said of the things to bring to visits, and where each stands."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.bring import BringLine, BringTold, Said, bring_lines
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import BookingId, PatientId
from enthesis.store.attachments import list_attached_kinds
from enthesis.store.models import BookingRow, BringToldRow
from enthesis.store.scope import Scope, rows


def save_bring_told(
    scope: Scope, booking: BookingId, item: str, said: Said, *, patient: PatientId, at: datetime
) -> None:
    """One more thing was said; whoever says something of the same visit at the same time waits here."""
    list(rows(scope, BookingRow).select_for_update(no_key=True).filter(id=booking))
    BringToldRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        booking_id=booking,
        number=BringToldRow.objects.filter(booking_id=booking).count() + 1,
        item=item,
        said=said.value,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )


def list_bring_told(scope: Scope, bookings: Sequence[UUID]) -> dict[UUID, tuple[BringTold, ...]]:
    """What was said of each visit, oldest first. One query."""
    told: dict[UUID, list[BringTold]] = {}
    for row in rows(scope, BringToldRow).filter(booking_id__in=bookings).order_by("number"):
        one = BringTold(item=row.item, said=Said(row.said), at=row.at, by_name=row.by_name)
        told.setdefault(row.booking_id, []).append(one)
    return {booking: tuple(each) for booking, each in told.items()}


def bring_lines_of(
    scope: Scope, site: Practice, bookings: Sequence[Booking]
) -> dict[BookingId, tuple[BringLine, ...]]:
    """Where everything stands that these visits ask for; without those that ask for nothing. Two queries."""
    wanted = {b.id: site.visit_type(b.visit.visit_type).bring for b in bookings}
    asking = [b for b in bookings if wanted[b.id]]
    if not asking:
        return {}
    told = list_bring_told(scope, [b.id for b in asking])
    attached = list_attached_kinds(scope, [b.case for b in asking if b.case])
    return {
        b.id: bring_lines(
            wanted[b.id], told.get(b.id, ()), attached.get(b.case, frozenset()) if b.case else frozenset()
        )
        for b in asking
    }
