"""How an invented hip is operated on. It follows from the tear and the approach, and stands for nobody.

Nothing published tells how often each is done: no share of it may be read as one.
"""

from decimal import Decimal
from functools import cache
from typing import Any

from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.plan import Approach, Repair
from enthesis.domain.pathway.rehabilitation import protocol_for
from enthesis.domain.pathway.technique import (
    Anaesthesia,
    BandRelease,
    FollowedProtocol,
    Footprint,
    Method,
    Position,
    RepairedTendons,
    Transfer,
)

AWL_MM, DEPTH_MM = Decimal("1.5"), Decimal(4)
MASSIVE = "V"  # a muscle is transferred instead of a repair


def technique_of(
    *,
    lall: str,
    approach: Approach,
    repair: Repair,
    minimus: bool,
    anchors: int,
    punctured: bool,
    spinal: bool,
    besides: tuple[Concomitant, ...],
) -> dict[str, Any]:
    """The parts of a plan that say how: by the names of its fields."""
    scope, lateral = approach is Approach.ENDOSCOPIC, anchors // 2
    in_rows = repair is Repair.DOUBLE_ROW
    return {
        "position": Position.SUPINE if scope else Position.LATERAL,
        "release": BandRelease.NONE if scope else BandRelease.WINDOW,
        "footprint": Footprint.NONE if punctured else Footprint.DECORTICATION,
        "awl_mm": AWL_MM if punctured else None,
        "depth_mm": DEPTH_MM if punctured else None,
        "tendons": _tendons(repair, minimus=minimus),
        "anchors_medial": anchors - lateral if in_rows else None,
        "anchors_lateral": lateral if in_rows else None,
        "transfer": Transfer.MAXIMUS if lall == MASSIVE and repair is Repair.NONE else Transfer.NONE,
        "besides": besides,
        "anaesthesia": Anaesthesia(method=Method.SPINAL if spinal else Method.GENERAL),
        "rehabilitation": followed(lall),
    }


@cache
def followed(lall: str) -> FollowedProtocol | None:
    """The protocol that follows a type, in its newest version; None where there is none."""
    found = protocol_for(lall)
    return FollowedProtocol(protocol=found.id, version=found.version) if found else None


def _tendons(repair: Repair, *, minimus: bool) -> RepairedTendons | None:
    if repair is Repair.NONE:
        return None
    return RepairedTendons.BOTH if minimus else RepairedTendons.MEDIUS
