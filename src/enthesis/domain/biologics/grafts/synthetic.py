"""A synthetic ligament or other synthetic graft."""

from enthesis.domain.biologics.device_grafts import LABELLED
from enthesis.domain.biologics.graft import Detail, GraftKind, Origin
from enthesis.domain.biologics.graft_reasons import CARRIED_OVER

GRAFT = GraftKind(
    id="synthetic", title="Synthetic graft", origin=Origin.SYNTHETIC, needs=LABELLED, reasons=CARRIED_OVER
)

EXAMPLES = (
    ("everything recorded", {Detail.UDI_DI: "1", Detail.LOT: "L-1", Detail.EXPIRY: "2028-01-31"}, ()),
    (
        "no expiry",
        {Detail.UDI_DI: "1", Detail.LOT: "L-1"},
        ("Synthetic graft: the expiry is not recorded.",),
    ),
)
