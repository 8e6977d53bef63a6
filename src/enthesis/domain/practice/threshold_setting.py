"""Which threshold a practice uses for a scale, as its file says it; the outcomes know what it names."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdSetting:
    """An entry of `[[follow_up.thresholds]]`: `row` for `metric` on `scale`, the rest as the row needs it."""

    scale: str
    metric: str
    row: str
    cut: Decimal | None = None
    because: str = ""
    anchor: str = ""
    yes_from: Decimal | None = None
