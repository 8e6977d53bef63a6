"""What one visit has claimed of the book."""

from uuid import UUID

from enthesis.domain.practice.claims import Claim
from enthesis.store.models import TickRow


def claims_of(booking: UUID) -> dict[str, Claim]:
    """The claim on each resource; the ticks of one stand in a row."""
    ticks: dict[str, list[int]] = {}
    for row in TickRow.objects.filter(booking_id=booking).order_by("tick"):
        ticks.setdefault(row.resource, []).append(row.tick)
    return {
        resource: Claim(resource=resource, first=found[0], ticks=found[-1] + 1 - found[0])
        for resource, found in ticks.items()
    }
