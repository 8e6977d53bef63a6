"""How often keying differs: disagreements in 10,000 fields that two people keyed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enthesis.domain.outcomes.entry.compare import Comparison

FIELDS = 10_000
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRate:
    """Over `sheets` that were keyed twice: `differs` of `fields`. A sheet keyed once tells nothing."""

    sheets: int
    fields: int
    differs: int

    @property
    def in_ten_thousand(self) -> Decimal | None:
        """Half up to one decimal; None while nothing was keyed twice."""
        if not self.fields:
            return None
        return (Decimal(self.differs) * FIELDS / self.fields).quantize(TENTH, ROUND_HALF_UP)


def entry_rate(compared: Iterable[Comparison]) -> EntryRate:
    """What these comparisons come to together."""
    told = tuple(compared)
    return EntryRate(
        sheets=len(told),
        fields=sum(one.fields for one in told),
        differs=sum(len(one.differs) for one in told),
    )
