"""Donated skin without its cells, laid over or into the repair."""

from enthesis.domain.biologics.graft import Detail, GraftKind, Need, Origin, Reason
from enthesis.domain.biologics.graft_reasons import PUBLISHED
from enthesis.domain.terms import Tag, Wording

_TRACKED = "Is this what tracking asks for?"

GRAFT = GraftKind(
    id="acellular_dermal_allograft",
    title="Acellular dermal allograft",
    origin=Origin.DONOR,
    needs=tuple(
        Need(id=detail, tag=Tag.RECALLED, source="21 CFR 1271.290", note=_TRACKED)
        for detail in (Detail.DONOR_ID, Detail.TISSUE_BANK, Detail.LOT, Detail.EXPIRY)
    ),
    regulation=(
        Wording(
            text="Human tissue regulated under section 361 alone, tracked from donor to recipient.",
            tag=Tag.RECALLED,
            note="Is this so for the graft in use?",
            source="21 CFR 1271.290",
        ),
    ),
    reasons=(
        *PUBLISHED,
        Reason(
            id="irreparable",
            title="Irreparable, with severe loss of tendon and atrophy: superior gluteal reconstruction",
            tag=Tag.VERIFIED,
            source="S37",
        ),
    ),
)

_WHOLE = {
    Detail.DONOR_ID: "D-1",
    Detail.TISSUE_BANK: "Example bank",
    Detail.LOT: "L-1",
    Detail.EXPIRY: "2028-01-31",
}

EXAMPLES = (
    ("everything recorded", _WHOLE, ()),
    (
        "the donor is missing",
        _WHOLE | {Detail.DONOR_ID: " "},
        ("Acellular dermal allograft: the donor id is not recorded.",),
    ),
)
