"""Times that are offered to people on the waiting list. While an offer is open it owns its ticks."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.claims import needs_of
from enthesis.domain.practice.offer import Offer, OfferStatus, Way
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.waiting import Waiting
from enthesis.domain.terms import OfferId, PatientId, WaitingId
from enthesis.store.bookings import columns_of_visit, visit_of
from enthesis.store.claims import release_claims, save_claims
from enthesis.store.constraints import is_of
from enthesis.store.models import OfferRow, TickRow
from enthesis.store.scope import Scope, rows


def save_offer(
    scope: Scope,
    site: Practice,
    waiting: Waiting,
    visit: Visit,
    *,
    way: Way,
    reason: str = "",
    at: datetime,
    until: datetime,
) -> Offer:
    """An open offer that claims its time. Raises Taken where somebody else has it, Stale for a second one."""
    try:
        with transaction.atomic():
            row = OfferRow.objects.create(
                practice_id=scope.practice,
                patient_id=waiting.patient,
                waiting_id=waiting.id,
                way=way.value,
                status=OfferStatus.OPEN.value,
                made_at=at,
                until=until,
                by=scope.actor.person,
                by_name=scope.actor.name,
                reason=reason,
                **columns_of_visit(visit),
            )
    except IntegrityError as refused:
        if is_of(refused, OfferRow, "one_open_offer_each"):
            raise Stale("offered-already", "Another time is on offer to them now.", "Wait for it.") from None
        raise
    save_claims(scope, site, visit, row)
    return _offer(row)


def load_offer(scope: Scope, offer: UUID) -> Offer:
    row = rows(scope, OfferRow).filter(id=offer).first()
    if row is None:
        raise NotFound("offer", "There is no such offer in this practice.")
    return _offer(row)


def lock_offer(scope: Scope, offer: UUID) -> Offer:
    """The offer as it is; nobody else changes it until this transaction ends."""
    list(rows(scope, OfferRow).select_for_update(no_key=True).filter(id=offer))
    return load_offer(scope, offer)


def list_open_offers(scope: Scope) -> tuple[Offer, ...]:
    """What is on offer, that which ends first on top."""
    found = rows(scope, OfferRow).filter(status=OfferStatus.OPEN.value).order_by("until", "id")
    return tuple(_offer(row) for row in found)


def list_offers(scope: Scope, since: datetime) -> tuple[Offer, ...]:
    """Offers that were made or ended since a moment, the newest first."""
    made = rows(scope, OfferRow).filter(made_at__gte=since) | rows(scope, OfferRow).filter(
        ended_at__gte=since
    )
    return tuple(_offer(row) for row in made.order_by("-made_at", "id"))


def find_offer_of(scope: Scope, waiting: UUID) -> Offer | None:
    """The open offer of somebody on the list."""
    row = rows(scope, OfferRow).filter(waiting_id=waiting, status=OfferStatus.OPEN.value).first()
    return _offer(row) if row else None


def find_taken_offer(scope: Scope, waiting: UUID) -> Offer | None:
    """The offer that somebody accepted and left the list by."""
    row = rows(scope, OfferRow).filter(waiting_id=waiting, status=OfferStatus.ACCEPTED.value).first()
    return _offer(row) if row else None


def find_offer_in_way(scope: Scope, site: Practice, visit: Visit) -> Offer | None:
    """An open offer that holds something this visit needs: its clinician, a room, a device."""
    needs = needs_of(site, visit)
    held = TickRow.objects.filter(
        practice_id=scope.practice,
        offer__isnull=False,
        resource__in=needs.resources,
        tick__gte=needs.clinician.first,
        tick__lt=needs.clinician.end,
    )
    tick = held.order_by("resource", "tick").select_related("offer").first()
    return _offer(tick.offer) if tick and tick.offer else None


def patient_of(scope: Scope, offer: UUID) -> PatientId | None:
    """Whose offer it is, where that is known."""
    found = rows(scope, OfferRow).filter(id=offer).values_list("patient_id", flat=True).first()
    return PatientId(found) if found else None


def list_rested(scope: Scope, since: datetime) -> tuple[Visit, ...]:
    """The times of offers that a person took back since a moment."""
    taken_back = rows(scope, OfferRow).filter(status=OfferStatus.WITHDRAWN.value, ended_at__gt=since)
    return tuple(visit_of(row) for row in taken_back)


def save_offer_after(scope: Scope, before: Offer, after: Offer) -> None:
    """What was read is now as it is after an act; an offer that is over gives its time back.

    Compare and set: raises Stale when somebody was faster.
    """
    changed = (
        rows(scope, OfferRow)
        .filter(id=before.id, status=before.status.value, until=before.until)
        .update(
            status=after.status.value,
            until=after.until,
            called_at=after.called_at,
            ended_at=after.ended_at,
        )
    )
    if not changed:
        raise Stale("offer-moved-on", "Somebody else has just changed this offer.", "Open the list again.")
    if not after.is_open:
        release_claims(OfferRow(id=before.id))


def _offer(row: OfferRow) -> Offer:
    return Offer(
        id=OfferId(row.id),
        waiting=WaitingId(row.waiting_id),
        visit=visit_of(row),
        way=Way(row.way),
        status=OfferStatus(row.status),
        made_at=row.made_at,
        until=row.until,
        by_name=row.by_name,
        reason=row.reason,
        called_at=row.called_at,
        ended_at=row.ended_at,
    )
