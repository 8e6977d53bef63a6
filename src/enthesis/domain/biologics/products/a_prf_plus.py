"""A-PRF+: a fibrin clot spun still more slowly, and briefly."""

from enthesis.domain.biologics.fibrin import blood_counted, clot, spun
from enthesis.domain.terms import Sourced

PRODUCT = clot(
    "a-prf-plus",
    "Advanced platelet-rich fibrin plus (A-PRF+)",
    typical=spun(
        rpm=Sourced(1300, "/min", tag="V", source="S137"), minutes=Sourced(8, "min", tag="V", source="S137")
    ),
)

EXAMPLES = (blood_counted(),)
