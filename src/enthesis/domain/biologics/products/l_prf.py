"""L-PRF: a fibrin clot with leukocytes, from the person's own blood."""

from enthesis.domain.biologics.fibrin import blood_counted, clot, spun
from enthesis.domain.terms import Sourced

PRODUCT = clot(
    "l-prf",
    "Leukocyte- and platelet-rich fibrin (L-PRF)",
    typical=spun(
        rpm=Sourced(2700, "/min", tag="V", source="S137"), minutes=Sourced(12, "min", tag="V", source="S137")
    ),
)

EXAMPLES = (blood_counted(),)
