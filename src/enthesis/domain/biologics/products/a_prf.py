"""A-PRF: a fibrin clot spun more slowly and longer."""

from enthesis.domain.biologics.fibrin import blood_counted, clot, spun
from enthesis.domain.terms import Sourced

PRODUCT = clot(
    "a-prf",
    "Advanced platelet-rich fibrin (A-PRF)",
    typical=spun(
        rpm=Sourced(1500, "/min", tag="V", source="S137"), minutes=Sourced(14, "min", tag="V", source="S137")
    ),
)

EXAMPLES = (blood_counted(),)
