"""Donated tendon, of the Achilles or another."""

from enthesis.domain.biologics.graft import Detail, GraftExample, GraftKind, Need, Origin
from enthesis.domain.biologics.graft_reasons import CARRIED_OVER
from enthesis.domain.terms import Tag

_NOTE = "Recalled for dermal allograft: does it hold for donated tendon?"

GRAFT = GraftKind(
    id="other_allograft",
    title="Achilles or other allograft",
    origin=Origin.DONOR,
    needs=tuple(
        Need(id=detail, tag=Tag.PROPOSED, note=_NOTE)
        for detail in (Detail.DONOR_ID, Detail.TISSUE_BANK, Detail.LOT, Detail.EXPIRY)
    ),
    reasons=CARRIED_OVER,
)

EXAMPLES: tuple[GraftExample, ...] = (
    (
        "nothing recorded",
        {},
        (
            "Achilles or other allograft: the donor id is not recorded.",
            "Achilles or other allograft: the tissue bank is not recorded.",
            "Achilles or other allograft: the lot is not recorded.",
            "Achilles or other allograft: the expiry is not recorded.",
        ),
    ),
)
