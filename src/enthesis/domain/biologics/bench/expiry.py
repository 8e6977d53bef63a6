"""When a product may not be given any more: the first end of its limits, as the site has set them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.moments import Moment, TimeLimit
from enthesis.domain.biologics.product import Product
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """`at` is the last moment at which it may be given; `limit` is the one that ends then."""

    at: datetime
    limit: TimeLimit

    def has_passed(self, now: datetime) -> bool:
        return now > self.at

    @property
    def sentence(self) -> str:
        """What is said once it has passed."""
        start = self.limit.start.value
        return f"The product has expired: {self.limit.limit.value} minutes from {start} have passed."

    @property
    def remedy(self) -> str:
        return "Do not give it. Discard it, and collect a new one if it is still planned."


def expiry_of(product: Product, kind: ProductKind) -> Expiry | None:
    """The earliest end of the limits on giving that have begun; None where none has, or the kind has none."""
    moments = product.moments
    ends = [
        Expiry(at=moments[x.start] + timedelta(minutes=float(x.limit.value)), limit=x)
        for x in kind.limits
        if x.end is Moment.GIVEN and x.start in moments
    ]
    return min(ends, key=lambda e: e.at, default=None)


def under_policy(kind: ProductKind, limits: Mapping[str, Sourced]) -> ProductKind:
    """The kind with the site's own minutes for some of its limits; raises Invalid for what cannot be."""
    known = {x.id for x in kind.limits}
    for name, limit in limits.items():
        if name not in known:
            told = ", ".join(sorted(known)) or "none"
            raise Invalid(name[:40], f"{kind.title} has no time limit of this name.", f"It has: {told}.")
        if limit.unit != "min" or limit.value <= 0:
            raise Invalid(name, "A time limit is not in minutes above zero.", "Enter minutes.")
    return replace(kind, limits=tuple(replace(x, limit=limits.get(x.id, x.limit)) for x in kind.limits))
