"""A doubt about what was entered, and the reason for which somebody let it stand."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """`id` is the quantity it is about; `percent` is how much of what was drawn the product would hold."""

    id: str
    percent: Decimal
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Somebody let the values stand, and why."""

    doubt: Doubt
    reason: str
