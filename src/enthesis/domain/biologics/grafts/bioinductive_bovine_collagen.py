"""A patch of bovine collagen, laid over the repair."""

from enthesis.domain.biologics.graft import Detail, GraftKind, Need, Origin
from enthesis.domain.biologics.graft_reasons import CARRIED_OVER
from enthesis.domain.terms import Tag, Wording

GRAFT = GraftKind(
    id="bioinductive_bovine_collagen",
    title="Bioinductive bovine collagen",
    origin=Origin.BOVINE,
    needs=(
        Need(id=Detail.UDI_DI, tag=Tag.RECALLED, note="Is this what the law on devices asks for?"),
        Need(id=Detail.LOT, tag=Tag.PROPOSED, note="As for an anchor: is it asked of a graft too?"),
        Need(id=Detail.EXPIRY, tag=Tag.PROPOSED, note="As for an anchor: is it asked of a graft too?"),
    ),
    regulation=(
        Wording(
            text="A device cleared by 510(k), with a unique device identifier.",
            tag=Tag.RECALLED,
            note="Is this so for the implant in use?",
        ),
    ),
    reasons=CARRIED_OVER,
)

EXAMPLES = (
    ("everything recorded", {Detail.UDI_DI: "1", Detail.LOT: "L-1", Detail.EXPIRY: "2028-01-31"}, ()),
    (
        "only the lot",
        {Detail.LOT: "L-1"},
        (
            "Bioinductive bovine collagen: the device identifier (UDI-DI) is not recorded.",
            "Bioinductive bovine collagen: the expiry is not recorded.",
        ),
    ),
)
