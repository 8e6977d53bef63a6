"""A doubt about what was entered, and the reason for which somebody let it stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.errors import Invalid

STANDS = "Correct what was entered, or say why it stands."


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """`id` says what it is about; `percent` how much of what was drawn it holds, if that is it."""

    id: str
    sentence: str
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Somebody let the values stand, and why."""

    doubt: Doubt
    reason: str


def check_answered(open_: tuple[Doubt, ...], reasons: Mapping[str, str]) -> tuple[Answered, ...]:
    """Every doubt with the reason it was let stand for; Invalid asks the first that has none."""
    for doubt in open_:
        if not reasons.get(doubt.id, "").strip():
            raise Invalid(doubt.id, doubt.sentence, STANDS)
    return tuple(Answered(doubt=d, reason=reasons[d.id].strip()) for d in open_)
